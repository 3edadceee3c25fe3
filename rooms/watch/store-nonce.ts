import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'

/** A nonce of a signed push. */
export interface Nonce {
  readonly source: string
  readonly nonce: string
  /** ms since 1970 UTC after which its request is too old anyway. */
  readonly until: number
}

/**
 * Of each nonce whether it comes for the first time, to whichever process; remembers them. Of two who ask at the same moment one is told yes.
 */
export async function claimNonces(ctx: Context, nonces: readonly Nonce[]): Promise<boolean[]> {
  // in one order, so that two processes wait for each other instead of locking each other out
  const given = nonces.map(({ until, ...one }) => ({ ...one, until: Temporal.Instant.fromEpochMilliseconds(until).toString() }))
  const { rows } = await sql<Pick<Nonce, 'source' | 'nonce'>>`insert into watch.push_nonce (source, nonce, until)
    select source, nonce, until from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as n(source text, nonce text, until timestamptz)
    order by source, nonce on conflict do nothing returning source, nonce`.execute(ctx.db)
  const fresh = new Set(rows.map(nameOf))
  // the same one twice here is the first time once
  return nonces.map((one) => fresh.delete(nameOf(one)))
}

const nameOf = ({ source, nonce }: Pick<Nonce, 'source' | 'nonce'>): string => JSON.stringify([source, nonce])

/** Forgets nonces whose requests are too old by now. */
export async function forgetNonces(ctx: Context): Promise<void> {
  await sql`delete from watch.push_nonce where until < ${ctx.now.toString()}`.execute(ctx.db)
}
