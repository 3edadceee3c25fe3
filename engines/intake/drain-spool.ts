import type { Lane, RawMessage } from './contract/message.ts'
import { attempt, Away, type KeepOrSplit, pause, reasonOf } from './keep-or-split.ts'
import { messageKey } from './message-key.ts'
import type { Spool } from './open-spool.ts'

export interface DrainOptions {
  readonly spool: Spool
  readonly keepOrSplit: KeepOrSplit
  readonly onPoison: (message: RawMessage, reason: string) => Promise<void>
  readonly turnAway: (to: boolean, reason: string) => void
  readonly onTrouble: ((what: string) => void) | undefined
  readonly isClosed: () => boolean
  readonly atMost: number
  /** ms. */
  readonly retryAfter: number
}

/** Begins to empty a lane of the spool unless that is under way; resolves when it is empty or the intake closed. */
export type Drain = (lane: Lane) => Promise<void>

const accusedAtMost = 3
const triesOfPart = 8

/** Brings what is on the spool back to the keeper. */
export function openDrain({ spool, keepOrSplit, onPoison, turnAway, onTrouble, isClosed, atMost, retryAfter }: DrainOptions): Drain {
  /** Messages that were not kept while others were, by key, and how often. */
  const accused = new Map<string, number>()
  /** Messages that made way for those behind them, by key. */
  const madeWay = new Set<string>()
  // at the end of a part nobody is left to be kept in its stead: a message that made way would be found guilty by luck alone
  const suspectsFirst = (messages: readonly RawMessage[]): RawMessage[] => {
    if (madeWay.size === 0) return [...messages]
    const { suspects = [], others = [] } = Object.groupBy(messages, (message) => (madeWay.has(messageKey(message)) ? 'suspects' : 'others'))
    return [...suspects, ...others]
  }
  const draining: Record<Lane, Promise<void> | null> = { urgent: null, bulk: null }
  /** One flight of its own for each lane, one batch after another: it takes no flight from live messages. */
  const drain = (lane: Lane) => {
    const endless = async () => {
      // a file that cannot be read now is tried again, and said
      for (let error = await attempt(drainAll(lane)); error !== undefined && !isClosed(); error = await attempt(drainAll(lane))) {
        onTrouble?.(`spool of ${lane}: ${reasonOf(error)}`)
        await pause(retryAfter * 4)
      }
    }
    draining[lane] ??= endless().finally(() => {
      draining[lane] = null
      // what came to the spool between its last look and here
      if (!isClosed() && spool.bytes(lane) > 0) void drain(lane)
    })
    return draining[lane]
  }
  const drainAll = async (lane: Lane) => {
    // a batch that is too much for an ailing database is tried in smaller ones
    let size = atMost
    while (!isClosed()) {
      const part = await spool.next(lane)
      if (part === null) break
      const left = suspectsFirst(part.messages)
      for (let failures = 0; left.length > 0; ) {
        if (isClosed()) return
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
        if (first === undefined || failures <= triesOfPart + left.length || spool.bytes(lane) <= part.bytes) continue
        madeWay.add(messageKey(first))
        await spool.append([first], lane)
        left.shift()
      }
      await part.done()
    }
    if (spool.bytes() > 0) return
    turnAway(false, 'drained')
    accused.clear()
    madeWay.clear()
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
    madeWay.delete(messageKey(message))
    if ((await attempt(onPoison(message, reason))) !== undefined) await spool.append([message], lane)
  }
  return drain
}
