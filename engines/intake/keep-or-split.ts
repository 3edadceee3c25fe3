import type { Keep, Lane, RawMessage } from './contract/message.ts'
import type { Failure } from './rules/read-failure.ts'

export interface KeeperOptions {
  readonly keep: Keep
  readonly onPoison: (message: RawMessage, reason: string) => Promise<void>
  /** ms. */
  readonly keepWithin: number
  readonly failure: (error: unknown) => Failure
}

export type KeepOrSplit = (
  messages: readonly RawMessage[],
  lane: Lane,
  settle: (at: number, poison: boolean) => void,
  from?: number,
) => Promise<void>

const triesOfOne = 4
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The database cannot keep anything now. */
export class Away extends Error {
  override readonly name = 'Away'
}

/** The error of a promise, or undefined when it has none. */
export const attempt = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error ?? new Error('failed without saying why'),
  )

/**
 * Keeps a batch, or finds the messages that hinder it and quarantines them. Calls `settle` for each message
 * that is safe; throws what stands in the way of the others: `Away`, or the error of the quarantine.
 */
export function openKeeper({ keep, onPoison, keepWithin, failure }: KeeperOptions): KeepOrSplit {
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
  const keepOrSplit: KeepOrSplit = async (messages, lane, settle, from = 0) => {
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
  return keepOrSplit
}
