import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { lockHolder, StartProblem } from '@yinqiao/kernel/server'
import { type Config, roleNames } from './config.ts'

/** The lock of the one process that does everything on a data folder. */
export const wholeLock = (dataFolder: string): string => join(dataFolder, 'program.lock')

/** The process whose place this one takes. */
export interface Before {
  readonly pid: number
  /** Asks it to stop and waits until it has let go of the data folder. */
  stop(): Promise<void>
}

/** What it finishes first: messages in hand, a job that runs. */
const stopWithin = 60_000

/**
 * Finds the process that runs on the data folder; null when there is none. What would make the taking over fail later is refused now,
 * while nothing is changed.
 */
export function findBefore({ dataFolder, roles }: Pick<Config, 'dataFolder' | 'roles'>): Before | null {
  if (roles.size < roleNames.length)
    throw new StartProblem(
      '--take-over 只用于一个进程做全部角色；分角色的，先启动新的再停旧的 (--take-over is for the one process with all roles; of single roles start the new one, then stop the old one)',
    )
  const holder = lockHolder(wholeLock(dataFolder))
  if (holder === null) return null
  const { pid } = holder
  try {
    process.kill(pid, 0)
  } catch {
    throw new StartProblem(`无权让进程 ${pid} 停下，请用启动它的账号 (no right to stop process ${pid}; use the account that started it)`)
  }
  return {
    pid,
    async stop() {
      const end = performance.now() + stopWithin
      const isThere = () => lockHolder(wholeLock(dataFolder))?.pid === pid
      try {
        // it may have died by itself meanwhile, and its number be another's
        if (isThere()) process.kill(pid, 'SIGTERM')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
      }
      // the lock is let go by the last act of the process
      while (isThere()) {
        if (performance.now() > end)
          throw new StartProblem(`进程 ${pid} 一分钟内没有停下，请查看它的输出 (process ${pid} did not stop within a minute)`)
        await pause(5)
      }
    },
  }
}
