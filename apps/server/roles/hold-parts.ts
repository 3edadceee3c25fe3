import { type Kernel, openPool } from '@yinqiao/kernel/server'
import { alarmPatience, repeat } from './repeat.ts'

/** Advisory locks of PostgreSQL live as long as their connection: what a node that died held is free at once, and no clock is asked. */
const partLocks = 0x59515041
const memberLocks = 0x5951504d
const askEvery = 1_000

interface Lock {
  readonly space: number
  readonly id: number
  readonly mine: boolean
}

/**
 * Shares the parts of the streams among the nodes: each part is taken by one node, each node takes about as many as the others. While
 * the database is away a node goes on with what it had: nobody can commit then, and what is urgent must still be shown.
 * @param count parts in all
 * @param own takes these parts; resolves when the parts left are settled, and only then their locks are let go
 * @param gained called with parts that this node did not have before it takes them
 */
export function holdParts(
  log: Kernel['log'],
  url: string,
  count: number,
  own: (parts: readonly number[]) => Promise<void>,
  gained: () => Promise<void>,
): { readonly parts: () => readonly number[]; stop(): Promise<void> } {
  const pool = openPool(url, 1, alarmPatience)
  let parts: readonly number[] = []
  const round = async () => {
    // the pool's one connection, which it keeps: never idle for long enough to be closed
    const client = await pool.connect()
    try {
      const { rows: locks } = await client.query<Lock>(
        `with me as materialized (select pg_try_advisory_lock_shared($1, pg_backend_pid()) as held
            where not exists (select 1 from pg_locks where locktype = 'advisory' and classid = $1::oid and pid = pg_backend_pid()))
          select classid::bigint as space, objid::bigint as id, pid = pg_backend_pid() as mine
          from pg_locks cross join (select count(*) from me) asked
          where locktype = 'advisory' and granted and objsubid = 2 and classid in ($1::oid, $2::oid)
            and database = (select oid from pg_database where datname = current_database())`,
        [memberLocks, partLocks],
      )
      const members = new Set(locks.filter(({ space, mine }) => space === memberLocks && !mine).map(({ id }) => id)).size + 1
      const fair = Math.ceil(count / members)
      const held = locks.filter(({ space, mine }) => space === partLocks && mine).map(({ id }) => id)
      const others = new Set(locks.filter(({ space, mine }) => space === partLocks && !mine).map(({ id }) => id))
      const mine = [...held]
      // what this node had before its connection was lost comes first
      const wanted = [...parts, ...Array.from({ length: count }, (_, part) => part)]
      for (const part of wanted) {
        if (mine.length >= fair) break
        if (mine.includes(part) || others.has(part)) continue
        const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', [partLocks, part])
        if (rows[0]?.held === true) mine.push(part)
      }
      const next = mine.slice(0, fair)
      if (next.some((part) => !parts.includes(part))) await gained()
      parts = next
      await own(next)
      for (const part of mine.slice(fair)) await client.query('select pg_advisory_unlock($1, $2)', [partLocks, part])
    } finally {
      client.release()
    }
  }
  const running = repeat(log, 'parts', askEvery, round)
  return {
    parts: () => parts,
    async stop() {
      await running.stop()
      await own([])
      await pool.end()
    },
  }
}
