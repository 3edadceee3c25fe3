import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { ListCountedAlarms } from './contract/alarm-signatures.ts'
import { missed } from './store-answer.ts'

type Asked = Pick<
  z.output<typeof ListCountedAlarms.input>,
  'state' | 'closeCause' | 'level' | 'from' | 'to' | 'divisionCode' | 'town' | 'urgent' | 'late'
>

/** Inside an incident whose own alarm the caller sees, homes are not listed; who does not see it (a smaller area) sees the homes themselves. */
export const isStanding = sql`(a.incident_id is null or not exists (
  select 1 from watch.alarm i where i.subject_kind = 'incident' and i.subject_id = a.incident_id and i.closed_at is null))`

/** The alarms `a` a number of the answer times stands for; none of these conditions names a person. */
export function countedFilter(asked: Asked): RawBuilder<unknown> {
  return sql`(${asked.state ?? null}::text is null or (a.closed_at is null) = (${asked.state ?? null} = 'open'))
    and (${asked.closeCause ?? null}::text is null or (a.closed_at is not null and a.close_cause = ${asked.closeCause ?? null}))
    and (${asked.level ?? null}::int is null or a.level = ${asked.level ?? null})
    and (${asked.from ?? null}::timestamptz is null or a.opened_at >= ${asked.from ?? null})
    and (${asked.to ?? null}::timestamptz is null or a.opened_at < ${asked.to ?? null})
    and starts_with(a.division_code, ${asked.divisionCode ?? ''})
    and (${asked.town ?? null}::text is null or left(a.division_code, 9) = ${asked.town ?? null})
    and (${asked.urgent === true} = false or a.level <= 2)
    and ${asked.late === undefined ? sql`true` : sql`a.level <= 2 and ${missed(asked.late)}`}`
}
