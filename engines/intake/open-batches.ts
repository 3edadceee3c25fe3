import type { Keep, Lane, RawMessage, Take } from './contract/message.ts'
import { openDrain } from './drain-spool.ts'
import { attempt, Away, openKeeper } from './keep-or-split.ts'
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
  /** Most messages of a batch; 500 unless told: a flight is judged while the one before it commits, and the loop is not held for long. */
  readonly atMost?: number
  /** Bulk batches under way at once; 2 unless told. Urgent ones have two flights of their own. */
  readonly flights?: number
  /** Most bytes that wait in each lane; 64 MB unless told. */
  readonly bytesAtMost?: number
  /** A keep that takes longer (ms) counts as the database being away, when it is tried out of the spool; 10 s unless told. */
  readonly keepWithin?: number
  /**
   * The same for what has just come, where there is a spool: a device that sends one message at a time keeps its press back until the
   * reading before it is answered. 2 s unless told.
   */
  readonly answerWithin?: number
  /** Told of an urgent message that is not settled `lateAfter` ms after it came: it can be shown while the database hangs or is busy. */
  readonly onLate?: (message: RawMessage) => void
  /** 800 ms unless told. */
  readonly lateAfter?: number
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

/** Group commit with two lanes, poison search and spool. */
export function openBatches(options: BatchOptions): Batches {
  const { keep, isUrgent, onPoison, spool, onAway, onTrouble, onSpooled, onLate, lateAfter = 800 } = options
  const { atMost = 500, flights = 2, bytesAtMost = 64 << 20, retryAfter = 250, failure = readFailure } = options
  const { keepWithin = 10_000, answerWithin = 2_000 } = options
  let away = false
  let closed = false

  const turnAway = (to: boolean, reason: string) => {
    if (away === to) return
    away = to
    onAway?.(to, reason)
  }
  const patient = openKeeper({ keep, onPoison, keepWithin, failure })
  // without a spool a late answer is the only one there is
  const keepOrSplit =
    spool === undefined ? patient : openKeeper({ keep, onPoison, keepWithin: Math.min(answerWithin, keepWithin), failure })
  const drain =
    spool && openDrain({ spool, keepOrSplit: patient, onPoison, turnAway, onTrouble, isClosed: () => closed, atMost, retryAfter })

  const toSpool = async (batch: readonly Waiting[], lane: Lane, reason: string) => {
    const failed = (error: unknown) => {
      for (const { reject } of batch) reject(error)
    }
    if (spool === undefined || drain === undefined) return failed(new Away(reason))
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

  const drainBoth = () => Promise.all([drain?.('urgent'), drain?.('bulk')])
  // what an earlier process left
  void drainBoth()

  return {
    take: (message) => {
      if (closed) return Promise.reject(new Error('the intake is closed'))
      let urgent = true
      try {
        urgent = isUrgent(message)
      } catch {
        // what cannot be judged may be an alarm
      }
      if (!urgent) return lanes.bulk.take(message)
      const taken = lanes.urgent.take(message)
      if (onLate === undefined) return taken
      const late = setTimeout(onLate, lateAfter, message)
      return taken.finally(() => clearTimeout(late))
    },
    waiting: () => ({ urgent: lanes.urgent.waiting(), bulk: lanes.bulk.waiting() }),
    away: () => away,
    drained: async () => {
      await Promise.all([lanes.urgent.idle(), lanes.bulk.idle()])
      while (spool !== undefined && spool.bytes() > 0 && !closed) await drainBoth()
    },
    close: async () => {
      closed = true
      await Promise.all([lanes.urgent.idle(), lanes.bulk.idle()])
      await drainBoth()
    },
  }
}
