import { Client } from 'pg'
import { StartProblem } from '../start-problem.ts'
import { openCluster } from './cluster.ts'
import { databaseSecrets } from './secrets.ts'
import { superviseCluster } from './supervise.ts'

/** The roles of the database: owner of all objects (migrations, backup), application, job queue. */
export type DatabaseRole = 'yinqiao_owner' | 'yinqiao_app' | 'yinqiao_jobs'

/** A PostgreSQL server, embedded or external, with one database of ours. */
export interface DatabaseServer {
  readonly embedded: boolean
  /** Whether this process started the embedded server. */
  readonly started: boolean
  readonly database: string
  /** Connection string of a role, optionally to another database of the same server. */
  url(role: DatabaseRole, database?: string): string
  /** Connection string that may make roles and databases. */
  adminUrl(database?: string): string
  /** Starts the embedded server again whenever it dies, until `stop` or `leave`; `say` hears of it. */
  supervise(say: (line: string) => void): void
  /** Stops the embedded server, whoever uses it. */
  stop(): Promise<void>
  /** This process needs it no more; the last one to leave stops the embedded server. */
  leave(): Promise<void>
}

export interface ServerOptions {
  readonly dataFolder: string
  /** External server, PostgreSQL >= 15; embedded when absent. The account must be allowed to make roles. */
  readonly databaseUrl?: string | undefined
  readonly settings?: Readonly<Record<string, string>>
}

/** Opens the server named by DATABASE_URL, or the embedded one. */
export async function openServer({ dataFolder, databaseUrl, settings }: ServerOptions): Promise<DatabaseServer> {
  return databaseUrl === undefined || databaseUrl === '' ? openEmbedded(dataFolder, settings) : openExternal(dataFolder, databaseUrl)
}

async function openEmbedded(dataFolder: string, settings: Readonly<Record<string, string>> = {}): Promise<DatabaseServer> {
  const cluster = await openCluster({ dataFolder, settings })
  const secrets = databaseSecrets(dataFolder)
  let watch: ReturnType<typeof superviseCluster> | undefined
  const current = async () => {
    const now = (await watch?.end()) ?? cluster
    watch = undefined
    return now
  }
  const at = (user: string, password: string, database: string) => `postgres://${user}:${password}@127.0.0.1:${cluster.port}/${database}`
  return {
    embedded: true,
    started: cluster.started,
    database: 'yinqiao',
    url: (role, database = 'yinqiao') => at(role, secrets[role], database),
    adminUrl: (database = 'postgres') => at('yinqiao_admin', secrets.admin, database),
    supervise(say) {
      watch ??= superviseCluster({ dataFolder, settings }, cluster, say)
    },
    stop: async () => (await current()).stop(),
    leave: async () => (await current()).leave(),
  }
}

async function openExternal(dataFolder: string, databaseUrl: string): Promise<DatabaseServer> {
  let address: URL
  try {
    address = new URL(databaseUrl)
  } catch {
    throw new StartProblem('DATABASE_URL 不是有效的连接串 (DATABASE_URL is not a valid connection string)')
  }
  if (!/^postgres(ql)?:$/.test(address.protocol))
    throw new StartProblem('DATABASE_URL 不是有效的连接串，应以 postgres:// 开头 (DATABASE_URL is not a connection string of PostgreSQL)')
  await checkExternal(databaseUrl, address)
  const secrets = databaseSecrets(dataFolder)
  const database = address.pathname.slice(1) || 'yinqiao'
  const to = (changes: { user?: string; password?: string; database?: string }) => {
    const target = new URL(databaseUrl)
    if (changes.user !== undefined) target.username = changes.user
    if (changes.password !== undefined) target.password = changes.password
    target.pathname = `/${changes.database ?? database}`
    return target.toString()
  }
  return {
    embedded: false,
    started: false,
    database,
    url: (role, name = database) => to({ user: role, password: secrets[role], database: name }),
    adminUrl: (name = database) => to({ database: name }),
    supervise: () => {},
    stop: async () => {},
    leave: async () => {},
  }
}

async function checkExternal(databaseUrl: string, { hostname, port }: URL): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number }>("select current_setting('server_version_num')::int as version")
    const version = rows[0]?.version ?? 0
    if (version < 150000) {
      throw new StartProblem(
        `DATABASE_URL 指向 PostgreSQL ${Math.floor(version / 10000)}，至少需要 15 (PostgreSQL ${Math.floor(version / 10000)} is too old; 15 or later is needed)`,
      )
    }
  } catch (error) {
    if (error instanceof StartProblem) throw error
    throw new StartProblem(
      `无法连接 DATABASE_URL（${hostname}:${port || 5432}）：${(error as Error).message || (error as NodeJS.ErrnoException).code} (cannot reach the database)`,
    )
  } finally {
    await client.end().catch(() => {})
  }
}
