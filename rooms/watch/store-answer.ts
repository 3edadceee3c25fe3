import { type RawBuilder, sql } from 'kysely'
import { type AnswerLimit, answerLimits } from './contract/answer-limit.ts'

const columns = {
  answer: { from: sql.raw('a.opened_at'), to: sql.raw('a.answered_at') },
  arrival: { from: sql.raw('a.dispatched_at'), to: sql.raw('a.arrived_at') },
} as const

/** Whether an alarm `a` was in time, as a condition of SQL; on the limit is in time, and what is still waited for is not. */
export function wasInTime(limit: AnswerLimit): RawBuilder<boolean> {
  const { of, seconds } = answerLimits[limit]
  const { from, to } = columns[of]
  return sql<boolean>`(${to} <= ${from} + make_interval(secs => ${seconds})) is true`
}

/** Whether it is one of those the limit speaks of (nobody was sent out: nobody can arrive) and was not in time. */
export function missed(limit: AnswerLimit): RawBuilder<boolean> {
  return sql<boolean>`(${columns[answerLimits[limit].of].from} is not null and not ${wasInTime(limit)})`
}
