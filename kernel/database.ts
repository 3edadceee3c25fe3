import { type Driver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type DatabaseConnection, type CompiledQuery } from 'kysely'
import { escapeLiteral, Pool, type PoolClient, types } from 'pg'
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

/** A pool of connections for a role; statements that outlive 30 s are cut. */
export function openPool(connectionString: string, max = 12): Pool {
  const pool = new Pool({ connectionString, max, types: houseTypes, statement_timeout: 30_000, idle_in_transaction_session_timeout: 60_000, connectionTimeoutMillis: 5_000 })
  surviveLostConnections(pool)
  return pool
}

/** A connection that breaks (server killed or stopped) is replaced by its pool; unheard, its error would end the program. */
export function surviveLostConnections(pool: Pool): void {
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
}

/** Kysely over one connection that is already inside a transaction. */
export function onClient(client: PoolClient): Database {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery) {
      const result = await client.query(query.sql, [...query.parameters])
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
  return new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}

/** Begins a transaction with the actor set for row security, in one round trip (the settings end with the transaction). */
export function beginAs(actor: Actor, mode: 'read only' | 'read committed' | 'serializable'): string {
  const settings: Record<string, string> = {
    area: actor.area, role: actor.role, account: actor.accountId ?? '', unit: actor.unitId ?? '', provider: actor.providerId ?? '', persons: `{${actor.persons.join(',')}}`,
  }
  const begin = mode === 'read only' ? 'begin transaction isolation level read committed read only' : `begin transaction isolation level ${mode}`
  return [begin, ...Object.entries(settings).map(([name, value]) => `set local yinqiao.${name} = ${escapeLiteral(value)}`)].join('; ')
}
