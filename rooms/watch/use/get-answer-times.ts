import { body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { GetAnswerTimes } from '../contract/alarm-signatures.ts'
import type { CloseCause } from '../contract/alarm.ts'
import type { AnswerLimit } from '../contract/answer-limit.ts'
import { wasInTime } from '../store-answer.ts'

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
  const inTime = (limit: AnswerLimit) => sql`count(*) filter (where ${wasInTime(limit)})::int`
  const within = sql`${inTime('answer-60')} as answered60, ${inTime('answer-180')} as answered180`
  const counts = await sql<Counts>`select count(*)::int as alarms, ${within},
      percentile_cont(0.5) within group (order by extract(epoch from a.answered_at - a.opened_at))::float8 as "medianAnswerSeconds",
      count(a.dispatched_at)::int as dispatched,
      ${inTime('arrival-45')} as arrived45, ${inTime('arrival-60')} as arrived60,
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
  // a closing that waits for its second person, or was refused, has a cause and is open
  const causes = await sql<{
    cause: CloseCause | null
    alarms: number
  }>`select case when a.closed_at is not null then a.close_cause end as cause, count(*)::int as alarms ${these} group by 1 order by 1`.execute(
    ctx.db,
  )
  const [total] = counts.rows
  if (total === undefined) throw new Error('an aggregate has a row')
  return { ...total, byTown: towns.rows, byCloseCause: causes.rows }
})
