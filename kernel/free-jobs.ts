import { setTimeout as pause } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import type { Logger } from 'pino'

/** Each worker pool holds this lock with its name as long as its process lives. */
const livingLocks = 0x59515157
const lookEvery = 5_000

/**
 * Frees jobs that nobody works on: of a process that was killed, or that could not be given back because the database was away. The queue
 * itself would wait for four hours. A job is done at least once, so that one freed too early is done twice at worst.
 * @param mine name of this process's pool in the queue
 * @param active ids of the jobs it works on
 */
export function freeJobs(pool: Pool, log: Logger, mine: () => string | undefined, active: ReadonlySet<string>): { stop(): Promise<void> } {
  const stopping = new AbortController()
  // not worked on at the last look; at the second look it is certain that it is not just being given back
  let idle: readonly string[] = []
  let client: PoolClient | undefined
  const look = async () => {
    const name = mine()
    if (name === undefined) return
    if (client === undefined) {
      client = await pool.connect()
      await client.query('select pg_advisory_lock_shared($1, hashtext($2))', [livingLocks, name])
    }
    await client.query(
      `update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at < now() - interval '10 seconds'
        and locked_by = any (array(select n from (select distinct locked_by as n from graphile_worker._private_jobs where locked_at is not null) d
          where n <> $2 and pg_try_advisory_xact_lock($1, hashtext(n))))`,
      [livingLocks, name],
    )
    const { rows } = await client.query<{ id: string }>(
      `select id::text from graphile_worker._private_jobs where locked_by = $1 and locked_at < now() - interval '10 seconds'`,
      [name],
    )
    const now = rows.map(({ id }) => id).filter((id) => !active.has(id))
    const lost = now.filter((id) => idle.includes(id))
    idle = now
    if (lost.length > 0)
      await client.query(
        'update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_by = $1 and id = any ($2::bigint[])',
        [name, lost],
      )
  }
  const letGo = (error?: Error) => {
    client?.release(error ?? true)
    client = undefined
  }
  const run = async () => {
    while (!stopping.signal.aborted) {
      await look().catch((error: Error) => {
        letGo(error)
        log.warn({ reason: error.message.slice(0, 200) }, 'jobs not freed')
      })
      await pause(lookEvery, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
    }
    letGo()
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
