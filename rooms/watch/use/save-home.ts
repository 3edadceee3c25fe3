import { body } from '@yinqiao/kernel'
import { ChangedMeanwhile, isRefusal, refuse } from '@yinqiao/kernel/contract'
import { findOwnDivision, placePoint } from '@yinqiao/places'
import { moveSeries } from '@yinqiao/series'
import { sql } from 'kysely'
import { HomeUnknown } from '../contract/device-refusals.ts'
import { HomeId } from '../contract/home.ts'
import { SaveHome } from '../contract/home-signatures.ts'
import { lockHome, sealEntry } from '../store-home.ts'
import type { WatchRows } from '../tables/rows.ts'

export const saveHome = body(SaveHome, async (ctx, { id, version, ...facts }) => {
  const before = id === null ? null : await lockHome(ctx, id)
  if (before === undefined) return refuse(HomeUnknown, {}, 'id')
  if (before !== null && before.version !== version)
    return refuse(ChangedMeanwhile, { what: before.name, seen: version ?? 0, current: before.version })
  const division = await findOwnDivision(ctx, facts.divisionCode, 'divisionCode')
  if (isRefusal(division)) return division
  const point = await placePoint(ctx.db, facts.point, facts.divisionCode)
  if (isRefusal(point)) return point
  const now = ctx.now.toString()
  const columns = {
    scene: facts.scene,
    name: facts.name,
    address: facts.address,
    division_code: facts.divisionCode,
    lat: point?.lat ?? null,
    lon: point?.lng ?? null,
    entry_sealed: sealEntry(ctx, facts.entry),
    silence_minutes: facts.silenceMinutes,
    indoors_from: facts.indoors?.from ?? null,
    indoors_to: facts.indoors?.to ?? null,
    updated_at: now,
    updated_by: ctx.actor.accountId,
  }
  const db = ctx.db.withTables<WatchRows>()
  const shown = { name: facts.name, divisionCode: facts.divisionCode, silenceMinutes: facts.silenceMinutes, entry: '（已加密）' }
  if (before === null) {
    const made = HomeId.parse(ctx.newId())
    await db
      .insertInto('watch.home')
      .values({ id: made, created_at: now, ...columns })
      .execute()
    ctx.note({ kind: 'home', id: made, after: shown })
    return { id: made, version: 1 }
  }
  await db
    .updateTable('watch.home')
    .set({ ...columns, version: before.version + 1 })
    .where('id', '=', before.id)
    .execute()
  if (before.division_code !== facts.divisionCode) await follow(ctx, before.id, facts.divisionCode)
  ctx.note({ kind: 'home', id: before.id, before: { name: before.name, divisionCode: before.division_code }, after: shown })
  return { id: HomeId.parse(before.id), version: before.version + 1 }
})

/** What lies in a home lies in its division: who may see the one must see the other. */
async function follow(ctx: Parameters<typeof lockHome>[0], homeId: string, divisionCode: string): Promise<void> {
  await sql`update watch.home_member set division_code = ${divisionCode} where home_id = ${homeId} and valid_to is null`.execute(ctx.db)
  await sql`update watch.device set division_code = ${divisionCode}, updated_at = ${ctx.now.toString()}
    where id in (select device_id from watch.binding where home_id = ${homeId} and valid_to is null)`.execute(ctx.db)
  const { rows } = await sql<{
    id: number
  }>`update watch.binding set division_code = ${divisionCode} where home_id = ${homeId} and valid_to is null returning series_id as id`.execute(
    ctx.db,
  )
  await moveSeries(
    ctx,
    rows.map(({ id }) => id),
    divisionCode,
  )
}
