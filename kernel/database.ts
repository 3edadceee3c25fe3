import {
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type CompiledQuery,
  sql,
} from 'kysely'
import type { Socket } from 'node:net'
import { escapeLiteral, Pool, type PoolClient, type PoolConfig, type QueryConfig, type QueryResult, types } from 'pg'
import type { Database } from './database-handle.ts'
import type { Actor } from './contract/actor.ts'

const parsers = new Map<number, (text: string) => unknown>([
  [types.builtins.INT8, Number],
  [types.builtins.DATE, (text) => text],
  [types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString()],
  [types.builtins.TIMESTAMP, (text) => text],
  [1182, (text) => text],
])

/** Column values as the house reads them: timestamptz as ISO text in UTC, date and numeric as text, bigint as number. */
const houseTypes = { getTypeParser: (oid: number, format?: 'text' | 'binary') => parsers.get(oid) ?? types.getTypeParser(oid, format) }

/** How patient a pool is, in milliseconds. */
export interface Patience {
  /** Statements that take longer are cut; 30 s unless told. */
  readonly statementAtMost?: number
  /** Transactions whose process says nothing for so long are cut, for one that froze must not hold the rows of others; 60 s unless told. */
  readonly idleAtMost?: number
}

/** A machine that is gone holds what it locked until the server notices: after 25 s instead of the usual two hours. */
export const keepalives = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3'

/**
 * A pool of connections for a role. The server cuts a statement that takes too long; one that is still not answered a quarter later was
 * asked on a line that is lost without a word (a firewall forgot it, a host is gone), which is given up: who waited on it would wait
 * for ever, also when the database is long back.
 */
export function openPool(connectionString: string, max = 12, { statementAtMost = 30_000, idleAtMost = 60_000 }: Patience = {}): Pool {
  // several statements may be on their way at once, which saves round trips; the declared types do not know the setting yet
  const settings: PoolConfig & { readonly pipeline: boolean } = {
    connectionString,
    max,
    types: houseTypes,
    statement_timeout: statementAtMost,
    query_timeout: statementAtMost * 1.25,
    idle_in_transaction_session_timeout: idleAtMost,
    connectionTimeoutMillis: 5_000,
    options: keepalives,
    pipeline: true,
  }
  const pool = new Pool(settings)
  surviveLostConnections(pool)
  return pool
}

/** A connection that breaks (server killed or stopped) is replaced by its pool; unheard, its error would end the program. */
export function surviveLostConnections(pool: Pool): void {
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
}

/** Whether the transaction a handle is for has ended; its connection is then somebody else's. */
export interface Span {
  over: boolean
  /** How long a statement may stay unanswered (ms), where it is longer than in its pool. */
  answerWithin?: number
}

const spans = new WeakMap<Database, Span>()
const longWork = 4 * 3600_000

/** Announces long work: the statements of this transaction may take hours, and it may be silent for as long. */
export async function liftLimits(db: Database): Promise<void> {
  const span = spans.get(db)
  if (span === undefined) throw new Error('not the handle of a transaction')
  span.answerWithin = longWork * 1.25
  await sql`select set_config('statement_timeout', ${String(longWork)}, true), set_config('idle_in_transaction_session_timeout', ${String(longWork)}, true)`.execute(
    db,
  )
}

/** Kysely over one connection that is already inside a transaction. */
export function onClient(client: PoolClient, span: Span): Database {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery) {
      // a promise that was left behind when its neighbour failed would write into the transaction of another call
      if (span.over) throw new Error('the transaction has ended')
      const result = await send(client, { text: query.sql, values: query.parameters }, span.answerWithin)
      return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) }
    },
    streamQuery() {
      throw new Error('streams are not used inside use cases')
    },
  }
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: async () => {},
    commitTransaction: async () => {},
    rollbackTransaction: async () => {},
    releaseConnection: async () => {},
    destroy: async () => {},
  }
  const db: Database = new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (introspected) => new PostgresIntrospector(introspected),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  spans.set(db, span)
  return db
}

/** A statement with its values. */
export interface Statement {
  readonly text: string
  readonly values?: readonly unknown[]
}

// statements asked often are prepared once a connection; the limits bound the memory of their plans in each
const uses = new Map<string, number>()
const names = new Map<string, string>()
const namesAtMost = 150

function nameOf(text: string): string | undefined {
  const name = names.get(text)
  if (name !== undefined || names.size >= namesAtMost || text.length > 6000) return name
  if (uses.size > 2000) uses.clear()
  const count = (uses.get(text) ?? 0) + 1
  uses.set(text, count)
  if (count < 5) return undefined
  names.set(text, `s${names.size}`)
  return names.get(text)
}

/** Sends a statement behind those already on their way; it is on the wire when this returns, answered when the promise ends. */
export function send(
  client: PoolClient,
  { text, values }: Statement,
  answerWithin?: number,
): Promise<QueryResult<Record<string, unknown>>> {
  const name = values === undefined ? undefined : nameOf(text)
  const asked: QueryConfig & { readonly query_timeout?: number } = {
    text,
    ...(values === undefined ? {} : { values: [...values] }),
    ...(name === undefined ? {} : { name }),
    ...(answerWithin === undefined ? {} : { query_timeout: answerWithin }),
  }
  return client.query(asked)
}

/**
 * Begins a transaction without waiting for the answer; what follows in this turn of the loop leaves in the same packet.
 * Were it to fail, all that follows would fail too, and `commit` tells.
 */
export function begin(client: PoolClient, actor: Actor, mode: TransactionMode): Promise<unknown> {
  const socket = socketOf(client)
  socket.cork()
  setImmediate(() => socket.uncork())
  const began = client.query(beginAs(actor, mode))
  began.catch(() => {})
  return began
}

/** Sends the last statements and the commit together; fails when any of them did, and then nothing was kept. */
export async function commit(client: PoolClient, began: Promise<unknown>, last: readonly Statement[] = []): Promise<void> {
  const socket = socketOf(client)
  socket.cork()
  const sent = [...last, { text: 'commit' }].map((statement) => send(client, statement))
  socket.uncork()
  const results = await Promise.all([began, ...sent])
  const committed = results.at(-1) as QueryResult
  // PostgreSQL answers a commit of a failed transaction by undoing it
  if (committed.command !== 'COMMIT') throw new Error('the transaction was undone by the database')
}

function socketOf(client: PoolClient): Socket {
  return (client as PoolClient & { readonly connection: { readonly stream: Socket } }).connection.stream
}

export type TransactionMode = 'read only' | 'read committed' | 'serializable'

/** Begins a transaction with the actor set for row security, in one round trip (the settings end with the transaction). */
function beginAs(actor: Actor, mode: TransactionMode): string {
  const settings: Record<string, string> = {
    area: actor.area,
    role: actor.role,
    account: actor.accountId ?? '',
    unit: actor.unitId ?? '',
    provider: actor.providerId ?? '',
    persons: `{${actor.persons.join(',')}}`,
  }
  const begin =
    mode === 'read only' ? 'begin transaction isolation level read committed read only' : `begin transaction isolation level ${mode}`
  return [begin, ...Object.entries(settings).map(([name, value]) => `set local yinqiao.${name} = ${escapeLiteral(value)}`)].join('; ')
}
