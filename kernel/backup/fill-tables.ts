import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type Client, escapeIdentifier } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { StartProblem } from '../start-problem.ts'
import { listTables, plainText, quoted, type TableFacts, type TableOwner } from './catalogue.ts'
import { hashTable } from './hash-table.ts'
import type { Manifest } from './manifest.ts'

type Clients = Readonly<Record<TableOwner, Client>>

/**
 * Fills the tables of a fresh database from a backup, and compares every table's hash with the manifest.
 * Foreign keys stand aside meanwhile and are checked again when they return, so the order of tables does not matter
 * and circles are no trouble; our own triggers rest, for what they did is in the data.
 */
export async function fillTables(
  clients: Clients,
  folder: string,
  manifest: Manifest,
  say: (line: string) => void = () => {},
): Promise<void> {
  const { yinqiao_owner: owner, yinqiao_jobs: jobs } = clients
  for (const client of [owner, jobs]) await client.query(`${plainText}; set synchronous_commit = off`)
  const tables = new Map((await listTables(owner)).map((table) => [table.name, table]))
  const strange = manifest.tables.find(({ name, columns }) => !columns.every((column) => tables.get(name)?.columns.includes(column)))
  if (strange) throw new StartProblem(`备份中的表 ${strange.name} 与本程序的结构不符 (table ${strange.name} does not fit the program)`)
  const stayed = [...tables.keys()].find((name) => !manifest.tables.some((table) => table.name === name))
  if (stayed !== undefined) throw new StartProblem(`备份缺少表 ${stayed} (the backup lacks table ${stayed})`)
  for (const role of ['yinqiao_owner', 'yinqiao_jobs'] as const) {
    await fillOwned(
      clients[role],
      [...tables.values()].filter((table) => table.owner === role),
      folder,
      manifest,
    )
  }
  for (const { name, owner: role, value } of manifest.sequences)
    await clients[role].query('select setval($1::regclass, $2)', [quoted(name), value])
  await compare(clients, tables, manifest, say)
  // whoever held these jobs is gone
  await jobs.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null')
  await jobs.query('update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null')
  for (const client of [owner, jobs]) await client.query('analyze')
}

async function fillOwned(client: Client, tables: readonly TableFacts[], folder: string, manifest: Manifest): Promise<void> {
  await client.query('begin')
  const { rows: links } = await client.query<{ name: string; of: string; definition: string }>(`
    select quote_ident(conname) as name, conrelid::regclass::text as of, pg_get_constraintdef(oid) as definition from pg_constraint
    where contype = 'f' and conparentid = 0 and pg_get_userbyid((select relowner from pg_class where oid = conrelid)) = current_user`)
  for (const { name, of } of links) await client.query(`alter table ${of} drop constraint ${name}`)
  for (const { name, forced } of tables) {
    // COPY does not work under row security, not even for the owner it lets through
    if (forced) await client.query(`alter table ${quoted(name)} no force row level security`)
    await client.query(`alter table ${quoted(name)} disable trigger user`)
  }
  // a migration may have put rows in already; they are in the backup too
  if (tables.length > 0) await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(', ')}`)
  for (const { name, columns, file } of manifest.tables) {
    if (!tables.some((table) => table.name === name)) continue
    const into = client.query(copyFrom(`copy ${quoted(name)} (${columns.map(escapeIdentifier).join(', ')}) from stdin`))
    await pipeline(createReadStream(join(folder, file)), createGunzip(), into)
  }
  for (const { name, forced } of tables) {
    await client.query(`alter table ${quoted(name)} enable trigger user`)
    if (forced) await client.query(`alter table ${quoted(name)} force row level security`)
  }
  for (const { name, of, definition } of links) await client.query(`alter table ${of} add constraint ${name} ${definition}`)
  await client.query('commit')
}

async function compare(
  clients: Clients,
  tables: ReadonlyMap<string, TableFacts>,
  manifest: Manifest,
  say: (line: string) => void,
): Promise<void> {
  for (const kept of manifest.tables) {
    const table = tables.get(kept.name)
    if (table === undefined) continue
    const found = await hashTable(clients[kept.owner], { ...table, columns: kept.columns })
    if (found.sha256 !== kept.sha256 || found.sm3 !== kept.sm3 || found.rows !== kept.rows) {
      throw new StartProblem(
        `恢复后的表 ${kept.name} 与备份不一致（${found.rows} 行，应为 ${kept.rows} 行），已全部撤销 (table ${kept.name} differs from the backup; all was undone)`,
      )
    }
    say(`${kept.name}  ${found.rows} 行 一致`)
  }
}
