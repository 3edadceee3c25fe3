import { sql } from 'kysely'
import type { Database } from './database-handle.ts'
import type { Registry } from './kernel.ts'
import { liveChannel, type LiveNews, resyncTopic } from './live.ts'
import type { Delivered } from './room.ts'

/** An event waiting to be written with the rest of its transaction. */
export type Outgoing = Delivered<unknown>

/** Work waiting to be enqueued with the rest of its transaction. */
export interface OutgoingJob {
  readonly task: string
  readonly payload: unknown
  readonly at: string | null
  readonly key: string | null
}

/** Attempts before an event is parked, or a job given up. */
export const attemptLimit = 10

/** Writes events and news, one delivery and one queue job a listener, and other jobs; all in the caller's transaction. */
export async function flushOutbox(
  db: Database,
  registry: Registry,
  events: readonly Outgoing[],
  jobs: readonly OutgoingJob[],
  news: readonly LiveNews[] = [],
): Promise<void> {
  const deliveries = events.flatMap((event) =>
    (registry.listenersOf.get(`${event.source}/${event.type}`) ?? []).map((listener) => ({
      event: event.id,
      listener: listener.name,
      at: event.time,
    })),
  )
  // not waited for one by one: they leave together in this order, and the first that fails fails the transaction
  await Promise.all([
    ...(news.length === 0
      ? []
      : [sql`select pg_notify(${liveChannel}, line) from json_array_elements_text(${newsLines(news)}::json) as line`.execute(db)]),
    ...(events.length === 0
      ? []
      : [
          sql`insert into kernel.event (id, source, type, subject, at, data)
            select id, source, type, subject, "time", data from json_to_recordset(${JSON.stringify(events)}::json)
              as e(id uuid, source text, type text, subject text, "time" timestamptz, data jsonb)`.execute(db),
        ]),
    ...(deliveries.length === 0
      ? []
      : [
          sql`insert into kernel.delivery (event_id, listener, changed_at)
            select event, listener, at from json_to_recordset(${JSON.stringify(deliveries)}::json) as d(event uuid, listener text, at timestamptz)`.execute(
            db,
          ),
        ]),
    enqueueNow(db, [...deliveries.map(({ event, listener }): OutgoingJob => deliveryJob(event, listener)), ...jobs]),
  ])
}

/** News as lines; one too long for a notification (8,000 bytes, PostgreSQL NOTIFY) becomes the word that screens ask again. */
function newsLines(news: readonly LiveNews[]): string {
  return JSON.stringify(
    news.map((one) => {
      const line = JSON.stringify(one)
      return Buffer.byteLength(line) < 7_900 ? line : JSON.stringify({ topic: resyncTopic, area: '', data: {} })
    }),
  )
}

/** Adds jobs to the queue in the caller's transaction. */
export async function enqueueNow(db: Database, jobs: readonly OutgoingJob[]): Promise<void> {
  if (jobs.length === 0) return
  await sql`select queue.enqueue(task, payload, at, key, ${attemptLimit}::int) from json_to_recordset(${JSON.stringify(jobs)}::json)
    as w(task text, payload json, at timestamptz, key text)`.execute(db)
}

/** The queue job that delivers one event to one listener. */
export function deliveryJob(event: string, listener: string): OutgoingJob {
  return { task: 'kernel.deliver', payload: { event, listener }, at: null, key: `${event}/${listener}` }
}
