import { type JetStreamManager, DiscardPolicy, jetstreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import type { Lane, RawMessage } from './contract/message.ts'
import { messageKey } from './message-key.ts'
import { allSubjectsOf, partOf, streamOf, subjectOf } from './rules/name-subject.ts'
import { writeFrame } from './spool-frames.ts'

/** The stream does not take messages now. */
export class StreamAway extends Error {
  override readonly name = 'StreamAway'
}

export interface LinkOptions {
  readonly lane: Lane
  /** `host:port` of servers of one cluster; the others are learnt from them. */
  readonly servers: readonly string[]
  readonly user?: string | undefined
  readonly password?: string | undefined
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string } | undefined
  readonly name: string
  /** Servers that hold each message. */
  readonly replicas: number
  /** Most bytes the stream holds; beyond, it takes no more (nothing old is dropped). */
  readonly bytesAtMost: number
  /** A publication that is not acknowledged by then (ms) goes another way. */
  readonly ackWithin: number
  /** What a door has understood already and travels with the message; null when there is nothing. */
  readonly noteOf: (message: RawMessage) => string | null
  readonly onLink: (up: boolean, why: string) => void
}

export interface StreamLink {
  /** Resolves when the stream has acknowledged; rejects with `StreamAway` when it has not: it may have it all the same. */
  publish(message: RawMessage): Promise<void>
  readonly up: () => boolean
  /** The manager of a connection that stands, its stream made; waits for one. Null when closed. */
  manager(): Promise<JetStreamManager | null>
  close(): Promise<void>
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
const tryEvery = 500
// what waits for an acknowledgement of the cluster; more goes the other way
const outstandingAtMost = 32 << 20
// room for the headers of a publication within the servers' max_payload
const headerShare = 1_024

/** One connection to the cluster with one stream: two lanes are two of them, so that nothing urgent waits in a socket behind bulk. */
export function openStreamLink(options: LinkOptions): StreamLink {
  const { lane, ackWithin, onLink, user, password, tls } = options
  const stream = streamOf(lane)
  let connection: NatsConnection | undefined
  let manager: JetStreamManager | undefined
  let closed = false
  // 'trying': one publication shows whether the stream takes messages again; the others do not wait for it
  let state: 'away' | 'trying' | 'asked' | 'up' = 'away'
  let outstanding = 0
  const waiters = new Set<(error: StreamAway) => void>()
  const asking = new Set<() => void>()

  const lose = (why: string) => {
    if (state === 'away') return
    if (state === 'up') onLink(false, why)
    state = 'away'
    // what waits for an answer that may never come goes the other way at once
    for (const cut of waiters) cut(new StreamAway(why))
    waiters.clear()
    void restore()
  }
  const ensure = async (of: JetStreamManager) => {
    await of.streams.add({
      name: stream,
      subjects: [allSubjectsOf(lane)],
      storage: StorageType.File,
      num_replicas: options.replicas,
      // a message goes when it is acknowledged and not before: no age ends it
      retention: RetentionPolicy.Workqueue,
      discard: DiscardPolicy.New,
      max_bytes: options.bytesAtMost,
    })
  }
  /** Until the stream is there: made if it is not, also after a cluster forgot it. */
  const restore = async () => {
    for (let said = ''; !closed; await pause(tryEvery)) {
      try {
        if (connection === undefined || connection.isClosed()) {
          connection = await dial()
          manager = await jetstreamManager(connection, { checkAPI: false, timeout: 2_000 })
        }
        if (manager === undefined) continue
        await ensure(manager)
        state = 'trying'
        for (const wake of asking) wake()
        asking.clear()
        return
      } catch (error) {
        if (reasonOf(error) !== said) onLink(false, `${stream}: ${reasonOf(error)}`)
        said = reasonOf(error)
      }
    }
  }
  const dial = async () => {
    const made = await connect({
      servers: [...options.servers],
      name: `yinqiao ${options.name} ${lane}`,
      timeout: 2_000,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 250,
      pingInterval: 2_000,
      maxPingOut: 2,
      ...(user === undefined ? {} : { user, pass: password ?? '' }),
      ...(tls === undefined
        ? {}
        : { tls: { ...(tls.ca && { caFile: tls.ca }), ...(tls.cert && { certFile: tls.cert }), ...(tls.key && { keyFile: tls.key }) } }),
    })
    void (async () => {
      for await (const status of made.status()) if (status.type === 'disconnect') lose('connection lost')
    })()
    return made
  }
  const restoring = restore()

  return {
    up: () => state === 'up',
    async publish(message) {
      if (state === 'away' || state === 'asked' || manager === undefined || connection === undefined)
        throw new StreamAway('the stream is away')
      const note = options.noteOf(message)
      const frame = note === null ? writeFrame(message, 0) : Buffer.concat([writeFrame(message, 0), Buffer.from(note)])
      if (frame.length + headerShare > (connection.info?.max_payload ?? 0)) throw new StreamAway('the message is too long for the stream')
      if (outstanding + frame.length > outstandingAtMost) throw new StreamAway('the stream is slow')
      if (state === 'trying') state = 'asked'
      outstanding += frame.length
      let cut: (error: StreamAway) => void = () => undefined
      const lost = new Promise<never>((_, reject) => waiters.add((cut = reject)))
      try {
        const said = manager
          .jetstream()
          .publish(subjectOf(lane, partOf(message.source)), frame, { msgID: messageKey(message), timeout: ackWithin, retries: 1 })
        await Promise.race([said, lost])
        if (state === 'asked') {
          state = 'up'
          onLink(true, 'the stream takes messages')
        }
      } catch (error) {
        lose(reasonOf(error))
        throw error instanceof StreamAway ? error : new StreamAway(reasonOf(error), { cause: error })
      } finally {
        waiters.delete(cut)
        outstanding -= frame.length
      }
    },
    async manager() {
      if (closed) return null
      if (state === 'away') await new Promise<void>((resolve) => asking.add(resolve))
      return closed ? null : (manager ?? null)
    },
    async close() {
      closed = true
      for (const wake of asking) wake()
      await restoring
      // acknowledgements on their way are written out
      await Promise.race([connection?.flush().catch(() => undefined), pause(1_000)])
      await connection?.close()
    },
  }
}
