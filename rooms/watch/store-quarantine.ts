import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'

/** A message that was not taken in. */
export interface Quarantined {
  /** `mqtt`, `http` or `tcp`. */
  readonly via: string
  /** Who it said it was. */
  readonly source: string
  readonly topic: string
  /** Code of why. */
  readonly reason: string
  readonly detail: string | null
  /** Its whole length. */
  readonly bytes: number
  /** Its content; only the beginning is kept. */
  readonly payload: Uint8Array | null
}

const keptBytes = 4096
/** Open rows from which on a new source is only counted: whoever invents names cannot fill the disk with them. */
const openAtMost = 20_000

/**
 * Lays messages aside with their reason. The same source, topic and reason is one open row that counts, so that a device
 * which repeats itself for a month is one thing to look at. Runs in the caller's transaction; order does not matter.
 */
export async function quarantine(ctx: Context, messages: readonly Quarantined[]): Promise<void> {
  if (messages.length === 0) return
  const full = await isFull(ctx)
  const folded = new Map<string, Quarantined & { times: number }>()
  for (const message of messages) {
    const one = { ...message, via: plain(message.via, 16), source: plain(message.source, 200), topic: plain(message.topic, 200) }
    const key = JSON.stringify([one.via, one.source, one.topic, one.reason])
    folded.set(key, { ...one, times: (folded.get(key)?.times ?? 0) + 1 })
  }
  // in one order, so that two batches with the same senders wait for each other instead of locking each other out
  for (const [, one] of [...folded].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const counted = await count(ctx, one, one.source, one.topic)
    if (counted) continue
    if (full) {
      if (!(await count(ctx, one, '*', '*'))) await insert(ctx, { ...one, source: '*', topic: '*' })
    } else await insert(ctx, one)
  }
}

type Folded = Quarantined & { readonly times: number }

async function isFull(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (
    select 1 from watch.quarantine where settled_at is null limit ${openAtMost}) open`.execute(ctx.db)
  return (rows[0]?.n ?? 0) >= openAtMost
}

async function count(ctx: Context, { via, reason, detail, bytes, payload, times }: Folded, source: string, topic: string) {
  const { numAffectedRows } = await sql`update watch.quarantine set times = times + ${times}, last_at = ${ctx.now.toString()},
      detail = ${detail === null ? null : plain(detail, 400)}, bytes = ${bytes}, payload = ${start(payload)}
    where via = ${via} and source = ${source} and topic = ${topic} and reason = ${reason} and settled_at is null`.execute(ctx.db)
  return (numAffectedRows ?? 0n) > 0n
}

async function insert(ctx: Context, { via, source, topic, reason, detail, bytes, payload, times }: Folded): Promise<void> {
  const now = ctx.now.toString()
  await sql`insert into watch.quarantine (id, at, via, source, topic, reason, detail, bytes, payload, times, last_at)
    values (${ctx.newId()}, ${now}, ${via}, ${source}, ${topic}, ${reason}, ${detail === null ? null : plain(detail, 400)}, ${bytes},
      ${start(payload)}, ${times}, ${now})
    on conflict (via, source, topic, reason) where settled_at is null
      do update set times = watch.quarantine.times + excluded.times, last_at = excluded.last_at`.execute(ctx.db)
}

/** Text as PostgreSQL and a screen can hold it: whole characters, no controls, not too long. */
function plain(text: string, atMost: number): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}/gu, '·')
    .slice(0, atMost)
    .toWellFormed()
}

const start = (payload: Uint8Array | null): Uint8Array | null => payload?.subarray(0, keptBytes) ?? null
