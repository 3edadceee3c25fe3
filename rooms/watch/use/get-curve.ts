import { type Body, body, type Context } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { readCurve, type SeriesSettings } from '@yinqiao/series'
import { sql } from 'kysely'
import { GetCurve } from '../contract/curve.ts'
import { DeviceUnknown, PeriodEmpty, PeriodTooLong, PersonUnknown } from '../contract/device-refusals.ts'
import { shownTrusts } from '../contract/trust.ts'
import { inArea } from '../store-device.ts'
import { findElder } from '../store-limit.ts'

const mostDays = 400
/** Where no silence limit was agreed for a device. */
const usualGap = 120

interface Bound {
  readonly series_id: number
  readonly elder_id: string | null
  readonly silence: number | null
}

/** The curve of a metric, told where the archive lies. */
export const getCurve = (settings: SeriesSettings): Body =>
  body(GetCurve, async (ctx, { whose, metric, ...period }) => {
    const [from, to] = [Date.parse(period.from), Date.parse(period.to)]
    if (to <= from) return refuse(PeriodEmpty, {}, 'to')
    if (to - from > mostDays * 86_400_000) return refuse(PeriodTooLong, { days: mostDays }, 'from')
    const bound = whose.of === 'elder' ? await boundToElder(ctx, whose.id, period) : await boundAs(ctx, whose.id, period)
    if (bound === undefined) return whose.of === 'elder' ? refuse(PersonUnknown, {}, 'whose') : refuse(DeviceUnknown, {}, 'whose')
    for (const elderId of new Set(bound.map((each) => each.elder_id)))
      if (elderId !== null) ctx.note({ kind: 'elder', id: elderId, after: { metric } })
    const gapMinutes = Math.max(0, ...bound.map(({ silence }) => silence ?? usualGap)) || usualGap
    const curve = await readCurve(ctx, settings, {
      seriesIds: bound.map(({ series_id }) => series_id),
      metric,
      from,
      to,
      drawn: [...shownTrusts],
      gapAfter: gapMinutes * 60_000,
      gapsAfter: new Map(bound.map(({ series_id, silence }) => [series_id, (silence ?? usualGap) * 60_000])),
      atMost: 800,
    })
    return {
      segments: curve.segments.map((segment) => segment.map(({ at, value }) => ({ at, value }))),
      count: curve.count,
      untrusted: curve.untrusted.slice(0, 200).map(({ at, value, trust }) => ({ at, value: Number.isFinite(value) ? value : null, trust })),
      untrustedCount: curve.untrustedCount,
      gapMinutes,
    }
  })

interface Period {
  readonly from: string
  readonly to: string
}
const during = ({ from, to }: Period) =>
  sql`b.valid_from < ${to}::timestamptz and (b.valid_to is null or b.valid_to > ${from}::timestamptz)`

async function boundToElder(ctx: Context, elderId: string, period: Period): Promise<Bound[] | undefined> {
  if ((await findElder(ctx, elderId)) === undefined) return undefined
  const { rows } = await sql<Bound>`select b.series_id, b.elder_id, d.silence_minutes as silence from watch.binding b
    left join watch.device d on d.id = b.device_id where b.elder_id = ${elderId} and ${during(period)}`.execute(ctx.db)
  return rows
}

/** Of a device only the time at places the actor may see. */
async function boundAs(ctx: Context, deviceId: string, period: Period): Promise<Bound[] | undefined> {
  const { rows } = await sql`select 1 from watch.device d where d.id = ${deviceId} and ${inArea(ctx.actor, 'd')}`.execute(ctx.db)
  if (rows.length === 0) return undefined
  const found = await sql<Bound>`select b.series_id, b.elder_id, d.silence_minutes as silence from watch.binding b
    join watch.device d on d.id = b.device_id where b.device_id = ${deviceId} and ${inArea(ctx.actor, 'b')} and ${during(period)}`.execute(
    ctx.db,
  )
  return found.rows
}
