import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { ListCountedAlarms } from './contract/alarm-signatures.ts'

/** What missed which limit; the same conditions count in the answer times. */
const late: Record<string, RawBuilder<unknown>> = {
  'answer-60': sql`coalesce(a.answered_at, 'infinity') > a.opened_at + interval '60 seconds'`,
  'answer-180': sql`coalesce(a.answered_at, 'infinity') > a.opened_at + interval '180 seconds'`,
  'arrival-45': sql`a.dispatched_at is not null and coalesce(a.arrived_at, 'infinity') > a.dispatched_at + interval '45 minutes'`,
  'arrival-60': sql`a.dispatched_at is not null and coalesce(a.arrived_at, 'infinity') > a.dispatched_at + interval '60 minutes'`,
}

type Asked = Pick<
  z.output<typeof ListCountedAlarms.input>,
  'state' | 'closeCause' | 'level' | 'from' | 'to' | 'divisionCode' | 'urgent' | 'late'
>

/** The alarms `a` a number of the answer times stands for; none of these conditions names a person. */
export function countedFilter(asked: Asked): RawBuilder<unknown> {
  return sql`(${asked.state ?? null}::text is null or (a.closed_at is null) = (${asked.state ?? null} = 'open'))
    and (${asked.closeCause ?? null}::text is null or a.close_cause = ${asked.closeCause ?? null})
    and (${asked.level ?? null}::int is null or a.level = ${asked.level ?? null})
    and (${asked.from ?? null}::timestamptz is null or a.opened_at >= ${asked.from ?? null})
    and (${asked.to ?? null}::timestamptz is null or a.opened_at < ${asked.to ?? null})
    and starts_with(a.division_code, ${asked.divisionCode ?? ''})
    and (${asked.urgent === true} = false or a.level <= 2)
    and ${asked.late === undefined ? sql`true` : sql`a.level <= 2 and ${late[asked.late] ?? sql`true`}`}`
}
