import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** What was copied; `missing` names the wanted files that are not there or whose content no longer has their hash. */
export interface CopiedFiles {
  readonly count: number
  readonly bytes: number
  readonly missing: readonly string[]
}

/** Copies stored files (named by their SHA-256) to another files folder; each is checked against its name. */
export async function copyFiles(from: string, to: string, wanted: readonly string[]): Promise<CopiedFiles> {
  const missing: string[] = []
  let bytes = 0
  for (const sha256 of wanted) {
    const content = await readFile(join(from, sha256.slice(0, 2), sha256)).catch(() => null)
    if (content === null || createHash('sha256').update(content).digest('hex') !== sha256) {
      missing.push(sha256)
      continue
    }
    const folder = join(to, sha256.slice(0, 2))
    await mkdir(folder, { recursive: true })
    const draft = join(folder, `${sha256}.draft`)
    await copyFile(join(from, sha256.slice(0, 2), sha256), draft, constants.COPYFILE_FICLONE)
    await rename(draft, join(folder, sha256))
    bytes += content.length
  }
  return { count: wanted.length - missing.length, bytes, missing }
}

/** The files a files folder holds, drafts left out. */
export async function listFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  return names
    .map((name) => name.split(/[\\/]/).at(-1) ?? '')
    .filter((name) => /^[0-9a-f]{64}$/.test(name))
    .sort()
}
