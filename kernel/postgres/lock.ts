import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

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
  for (let attempt = 0; attempt < 100; attempt++) {
    if (claim(path, about)) return { release: () => rmSync(path, { force: true }) }
    const before = readHolder(path)
    if (isHeld(before)) return { holder: before }
    setAside(path, before)
  }
  return { holder: readHolder(path) ?? { pid: 0, mark: '', about: '' } }
}

/** The file appears whole or not at all: nobody finds it half written and takes it for a dead one. */
function claim(path: string, about: string): boolean {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, JSON.stringify({ pid: process.pid, mark: startMark(process.pid), about } satisfies Holder))
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Of all who find the same dead lock only the holder of its guard removes it, and only while it is still that lock. */
function setAside(path: string, dead: Holder | null): void {
  const guard = `${path}.dead-${dead?.pid ?? 0}-${dead?.mark ?? ''}`
  if (claim(guard, 'removes a dead lock')) {
    const found = readHolder(path)
    if (found?.pid === dead?.pid && found?.mark === dead?.mark) rmSync(path, { force: true })
    rmSync(guard, { force: true })
  } else if (!isHeld(readHolder(guard))) rmSync(guard, { force: true })
}
