import { openServer, withClient } from '@yinqiao/kernel/server'
import { readConfig } from '../../server/config.ts'
import { allMigrations, idleRooms } from '../../server/platform.ts'
import type { Answer } from '../answer.ts'

/** `db status`: looks at the database as it is, without upgrading it. */
export async function run(): Promise<Answer> {
  const { dataFolder, databaseUrl } = readConfig()
  const server = await openServer({ dataFolder, databaseUrl })
  try {
    const {
      rows: [place],
    } = await withClient(server.adminUrl(), (admin) =>
      admin.query<{ version: string; size: string | null }>(
        `select current_setting('server_version') as version, (select pg_size_pretty(pg_database_size(oid)) from pg_database where datname = $1) as size`,
        [server.database],
      ),
    )
    const about = {
      dataFolder,
      embedded: server.embedded,
      wasRunning: !server.started,
      postgres: place?.version,
      database: server.database,
      size: place?.size ?? null,
    }
    if (place?.size === null) return { data: { ...about, prepared: false } }
    return { data: { ...about, ...(await inside(server.url('yinqiao_owner'))) } }
  } finally {
    await server.leave()
  }
}

async function inside(url: string): Promise<object> {
  return withClient(url, async (owner) => {
    const {
      rows: [prepared],
    } = await owner.query<{ yes: boolean }>(`select to_regclass('yinqiao_meta.migration') is not null as yes`)
    if (prepared?.yes !== true) return { prepared: false }
    const done = await owner.query<{ name: string }>('select name from yinqiao_meta.migration order by name')
    const applied = new Set(done.rows.map(({ name }) => name))
    const pending = allMigrations(idleRooms())
      .filter(({ name }) => !applied.has(name))
      .map(({ name }) => name)
    const { rows: tables } = await owner.query<{ name: string }>(`
      select schemaname || '.' || tablename as name from pg_tables where tableowner = 'yinqiao_owner' and schemaname !~ '^pg_' order by 1`)
    const counted = []
    for (const { name } of tables) {
      const {
        rows: [count],
      } = await owner.query<{ rows: string }>(
        `select count(*) as rows from ${name
          .split('.')
          .map((part) => `"${part}"`)
          .join('.')}`,
      )
      counted.push({ table: name, rows: Number(count?.rows) })
    }
    return { prepared: true, migrations: applied.size, pending, tables: counted }
  })
}
