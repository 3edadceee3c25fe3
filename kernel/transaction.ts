import { writeAuditLine } from './audit.ts'
import type { Context } from './context.ts'
import { type Actor, systemActor } from './contract/actor.ts'
import { begin, commit, onClient, type Span } from './database.ts'
import type { Kernel } from './kernel.ts'
import { makeContext } from './make-context.ts'
import { flushOutbox } from './outbox.ts'

/** Who does a piece of work outside a signature, in whose room (the one whose events it may emit), and under which name it is audited. */
export interface Deed {
  readonly actor: Actor
  readonly room: string
  /** Audit name; without it nothing is audited unless subjects were noted. */
  readonly audited?: string
  readonly origin: string
}

/** Runs work in one transaction with outbox and audit; all or nothing. */
export async function transact<T>(kernel: Kernel, deed: Deed, work: (ctx: Context) => Promise<T>): Promise<T> {
  const client = await kernel.pool.connect()
  const span: Span = { over: false }
  try {
    const began = begin(client, deed.actor, 'read committed')
    const gathered = makeContext(kernel, onClient(client, span), deed.actor, deed.room, deed.origin)
    const result = await work(gathered.ctx)
    await flushOutbox(gathered.ctx.db, kernel.registry, gathered.events, gathered.jobs, gathered.news)
    if (gathered.subjects.length > 0)
      await writeAuditLine(gathered.ctx, { name: deed.audited ?? deed.room }, 'done', gathered.subjects, deed.origin)
    span.over = true
    await commit(client, began)
    client.release()
    return result
  } catch (error) {
    span.over = true
    await client.query('rollback').then(
      () => client.release(),
      (lost: Error) => client.release(lost),
    )
    throw error
  }
}

/** Work of the program itself over the whole district. */
export function asSystem<T>(kernel: Kernel, room: string, work: (ctx: Context) => Promise<T>, audited?: string): Promise<T> {
  return transact(kernel, { actor: systemActor(kernel.area), room, origin: 'worker', ...(audited === undefined ? {} : { audited }) }, work)
}
