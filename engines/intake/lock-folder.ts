import { readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Takes a folder for this process; gives the way to let go of it. A process that no longer lives holds nothing. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'lock')
  for (let tries = 0; ; tries++) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' })
      return () => unlink(path)
    } catch (error) {
      const holder = Number(await readFile(path, 'utf8').catch(() => ''))
      if (tries > 0 || (holder !== process.pid && isAlive(holder)))
        throw new Error(`${folder} is held by process ${holder}`, { cause: error })
      await unlink(path).catch(() => undefined)
    }
  }
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
