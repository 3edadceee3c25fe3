import { AckPolicy, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream'
import type { Lane, RawMessage, Verdict } from './contract/message.ts'
import type { StreamLink } from './open-stream-link.ts'
import { consumerOf, streamOf, subjectOf } from './rules/name-subject.ts'
import { readFrame } from './spool-frames.ts'

export interface PartOptions {
  readonly lane: Lane
  readonly link: StreamLink
  /** Resolves when the message is committed or safe in quarantine. */
  readonly take: (message: RawMessage, lane: Lane) => Promise<Verdict>
  /** Given what travelled with a message, before it is taken. */
  readonly onNote: (message: RawMessage, note: string) => void
  /** Puts bytes that are no message where people see them; resolves when they are safe there. */
  readonly onUnreadable: (subject: string, bytes: Uint8Array) => Promise<void>
  /** Told once of each message that cannot be kept now and is tried until it can. */
  readonly onWaiting: (message: RawMessage, lane: Lane) => void
  readonly onTrouble: (what: string) => void
  /** A message that is not acknowledged by then (ms) is given again. */
  readonly ackWait: number
  /** How long to wait (ms) before a message is tried again. */
  readonly retryAfter: number
}

export interface StreamParts {
  /** Takes from these parts and from no others; resolves when what was in hand of the others is settled. */
  own(parts: readonly number[]): Promise<void>
}

interface Share {
  readonly part: number
  /** By number in the stream: the newest delivery of each message in hand. */
  readonly inHand: Map<number, JsMsg>
  messages: ConsumerMessages | undefined
  ended: boolean
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const inHandAtMost = 2_000

/** Takes messages out of one stream, part by part, and acknowledges each after it is kept. */
export function openStreamParts(options: PartOptions): StreamParts {
  const { lane, link, take, onNote, onUnreadable, onWaiting, onTrouble, ackWait, retryAfter } = options
  const stream = streamOf(lane)
  const shares = new Map<number, Share>()

  const settle = async (message: RawMessage | null, given: JsMsg) => {
    if (message !== null) await take(message, lane)
    else await onUnreadable(given.subject, given.data)
  }
  const read = (given: JsMsg): RawMessage | null => {
    const found = readFrame(given.data)
    if (found === null) return null
    const message = given.redelivered ? { ...found.message, repeated: true } : found.message
    try {
      if (found.rest.length > 0) onNote(message, found.rest.toString())
    } catch (error) {
      onTrouble(`${stream}: note not understood: ${String(error)}`)
    }
    return message
  }
  const hold = async (share: Share, given: JsMsg) => {
    if (share.ended) return given.nak()
    const { seq } = given
    const again = share.inHand.has(seq)
    share.inHand.set(seq, given)
    if (again) return
    let message = read(given)
    for (let tries = 1; ; tries++) {
      try {
        await settle(message, given)
        share.inHand.get(seq)?.ack()
        break
      } catch (error) {
        if (tries === 1) {
          onTrouble(`${stream}: not kept: ${String(error)}`)
          if (message !== null) onWaiting(message, lane)
        }
        if (share.ended) {
          share.inHand.get(seq)?.nak()
          break
        }
        // the try may have been kept though its answer was lost
        if (message !== null) message = { ...message, repeated: true }
        if ((tries * retryAfter) % (ackWait / 3) < retryAfter) share.inHand.get(seq)?.working()
        await pause(retryAfter)
      }
    }
    share.inHand.delete(seq)
  }
  const run = async (share: Share) => {
    for (; !share.ended; await pause(250)) {
      try {
        const manager = await link.manager()
        if (manager === null || share.ended) return
        await manager.consumers.add(stream, {
          durable_name: consumerOf(share.part),
          filter_subject: subjectOf(lane, share.part),
          ack_policy: AckPolicy.Explicit,
          ack_wait: ackWait * 1e6,
          max_deliver: -1,
          max_ack_pending: inHandAtMost,
        })
        const consumer = await manager.jetstream().consumers.get(stream, consumerOf(share.part))
        const messages = await consumer.consume({
          max_messages: lane === 'urgent' ? 100 : 1_000,
          // short, because a server that dies with our request in hand is noticed by the beats that fail to come
          expires: 5_000,
          idle_heartbeat: lane === 'urgent' ? 500 : 1_000,
          callback: (given) => void hold(share, given),
        })
        share.messages = messages
        if (share.ended) messages.stop()
        const why = await messages.closed()
        if (!share.ended) onTrouble(`${stream} part ${share.part}: ${why instanceof Error ? why.message : 'ended'}`)
      } catch (error) {
        onTrouble(`${stream} part ${share.part}: ${String(error)}`)
      }
    }
  }
  const end = async (share: Share) => {
    share.ended = true
    shares.delete(share.part)
    share.messages?.stop()
    while (share.inHand.size > 0) await pause(20)
  }

  return {
    async own(parts) {
      const leaving = [...shares.values()].filter(({ part }) => !parts.includes(part))
      const left = Promise.all(leaving.map(end))
      for (const part of parts) {
        if (shares.has(part)) continue
        const share: Share = { part, inHand: new Map(), messages: undefined, ended: false }
        shares.set(part, share)
        void run(share)
      }
      await left
    },
  }
}
