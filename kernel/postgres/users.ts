import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lockHolder, takeLock } from './lock.ts'

/**
 * Who uses the embedded server of a data folder: one file a process, so that the last to leave can stop the
 * server and nobody stops it under another. A process that died without leaving is not counted.
 * Call both under the cluster's lock.
 */
export function joinUsers(dataFolder: string, about: string): void {
  const folder = join(dataFolder, 'cluster-users')
  mkdirSync(folder, { recursive: true })
  takeLock(join(folder, String(process.pid)), about)
}

/** Takes this process off the list; true when no living process is left on it. */
export function leaveUsers(dataFolder: string): boolean {
  const folder = join(dataFolder, 'cluster-users')
  mkdirSync(folder, { recursive: true })
  rmSync(join(folder, String(process.pid)), { force: true })
  const others = readdirSync(folder).filter((name) => {
    if (lockHolder(join(folder, name)) !== null) return true
    rmSync(join(folder, name), { force: true })
    return false
  })
  return others.length === 0
}
