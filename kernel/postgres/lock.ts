import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'

/** Who holds a lock file: process id, its start mark (so that a reused pid is not taken for it), and a word for people. */
export interface Holder {
  readonly pid: number
  readonly mark: string
  readonly about: string
}

/** When the process began, as the operating system counts it; '' where that cannot be read. */
function startMark(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

/** Whether a process lives (a signal 0 reaches it or is forbidden); a dead one that nobody has reaped does not. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return !isZombie(pid)
}

function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) === 'Z'
  } catch {
    return false
  }
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return null
  }
}

function isHeld(holder: Holder | null): holder is Holder {
  return holder !== null && lives(holder.pid) && (holder.mark === '' || holder.mark === startMark(holder.pid))
}

/** The living holder of the lock file, if any. */
export function lockHolder(path: string): Holder | null {
  const holder = readHolder(path)
  return isHeld(holder) ? holder : null
}

/** Takes the lock file: returns its release, or the living holder. A file left by a dead process is set aside. */
export function takeLock(path: string, about: string): { release: () => void } | { holder: Holder } {
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      const handle = openSync(path, 'wx', 0o644)
      writeSync(handle, JSON.stringify({ pid: process.pid, mark: startMark(process.pid), about } satisfies Holder))
      closeSync(handle)
      return { release: () => rmSync(path, { force: true }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const before = readHolder(path)
    if (isHeld(before)) return { holder: before }
    setAside(path, before)
  }
  return { holder: readHolder(path) ?? { pid: 0, mark: '', about: '' } }
}

/** Two may find the same dead lock; the rename lets one win, and gives a fresh lock back if that was caught instead. */
function setAside(path: string, dead: Holder | null): void {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
    const caught = readHolder(aside)
    if (isHeld(caught) && caught.pid !== dead?.pid) linkSync(aside, path)
    rmSync(aside, { force: true })
  } catch {
    // somebody else set it aside first
  }
}
