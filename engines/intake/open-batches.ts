import type { Keep, Lane, RawMessage, Take } from './contract/message.ts'
import { messageKey } from './message-key.ts'
import { openLane, type Waiting } from './open-lane.ts'
import type { Spool } from './open-spool.ts'
import { type Failure, readFailure } from './rules/read-failure.ts'

export interface BatchOptions {
  readonly keep: Keep
  /** Decided before anything is parsed in earnest; if it throws the message counts as urgent. */
  readonly isUrgent: (message: RawMessage) => boolean
  /** Puts a message that cannot be kept where people see it; resolves when it is safe there. */
  readonly onPoison: (message: RawMessage, reason: string) => Promise<void>
  /** Where batches go while the database is away; without one they are not acknowledged. */
  readonly spool?: Spool
  /** Told when batches begin and cease to go to the spool. */
  readonly onAway?: (away: boolean, reason: string) => void
  /** Told of what hinders the spool; it goes on trying. */
  readonly onTrouble?: (what: string) => void
  /** Told of each batch that went to the spool, so that an alarm can be shown before it is kept. */
  readonly onSpooled?: (messages: readonly RawMessage[], lane: Lane) => void
  /** Most messages of a batch; 2,000 unless told. */
  readonly atMost?: number
  /** Bulk batches under way at once; 2 unless told. Urgent ones have two flights of their own. */
  readonly flights?: number
  /** Most bytes that wait in each lane; 64 MB unless told. */
  readonly bytesAtMost?: number
  /** A keep that takes longer (ms) counts as the database being away; 10 s unless told. */
  readonly keepWithin?: number
  /** How long to wait (ms) before the spool is tried again; 250 unless told. */
  readonly retryAfter?: number
  readonly failure?: (error: unknown) => Failure
}

export interface Batches {
  /** Resolves once the message is committed, on the spool's disk, or safe in quarantine; rejects when it is none of these. */
  readonly take: Take
  readonly waiting: () => Readonly<Record<Lane, number>>
  /** Whether batches go to the spool now. */
  readonly away: () => boolean
  /** Resolves when nothing waits and the spool is empty. */
  drained(): Promise<void>
  /** Takes nothing more, settles what waits; the spool keeps what it has. */
  close(): Promise<void>
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
const triesOfOne = 4
const accusedAtMost = 3
const triesOfPart = 8

/** Group commit with two lanes, poison search and spool. */
export function openBatches(options: BatchOptions): Batches {
  const { keep, isUrgent, onPoison, spool, onAway, onTrouble, onSpooled } = options
  const { atMost = 2_000, flights = 2, bytesAtMost = 64 << 20, keepWithin = 10_000, retryAfter = 250, failure = readFailure } = options
  let away = false
  let closed = false

  const turnAway = (to: boolean, reason: string) => {
    if (away === to) return
    away = to
    onAway?.(to, reason)
  }
  const keepInTime = async (messages: readonly RawMessage[], lane: Lane) => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`keep did not end within its time of ${keepWithin} ms`)), keepWithin)
    })
    try {
      await Promise.race([keep(messages, lane), late])
    } finally {
      clearTimeout(timer)
    }
  }
  /**
   * Keeps a batch, or finds the messages that hinder it and quarantines them. Calls `settle` for each message
   * that is safe; throws what stands in the way of the others: `Away`, or the error of the quarantine.
   */
  const keepOrSplit = async (messages: readonly RawMessage[], lane: Lane, settle: (at: number, poison: boolean) => void, from = 0) => {
    for (let tries = 1; ; tries++) {
      try {
        await keepInTime(messages, lane)
        for (let at = 0; at < messages.length; at++) settle(from + at, false)
        return
      } catch (error) {
        const found = failure(error)
        if (found === 'away' || (found === 'passing' && tries >= triesOfOne)) throw new Away(reasonOf(error))
        if (found === 'passing') {
          await pause(5 * 2 ** tries)
          continue
        }
        const [only] = messages
        if (messages.length === 1 && only !== undefined) {
          await onPoison(only, reasonOf(error))
          settle(from, true)
          return
        }
        const middle = messages.length >> 1
        // each half on its own: that quarantine fails for one must not hold up the other
        const first = await attempt(keepOrSplit(messages.slice(0, middle), lane, settle, from))
        if (first instanceof Away) throw first
        await keepOrSplit(messages.slice(middle), lane, settle, from + middle)
        if (first !== undefined) throw first
        return
      }
    }
  }

  const toSpool = async (batch: readonly Waiting[], lane: Lane, reason: string) => {
    const failed = (error: unknown) => {
      for (const { reject } of batch) reject(error)
    }
    if (spool === undefined) return failed(new Away(reason))
    try {
      const messages = batch.map(({ message }) => message)
      await spool.append(messages, lane)
      turnAway(true, reason)
      for (const { resolve } of batch) resolve('kept')
      onSpooled?.(messages, lane)
      void drain(lane)
    } catch (error) {
      failed(error)
    }
  }
  const settleBatch = async (batch: readonly Waiting[], lane: Lane) => {
    if (away && spool !== undefined && spool.bytes() > 0) return toSpool(batch, lane, 'away')
    const settled = new Set<number>()
    const error = await attempt(
      keepOrSplit(
        batch.map(({ message }) => message),
        lane,
        (at, poison) => {
          settled.add(at)
          batch[at]?.resolve(poison ? 'quarantined' : 'kept')
        },
      ),
    )
    if (error === undefined) return
    const rest = batch.filter((_, at) => !settled.has(at))
    if (error instanceof Away) return toSpool(rest, lane, error.message)
    for (const { reject } of rest) reject(error)
  }
  const open = (lane: Lane, most: number) => openLane({ atMost, flights: most, bytesAtMost, settle: (batch) => settleBatch(batch, lane) })
  const lanes = { urgent: open('urgent', 2), bulk: open('bulk', flights) }

  /** Messages that were not kept while others were, by key, and how often. */
  const accused = new Map<string, number>()
  const draining: Record<Lane, Promise<void> | null> = { urgent: null, bulk: null }
  /** One flight of its own for each lane, one batch after another: it takes no flight from live messages. */
  const drain = (lane: Lane) => {
    const endless = async () => {
      // a file that cannot be read now is tried again, and said
      for (let error = await attempt(drainAll(lane)); error !== undefined && !closed; error = await attempt(drainAll(lane))) {
        onTrouble?.(`spool of ${lane}: ${reasonOf(error)}`)
        await pause(retryAfter * 4)
      }
    }
    draining[lane] ??= endless().finally(() => {
      draining[lane] = null
      // what came to the spool between its last look and here
      if (!closed && (spool?.bytes(lane) ?? 0) > 0) void drain(lane)
    })
    return draining[lane]
  }
  const drainAll = async (lane: Lane) => {
    if (spool === undefined) return
    // a batch that is too much for an ailing database is tried in smaller ones
    let size = atMost
    while (!closed) {
      const part = await spool.next(lane)
      if (part === null) break
      const left = [...part.messages]
      for (let failures = 0; left.length > 0; ) {
        if (closed) return
        const batch = left.slice(0, size)
        const error = await attempt(keepOrSplit(batch, lane, () => undefined))
        if (error === undefined) {
          left.splice(0, batch.length)
          size = Math.min(atMost, size * 2)
          failures = 0
          turnAway(false, 'kept again')
          continue
        }
        if (error instanceof Away) turnAway(true, error.message)
        size = Math.max(1, batch.length >> 1)
        failures++
        // three times it failed and another one was kept right after: it is the message and not the database
        const [first] = batch
        if (batch.length === 1 && first !== undefined && (await anotherIsKept(left, failures, lane))) {
          const key = messageKey(first)
          accused.set(key, (accused.get(key) ?? 0) + 1)
          if (accused.get(key) === accusedAtMost) {
            await setAside(first, lane, reasonOf(error))
            left.shift()
          }
          continue
        }
        await pause(retryAfter)
        // none of its part is kept, each was tried: it makes way for those behind it, of which one may be
        if (failures > triesOfPart + left.length && spool.bytes(lane) > part.bytes) await spool.append(left.splice(0, 1), lane)
      }
      await part.done()
    }
    if (spool.bytes() > 0) return
    turnAway(false, 'drained')
    accused.clear()
  }
  /** When the first message is not kept: whether another one is, a different one each time. */
  const anotherIsKept = async (left: RawMessage[], tries: number, lane: Lane): Promise<boolean> => {
    if (left.length < 2) return false
    const at = 1 + (tries % (left.length - 1))
    const error = await attempt(keepOrSplit(left.slice(at, at + 1), lane, () => undefined))
    if (error !== undefined) return false
    left.splice(at, 1)
    turnAway(false, 'kept again')
    return true
  }
  /** Into quarantine, or where that fails to the end of the spool: it must not stand in the way of the others. */
  const setAside = async (message: RawMessage, lane: Lane, reason: string) => {
    accused.delete(messageKey(message))
    if ((await attempt(onPoison(message, reason))) !== undefined) await spool?.append([message], lane)
  }
  for (const lane of ['urgent', 'bulk'] as const) if ((spool?.bytes(lane) ?? 0) > 0) void drain(lane)

  return {
    take: (message) => {
      if (closed) return Promise.reject(new Error('the intake is closed'))
      let urgent = true
      try {
        urgent = isUrgent(message)
      } catch {
        // what cannot be judged may be an alarm
      }
      return (urgent ? lanes.urgent : lanes.bulk).take(message)
    },
    waiting: () => ({ urgent: lanes.urgent.waiting(), bulk: lanes.bulk.waiting() }),
    away: () => away,
    drained: async () => {
      await Promise.all([lanes.urgent.idle(), lanes.bulk.idle()])
      while (spool !== undefined && spool.bytes() > 0 && !closed) await Promise.all([drain('urgent'), drain('bulk')])
    },
    close: async () => {
      closed = true
      await Promise.all([lanes.urgent.idle(), lanes.bulk.idle()])
      await Promise.all([draining.urgent, draining.bulk])
    },
  }
}

/** The database cannot keep anything now. */
class Away extends Error {
  override readonly name = 'Away'
}

/** The error of a promise, or undefined when it has none. */
const attempt = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error ?? new Error('failed without saying why'),
  )
