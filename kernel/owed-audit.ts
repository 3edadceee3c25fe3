import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { Statement } from './database.ts'

/** Audit lines of looks at persons that a full disk had no room for: they are written as soon as there is. */
export interface OwedAudit {
  /** Takes the lines on; false when so many are owed already that nothing more may be shown. */
  owe(lines: readonly Statement[]): boolean
  readonly count: () => number
  /** Writes what it can, and says what is lost. */
  close(): Promise<void>
}

/** Opens the debt of one process. `every`: ms between tries; `atMost`: lines owed. It lies in memory: a process that dies takes it along. */
export function openOwedAudit(pool: Pick<Pool, 'query'>, log: Logger, every = 1_000, atMost = 10_000): OwedAudit {
  const lines: Statement[] = []
  let paying: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let closed = false
  const pay = async () => {
    for (let line = lines[0]; line !== undefined; line = lines[0]) {
      // its answer may have been lost, not the line
      await pool.query(`${line.text} on conflict do nothing`, [...(line.values ?? [])])
      lines.shift()
    }
    log.warn('the audit has caught up with what was looked at while the disk was full')
  }
  const payLater = () => {
    if (closed) return
    timer ??= setTimeout(() => {
      timer = undefined
      paying = pay()
        .catch(() => {})
        .finally(() => {
          paying = null
          if (lines.length > 0) payLater()
        })
    }, every).unref()
  }
  return {
    owe(more) {
      if (lines.length + more.length > atMost) return false
      if (lines.length === 0) log.warn('the disk is full: what is looked at now goes to the audit later')
      lines.push(...more)
      if (paying === null) payLater()
      return true
    },
    count: () => lines.length,
    async close() {
      closed = true
      clearTimeout(timer)
      await paying
      if (lines.length > 0) await pay().catch(() => log.error({ lines: lines.length }, 'audit lines are lost'))
    },
  }
}
