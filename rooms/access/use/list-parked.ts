import { type Body, body } from '@yinqiao/kernel'
import { type Output } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { ListParked } from '../contract/index.ts'

type Parked = Output<typeof ListParked>

export const listParked: Body = body(ListParked, async ({ db }) => {
  const deliveries = await sql<
    Parked['deliveries'][number]
  >`select d.event_id as "eventId", d.listener, e.source || '.' || e.type as type, e.subject, d.attempts, d.reason, e.at, d.changed_at as "changedAt"
    from kernel.delivery d join kernel.event e on e.id = d.event_id where d.state = 'parked' order by d.changed_at desc limit 500`.execute(
    db,
  )
  const jobs = await sql<
    Parked['jobs'][number]
  >`select id, task, attempts, left(reason, 300) as reason, created_at as "createdAt" from queue.failed() where task <> 'kernel.deliver'`.execute(
    db,
  )
  const waiting = await sql<{ waiting: number }>`select count(*) as waiting from kernel.delivery where state = 'waiting'`.execute(db)
  return { waiting: waiting.rows[0]?.waiting ?? 0, deliveries: deliveries.rows, jobs: jobs.rows }
})
