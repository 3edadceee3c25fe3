import type { Context } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { forgetPerson, readForgotten } from '@yinqiao/series'
import { sql } from 'kysely'
import { z } from 'zod'
import { ErasureAlarmOpen, ErasureStillBound } from './contract/erasure.ts'
import { type InTheWay, waitsFor } from './rules/may-erase.ts'

/** Carries out what was agreed: begins, waits where it must, and looks again until nothing is left. */
export const EraseReadings = { name: 'watch.erase-readings', payload: z.object({ id: z.uuid() }) }

const waitMinutes = 10
const lookSeconds = 10

/** What stands in the way of erasing the readings of this person, as far as the actor sees; the program sees all. */
export async function findInTheWay(ctx: Context, elderId: string): Promise<InTheWay> {
  const { rows } = await sql<InTheWay>`select
    (select min(a.n) from watch.alarm a where a.closed_at is null and (a.elder_id = ${elderId}
      or exists (select from watch.home_member m where m.home_id = a.home_id and m.elder_id = ${elderId} and m.valid_to is null))) as alarm,
    (select count(*)::int from watch.binding b where b.elder_id = ${elderId} and b.valid_to is null) as bound`.execute(ctx.db)
  return rows[0] ?? { alarm: null, bound: 0 }
}

/** The refusal that says what stands in the way; undefined = nothing. */
export async function refuseInTheWay(ctx: Context, elderId: string) {
  const way = await findInTheWay(ctx, elderId)
  switch (waitsFor(way)) {
    case 'alarm':
      return refuse(ErasureAlarmOpen, { n: way.alarm ?? 0 }, 'elderId')
    case 'binding':
      return refuse(ErasureStillBound, { count: way.bound }, 'elderId')
    case null:
      return undefined
  }
}

/**
 * The next step of one erasure, by the program over the whole district: readings may lie in places that who decided does not see. An alarm
 * that opened meanwhile is waited for. Cut off anywhere, it is taken up where it stood.
 */
export async function eraseReadings(ctx: Context, { id }: z.output<typeof EraseReadings.payload>): Promise<void> {
  const { rows } = await sql<{
    elder_id: string
    state: string
  }>`select elder_id, state from watch.erasure where id = ${id} for update`.execute(ctx.db)
  const [erasure] = rows
  if (erasure === undefined) return
  const again = (seconds: number) =>
    ctx.enqueue(EraseReadings, { id }, { key: `${EraseReadings.name}:${id}`, at: ctx.now.add({ seconds }) })
  if (erasure.state === 'agreed') {
    const waits = waitsFor(await findInTheWay(ctx, erasure.elder_id))
    if (waits === null) await forgetPerson(ctx, erasure.elder_id)
    await sql`update watch.erasure set waits_for = ${waits}, state = ${waits === null ? 'erasing' : 'agreed'} where id = ${id}`.execute(
      ctx.db,
    )
    if (waits === null) ctx.note({ kind: 'elder', id: erasure.elder_id, after: { erasure: id, readings: 'forgotten' } })
    return again(waits === null ? lookSeconds : waitMinutes * 60)
  }
  if (erasure.state !== 'erasing') return
  const { series, entries, rows: filed, files, finished } = await readForgotten(ctx, erasure.elder_id)
  await sql`update watch.erasure set series = ${series}, entries = ${entries}, rows = ${filed}, files = ${files},
    state = ${finished ? 'done' : 'erasing'}, finished_at = ${finished ? ctx.now.toString() : null} where id = ${id}`.execute(ctx.db)
  if (!finished) return again(lookSeconds)
  ctx.note({ kind: 'elder', id: erasure.elder_id, after: { erasure: id, series, entries, rows: filed, files } })
}
