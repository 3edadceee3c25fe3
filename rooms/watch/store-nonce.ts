import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'

/**
 * Whether a nonce of a signed push comes for the first time, to whichever process; remembers it. Of two who ask at the same moment one is told yes.
 * @param until ms since 1970 UTC after which its request is too old anyway
 */
export async function claimNonce(ctx: Context, source: string, nonce: string, until: number): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into watch.push_nonce (source, nonce, until)
    values (${source}, ${nonce}, ${Temporal.Instant.fromEpochMilliseconds(until).toString()}) on conflict do nothing`.execute(ctx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Forgets nonces whose requests are too old by now. */
export async function forgetNonces(ctx: Context): Promise<void> {
  await sql`delete from watch.push_nonce where until < ${ctx.now.toString()}`.execute(ctx.db)
}
