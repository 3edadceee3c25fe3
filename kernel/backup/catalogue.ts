import { type Client, escapeIdentifier } from 'pg'
import { StartProblem } from '../start-problem.ts'

export type TableOwner = 'yinqiao_owner' | 'yinqiao_jobs'

/** A table as a backup sees it. */
export interface TableFacts {
  readonly name: string
  readonly owner: TableOwner
  /** Columns that are written; computed ones are left out. */
  readonly columns: readonly string[]
  /** Expressions that put the rows in one order on every server. */
  readonly order: readonly string[]
  readonly forced: boolean
}

/** Made by the program when it prepares a database, not data: the queue's own list of its steps. */
const programs = ['graphile_worker.migrations']

/** All tables of our schemas, partitions counted with their parent. Refuses tables that our roles could not read whole. */
export async function listTables(client: Client): Promise<TableFacts[]> {
  const { rows } = await client.query<TableFacts & { owner: string; unseen: boolean }>(`
    select n.nspname || '.' || c.relname as name, pg_get_userbyid(c.relowner) as owner, c.relforcerowsecurity as forced,
      c.relforcerowsecurity and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'owner_all') as unseen,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end order by k.at)
        from pg_index i cross join lateral unnest(i.indkey::int2[]) with ordinality as k(attnum, at)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary), array['t.*::text collate "C"']) as "order"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and c.relpersistence = 'p' and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by 1`)
  const ours = rows.filter(({ name }) => !programs.includes(name))
  const foreign = ours.find(({ owner, unseen }) => (owner !== 'yinqiao_owner' && owner !== 'yinqiao_jobs') || unseen)
  if (foreign !== undefined)
    throw new StartProblem(`表 ${foreign.name} 不属于本程序或对属主不可见，备份不会完整 (table ${foreign.name} cannot be read whole)`)
  return ours
}

/** Sequences and the value each has reached; unused ones are left out. */
export async function listSequences(client: Client): Promise<{ name: string; owner: TableOwner; value: number }[]> {
  const { rows } = await client.query<{ name: string; owner: TableOwner; value: string }>(`
    select schemaname || '.' || sequencename as name, sequenceowner as owner, last_value as value from pg_sequences
    where schemaname !~ '^pg_' and last_value is not null and sequenceowner = current_user order by 1`)
  return rows.map((row) => ({ ...row, value: Number(row.value) }))
}

/** `schema.table` as SQL. */
export function quoted(name: string): string {
  return name.split('.').map(escapeIdentifier).join('.')
}

/** The statement that gives the content of a table as text in one order on every server. */
export function copyOut({ name, columns, order }: Pick<TableFacts, 'name' | 'columns' | 'order'>): string {
  return `copy (select ${columns.map(escapeIdentifier).join(', ')} from ${quoted(name)} as t order by ${order.join(', ')}) to stdout`
}

/** Settings that decide how values are written; the same on both sides of a backup. */
export const plainText = `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 3; set bytea_output = 'hex'; set statement_timeout = 0; set client_encoding = 'UTF8'`
