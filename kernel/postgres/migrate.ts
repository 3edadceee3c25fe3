import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from 'pg'
import { StartProblem } from '../start-problem.ts'

/** One forward-only step of the schema; steps of all rooms run in the order of their names. */
export interface Migration {
  /** `YYYYMMDDThhmm-verb-noun` */
  readonly name: string
  readonly sql: string
}

/** Reads the migrations of tables/ folders, ordered by name. */
export function readMigrations(folders: readonly string[]): Migration[] {
  const found = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .map((file) => ({ name: file.slice(0, -4), sql: readFileSync(join(folder, file), 'utf8') })),
  )
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Applies what is new, each in a transaction, under a lock; refuses a database that is newer or was changed. */
export async function migrate(owner: Client, migrations: readonly Migration[]): Promise<{ applied: readonly string[] }> {
  await owner.query('select pg_advisory_lock(7412026)')
  await owner.query(`create schema if not exists yinqiao_meta;
    create table if not exists yinqiao_meta.migration (name text collate "C" primary key, sha256 text not null, applied_at timestamptz not null default now())`)
  const { rows } = await owner.query<{ name: string; sha256: string }>('select name, sha256 from yinqiao_meta.migration order by name')
  const done = new Map(rows.map((row) => [row.name, row.sha256]))
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = rows.find(({ name }) => !known.has(name))
  if (unknown)
    throw new StartProblem(
      `数据库比程序新（含未知的升级步骤 ${unknown.name}），请升级程序 (the database is newer than the program: unknown migration ${unknown.name})`,
    )
  const applied: string[] = []
  for (const { name, sql } of migrations) {
    const sha256 = createHash('sha256').update(sql).digest('hex')
    const before = done.get(name)
    if (before === sha256) continue
    if (before !== undefined)
      throw new StartProblem(`升级步骤 ${name} 在执行后被改动，只能新增步骤 (migration ${name} was edited after it ran)`)
    await owner.query('begin')
    try {
      await owner.query(sql)
      await owner.query('insert into yinqiao_meta.migration (name, sha256) values ($1, $2)', [name, sha256])
      await owner.query('commit')
    } catch (error) {
      await owner.query('rollback')
      throw new StartProblem(`升级步骤 ${name} 失败：${(error as Error).message} (migration failed; nothing of it was kept)`)
    }
    applied.push(name)
  }
  if (applied.length > 0) await letOwnerThrough(owner)
  await owner.query('select pg_advisory_unlock(7412026)')
  return { applied }
}

/** Forced row security binds the owner too; migrations, backup and nightly checks need it to see all rows. */
async function letOwnerThrough(owner: Client): Promise<void> {
  await owner.query(`do $$ declare t record; begin
    for t in select c.oid::regclass as name from pg_class c where c.relforcerowsecurity
      and pg_get_userbyid(c.relowner) = 'yinqiao_owner'
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'owner_all') loop
      execute format('create policy owner_all on %s to yinqiao_owner using (true) with check (true)', t.name);
    end loop; end $$`)
}
