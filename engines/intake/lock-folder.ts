import { readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Takes a folder for this process; gives the way to let go of it. A process that no longer lives holds nothing, nor does another one that
 * has its number now: after a restart of the machine numbers are given out anew.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'lock')
  for (let tries = 0; ; tries++) {
    try {
      await writeFile(path, `${process.pid} ${await startMark(process.pid)}`, { flag: 'wx' })
      return () => unlink(path)
    } catch (error) {
      const [number = '', mark = ''] = (await readFile(path, 'utf8').catch(() => '')).split(' ')
      const holder = Number(number)
      const same = mark === '' || mark === (await startMark(holder))
      if (tries > 0 || (holder !== process.pid && same && isAlive(holder)))
        throw new Error(`${folder} is held by process ${holder}`, { cause: error })
      await unlink(path).catch(() => undefined)
    }
  }
}

/** When a process began, as Linux counts it (proc(5), field 22 of stat); '' where that cannot be read. */
async function startMark(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
