import { sql } from 'kysely'
import { roomOf } from './contract/signature.ts'
import type { Kernel } from './kernel.ts'
import type { Context } from './context.ts'
import { attemptLimit, deliveryJob, enqueueNow } from './outbox.ts'
import { asSystem } from './transaction.ts'

interface Waiting {
  readonly state: string
  readonly id: string
  readonly source: string
  readonly type: string
  readonly subject: string
  readonly at: string
  readonly data: unknown
}

/**
 * Delivers one event to one listener. The listener's effect and the receipt are one transaction, so a
 * repeated delivery does nothing. The tenth failure parks it with its reason; earlier ones are tried again by the queue.
 */
export async function deliver(kernel: Kernel, eventId: string, listenerName: string): Promise<void> {
  try {
    await asSystem(
      kernel,
      roomOf(listenerName),
      async (ctx) => {
        const { rows } = await sql<Waiting>`select d.state, e.* from kernel.delivery d join kernel.event e on e.id = d.event_id
        where d.event_id = ${eventId} and d.listener = ${listenerName} for update of d`.execute(ctx.db)
        const [event] = rows
        if (event === undefined || event.state === 'done') return
        const listener = kernel.registry.listeners.get(listenerName)
        if (listener === undefined) throw new Error(`no listener ${listenerName} in this program`)
        const data = listener.event.data.parse(event.data)
        await listener.hear(ctx, {
          specversion: '1.0',
          id: event.id,
          source: event.source,
          type: event.type,
          subject: event.subject,
          time: event.at,
          data: data as never,
        })
        await sql`update kernel.delivery set state = 'done', attempts = attempts + 1, reason = null, changed_at = ${ctx.now.toString()}
        where event_id = ${eventId} and listener = ${listenerName}`.execute(ctx.db)
      },
      listenerName,
    )
  } catch (error) {
    if (await countFailure(kernel, eventId, listenerName, error)) throw error
  }
}

/** Notes a failure; false when the delivery is parked now and the queue should let go. */
async function countFailure(kernel: Kernel, eventId: string, listener: string, error: unknown): Promise<boolean> {
  // the message of a database error may hold values of persons; its code does not
  const code = (error as { code?: string }).code
  const reason = (code === undefined ? String((error as Error).message) : `database ${code}`).slice(0, 500)
  return asSystem(kernel, roomOf(listener), async ({ db, now }) => {
    const { rows } = await sql<{
      state: string
    }>`update kernel.delivery set attempts = attempts + 1, reason = ${reason}, changed_at = ${now.toString()},
      state = case when attempts + 1 >= ${attemptLimit} then 'parked' else state end
      where event_id = ${eventId} and listener = ${listener} and state <> 'done' returning state`.execute(db)
    return rows[0]?.state === 'waiting'
  })
}

/** Puts a parked delivery back in the queue with all its attempts; false when none is parked under that name. */
export async function redeliver({ db, now }: Context, eventId: string, listener: string): Promise<boolean> {
  const { rows } = await sql`update kernel.delivery set state = 'waiting', attempts = 0, changed_at = ${now.toString()}
    where event_id = ${eventId} and listener = ${listener} and state = 'parked' returning event_id`.execute(db)
  if (rows.length > 0) await enqueueNow(db, [deliveryJob(eventId, listener)])
  return rows.length > 0
}
