import { body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { GetAnswerTimes } from '../contract/alarm-signatures.ts'
import type { CloseCause } from '../contract/alarm.ts'

interface Counts {
  readonly alarms: number
  readonly answered60: number
  readonly answered180: number
  readonly medianAnswerSeconds: number | null
  readonly dispatched: number
  readonly arrived45: number
  readonly arrived60: number
  readonly medianArrivalMinutes: number | null
  readonly open: number
}

/** Counts over the alarms of level 1 and 2 opened in the period; those still unanswered count against. */
export const getAnswerTimes = body(GetAnswerTimes, async (ctx, { from, to, divisionCode = '' }) => {
  const these = sql`from watch.alarm a where a.level <= 2 and a.opened_at >= ${from} and a.opened_at < ${to} and starts_with(a.division_code, ${divisionCode})`
  const within = sql`count(*) filter (where a.answered_at <= a.opened_at + interval '60 seconds')::int as answered60,
    count(*) filter (where a.answered_at <= a.opened_at + interval '180 seconds')::int as answered180`
  const counts = await sql<Counts>`select count(*)::int as alarms, ${within},
      percentile_cont(0.5) within group (order by extract(epoch from a.answered_at - a.opened_at))::float8 as "medianAnswerSeconds",
      count(a.dispatched_at)::int as dispatched,
      count(*) filter (where a.arrived_at <= a.dispatched_at + interval '45 minutes')::int as arrived45,
      count(*) filter (where a.arrived_at <= a.dispatched_at + interval '60 minutes')::int as arrived60,
      percentile_cont(0.5) within group (order by extract(epoch from a.arrived_at - a.dispatched_at) / 60)::float8 as "medianArrivalMinutes",
      count(*) filter (where a.closed_at is null)::int as open ${these}`.execute(ctx.db)
  const towns = await sql<{
    code: string
    name: string
    alarms: number
    answered60: number
    answered180: number
  }>`select t.code, coalesce(d.name, t.code) as name, t.alarms, t.answered60, t.answered180
    from (select left(a.division_code, 9) as code, count(*)::int as alarms, ${within} ${these} group by 1) t
    left join places.pub_division d on d.code = t.code and d.valid_from <= ${ctx.today} and (d.valid_to is null or d.valid_to > ${ctx.today}) order by t.code`.execute(
    ctx.db,
  )
  const causes = await sql<{
    cause: CloseCause | null
    alarms: number
  }>`select a.close_cause as cause, count(*)::int as alarms ${these} group by 1 order by 1`.execute(ctx.db)
  const [total] = counts.rows
  if (total === undefined) throw new Error('an aggregate has a row')
  return { ...total, byTown: towns.rows, byCloseCause: causes.rows }
})
