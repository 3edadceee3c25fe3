import type { Keep, Lane, RawMessage, Take } from './contract/message.ts'
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
   * Keeps a batch, or finds the messages that hinder it and quarantines them. Gives the verdict of each; throws the error that says the
   * database is away with the verdicts reached so far in `verdicts`.
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
    draining[lane] ??= endless().finally(() => (draining[lane] = null))
    return draining[lane]
  }
  const drainAll = async (lane: Lane) => {
    if (spool === undefined) return
    // a batch that is too much for an ailing database is tried in smaller ones
    let size = atMost
    while (!closed) {
      const part = await spool.next(lane)
      if (part === null) break
      for (let from = 0; from < part.messages.length; ) {
        if (closed) return
        const batch = part.messages.slice(from, from + size)
        const error = await attempt(keepOrSplit(batch, lane, () => undefined))
        if (error === undefined) {
          from += batch.length
          size = Math.min(atMost, size * 2)
          turnAway(false, 'kept again')
        } else {
          if (error instanceof Away) turnAway(true, error.message)
          size = Math.max(1, size >> 1)
          await pause(retryAfter)
        }
      }
      await part.done()
    }
    if (spool.bytes() === 0) turnAway(false, 'drained')
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
