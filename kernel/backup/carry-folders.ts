import { constants } from 'node:fs'
import { copyFile, link, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Client } from 'pg'
import { StartProblem } from '../start-problem.ts'
import { hashFile } from './hash-file.ts'
import type { BackupFolder, Manifest } from './manifest.ts'

/** A folder of files that rows of the database name and that never change: a new content is a new file. */
export interface CarriedFolder {
  /** Its name in a backup: small letters. */
  readonly name: string
  readonly path: string
  /** SQL that gives `name` and `sha256` (hex) of the files that count. */
  readonly wanted: string
}

interface Wanted {
  readonly name: string
  readonly sha256: string
}

/** The files of folders as one moment of the database names them, already in the backup's draft. */
export type HeldFolders = readonly { readonly name: string; readonly wanted: readonly Wanted[] }[]

const placeOf = (backup: string, { name }: { readonly name: string }) => join(backup, 'folders', name)

/**
 * Takes hold of the files that the database names at the moment of this snapshot, by a second name where the disk can, else by copying.
 * Whoever removes one later no longer takes it from the backup. Gives the names of those that are not there.
 */
export async function holdFolders(
  snapshot: Client,
  draft: string,
  folders: readonly CarriedFolder[],
): Promise<{ readonly held: HeldFolders; readonly gone: readonly string[] }> {
  const held: { name: string; wanted: Wanted[] }[] = []
  const gone: string[] = []
  for (const folder of folders) {
    const { rows } = await snapshot.query<Wanted>(folder.wanted)
    const [from, to] = [folder.path, placeOf(draft, folder)]
    await mkdir(to, { recursive: true, mode: 0o700 })
    for (const { name } of rows) if (!(await hold(join(from, name), join(to, name)))) gone.push(name)
    held.push({ name: folder.name, wanted: rows })
  }
  return { held, gone }
}

async function hold(from: string, to: string): Promise<boolean> {
  const there = (error: NodeJS.ErrnoException) => error.code === 'EEXIST'
  const linked = await link(from, to).then(() => true, there)
  return (
    linked ||
    copyWhole(from, to).then(
      () => true,
      () => false,
    )
  )
}

async function copyWhole(from: string, to: string): Promise<void> {
  await copyFile(from, `${to}.draft`, constants.COPYFILE_FICLONE)
  await rename(`${to}.draft`, to)
}

/** Makes what is held the backup's own: second names become copies, and each is compared with the hash its row tells. */
export async function settleFolders(draft: string, held: HeldFolders): Promise<BackupFolder[]> {
  const folders: BackupFolder[] = []
  for (const { name: folder, wanted } of held) {
    const place = placeOf(draft, { name: folder })
    const [files, missing]: [BackupFolder['files'], string[]] = [[], []]
    for (const { name, sha256 } of wanted) {
      const path = join(place, name)
      const facts = await stat(path).catch(() => null)
      if (facts !== null && facts.nlink > 1) await copyWhole(path, path)
      if (facts !== null && (await hashFile(path)) === sha256) files.push({ name, sha256, bytes: facts.size })
      else missing.push(name)
    }
    const good = new Set(files.map(({ name }) => name))
    // of an earlier attempt, or damaged on disk
    for (const name of await readdir(place)) if (!good.has(name)) await rm(join(place, name), { recursive: true })
    folders.push({ name: folder, files, missing })
  }
  return folders
}

/** Throws unless every file of the folders of a backup is there with its hash. */
export async function checkFolders(backup: string, manifest: Manifest): Promise<void> {
  for (const folder of manifest.folders)
    for (const { name, sha256 } of folder.files) {
      const found = await hashFile(join(placeOf(backup, folder), name)).catch(() => null)
      if (found !== sha256)
        throw new StartProblem(
          `备份已损坏：归档文件 ${name} ${found === null ? '不存在' : '校验不符'}，未做任何恢复 (the backup is damaged: ${folder.name}/${name})`,
        )
    }
}

/** Puts the files of a backup back where the program looks for them, whole or not at all, and asks the restored database whether these are the files it names. */
export async function putBackFolders(
  backup: string,
  manifest: Manifest,
  folders: readonly CarriedFolder[],
  restored: Client,
): Promise<number> {
  let count = 0
  for (const folder of manifest.folders) {
    const place = folders.find(({ name }) => name === folder.name)
    if (place === undefined)
      throw new StartProblem(`备份中的 ${folder.name} 文件夹与本程序不符 (folder ${folder.name} is unknown to this program)`)
    const { rows } = await restored.query<Wanted>(place.wanted)
    const told = new Map(rows.map(({ name, sha256 }) => [name, sha256]))
    const strange = folder.files.find(({ name, sha256 }) => told.get(name) !== sha256)
    if (strange !== undefined || rows.length !== folder.files.length + folder.missing.length)
      throw new StartProblem(
        `备份中的归档文件与其清单不符：${strange?.name ?? folder.name} (the files differ from the list in the database)`,
      )
    await mkdir(place.path, { recursive: true, mode: 0o700 })
    for (const { name, sha256 } of folder.files) {
      const path = join(place.path, name)
      await mkdir(dirname(path), { recursive: true })
      await copyWhole(join(placeOf(backup, folder), name), path)
      if ((await hashFile(path)) !== sha256) throw new StartProblem(`归档文件 ${name} 未能完整写入磁盘 (${path} was not written whole)`)
      count += 1
    }
  }
  return count
}
