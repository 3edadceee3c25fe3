import type { AuditSubject, Context } from './context.ts'
import type { Database } from './database-handle.ts'
import { shanghaiDay, uuid7 } from './chance.ts'
import type { Actor } from './contract/actor.ts'
import { fileStore } from './files.ts'
import type { Kernel } from './kernel.ts'
import type { LiveNews } from './live.ts'
import type { Outgoing, OutgoingJob } from './outbox.ts'

/** A context and what the call gathered in it. */
export interface Gathered {
  readonly ctx: Context
  readonly events: Outgoing[]
  readonly jobs: OutgoingJob[]
  readonly news: LiveNews[]
  readonly subjects: AuditSubject[]
  readonly session: { token?: string | null }
}

/** Makes the context of one call inside one transaction. */
export function makeContext(kernel: Kernel, db: Database, actor: Actor, room: string, origin: string): Gathered {
  const now = kernel.chance.now()
  const gathered: Omit<Gathered, 'ctx'> = { events: [], jobs: [], news: [], subjects: [], session: {} }
  const newId = () => uuid7(kernel.chance)
  const ctx: Context = {
    db,
    actor,
    origin,
    now,
    today: shanghaiDay(now),
    newId,
    random: () => kernel.chance.random(),
    secret: (bytes) => Buffer.from(kernel.chance.bytes(bytes)).toString('base64url'),
    async emit(type, subject, data) {
      if (type.room !== room) throw new Error(`room ${room} may not emit ${type.room}/${type.type}`)
      gathered.events.push({
        specversion: '1.0',
        id: newId(),
        source: type.room,
        type: type.type,
        subject,
        time: now.toString(),
        data: type.data.parse(data),
      })
    },
    tell: (topic, place, data) => gathered.news.push({ ...place, topic: topic.name, data: topic.data.parse(data) }),
    async enqueue(type, payload, when = {}) {
      gathered.jobs.push({ task: type.name, payload: type.payload.parse(payload), at: when.at?.toString() ?? null, key: when.key ?? null })
    },
    note: (subject) => gathered.subjects.push(subject),
    setSession(token) {
      gathered.session.token = token
    },
    cipher: kernel.cipher,
    files: fileStore(kernel.filesFolder, db, { newId, at: now.toString(), accountId: actor.accountId }),
  }
  return { ctx, ...gathered }
}
