import { setTimeout as pause } from 'node:timers/promises'
import type { Patience } from '@yinqiao/kernel/server'
import type { Logger } from 'pino'

/**
 * Of the alarm path: a process that freezes with alarms in its hands lets go of them, so that another one goes on, and a line to the
 * database that is lost without a word is replaced (after 15 s), both before anybody is late by half a minute.
 */
export const alarmPatience: Patience = { statementAtMost: 12_000, idleAtMost: 8_000 }

/** A loop that can be stopped; it ends its round first. */
export interface Repeating {
  stop(): Promise<void>
}

/**
 * Does something again and again, `every` milliseconds after the last time ended, at once when it says that there is more. A failure is
 * written down and tried again: the alarm path must outlive a database that is away.
 */
export function repeat(log: Logger, name: string, every: number, work: () => Promise<unknown>): Repeating {
  const stopping = new AbortController()
  const run = async () => {
    while (!stopping.signal.aborted) {
      let more = false
      try {
        more = (await work()) === true
      } catch (error) {
        log.warn({ round: name, reason: (error as Error).message.slice(0, 200) }, 'round failed')
      }
      if (!more) await pause(every, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
