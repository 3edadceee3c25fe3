import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'

/**
 * Does a piece of work in the place of a call-out, for the account it asks, whatever place the post of that account lies in: to be asked
 * is a relation. The caller has found the call-out as the account's own and still to be seen, and reads or writes this one alarm alone.
 */
export async function asCalled<T>(ctx: Context, callout: { readonly division_code: string }, work: () => Promise<T>): Promise<T> {
  await enter(ctx, callout.division_code)
  const done = await work()
  // after an error the transaction is undone, and its settings with it
  await enter(ctx, ctx.actor.area)
  return done
}

const enter = (ctx: Context, area: string) => sql`select set_config('yinqiao.area', ${area}, true)`.execute(ctx.db)
