import { sql } from 'kysely'
import type { Context } from './context.ts'

// arbitrary and ours: writers of what measures read share it, a freeze takes it alone
const freezeLock = 7412029

/**
 * The moment from which a row written now is known (`known_from` of what measures read). A freeze waits for all who
 * asked before it, and who asks after it is known later than it: so what was known at a frozen moment never grows.
 */
export async function knownFrom(ctx: Context): Promise<string> {
  // two statements: the mark must be read with a snapshot taken after the lock was got
  await sql`select pg_advisory_xact_lock_shared(${freezeLock})`.execute(ctx.db)
  const { rows } = await sql<{ at: string }>`
    select greatest(${ctx.now.toString()}::timestamptz, at + interval '1 millisecond') as at from kernel.freeze_mark`.execute(ctx.db)
  return rows[0]?.at ?? ctx.now.toString()
}

/** Freezes what is known: waits until every open writer has ended and gives the moment; nothing becomes known at or before it any more. */
export async function freezeKnown(ctx: Context): Promise<string> {
  await sql`select pg_advisory_xact_lock(${freezeLock})`.execute(ctx.db)
  const { rows } = await sql<{ at: string }>`
    update kernel.freeze_mark set at = greatest(at + interval '1 millisecond', ${ctx.now.toString()}::timestamptz) returning at`.execute(
    ctx.db,
  )
  if (rows[0] === undefined) throw new Error('kernel.freeze_mark is empty')
  return rows[0].at
}
