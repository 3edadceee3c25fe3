import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { checkBackup, openServer, restore, StartProblem, takeLock } from '@yinqiao/kernel/server'
import { readConfig } from '../../server/config.ts'
import { allMigrations, carriedFolders, idleRooms, restoreMark } from '../../server/platform.ts'
import type { Answer, Arguments } from '../answer.ts'
import { valueOf } from '../arguments.ts'
import { origin } from '../with-platform.ts'

/** `db restore FOLDER [--into DATA_FOLDER]`: into an empty place only; cut off, it can be run again. */
export async function run(args: Arguments): Promise<Answer> {
  const folder = resolve(args.words[0] ?? '')
  const into = valueOf(args, 'into')
  const config = readConfig()
  const dataFolder = into === undefined ? config.dataFolder : resolve(into)
  const migrations = allMigrations(idleRooms())
  const manifest = await checkBackup(folder, migrations)
  if (into !== undefined) refuseUsed(dataFolder)
  mkdirSync(dataFolder, { recursive: true })
  const lock = takeLock(join(dataFolder, 'program.lock'), 'yinqiao db restore')
  if ('holder' in lock)
    throw new StartProblem(`有程序正在使用 ${dataFolder}（进程 ${lock.holder.pid}），请先停止 (the data folder is in use)`)
  try {
    writeFileSync(restoreMark(dataFolder), folder, { flush: true })
    const server = await openServer({ dataFolder, databaseUrl: into === undefined ? config.databaseUrl : undefined })
    try {
      const report = await restore(server, folder, manifest, {
        dataFolder,
        folders: carriedFolders(dataFolder),
        migrations,
        origin: origin(),
      })
      rmSync(restoreMark(dataFolder), { force: true })
      const keyNote =
        report.keys === 'missing'
          ? [
              `备份不含密钥：启动前请把原 keys.json 放到 ${join(dataFolder, 'keys.json')} (put the original keys.json in place before the start)`,
            ]
          : []
      const lost = manifest.folders.flatMap(({ missing }) => missing)
      const lostNote =
        lost.length > 0
          ? [`备份时已缺 ${lost.length} 个读数归档文件 (cold files the backup did not have: ${lost.slice(0, 5).join(', ')})`]
          : []
      return {
        data: { into: dataFolder, ...report },
        notes: ['全部表的校验值与备份一致 (hashes of all tables equal)', ...lostNote, ...keyNote],
      }
    } finally {
      await server.leave()
    }
  } catch (error) {
    // the draft database is gone already; a folder made for this restore goes too
    if (into === undefined) rmSync(restoreMark(dataFolder), { force: true })
    else emptyFolder(dataFolder)
    throw error
  } finally {
    lock.release()
  }
}

/** A folder that holds no data yet: new, empty, with only the keys, or left by a restore that was cut off. */
function refuseUsed(dataFolder: string): void {
  if (!existsSync(dataFolder) || existsSync(restoreMark(dataFolder))) return
  const used = readdirSync(dataFolder).filter((name) => name !== 'keys.json')
  if (used.length > 0) throw new StartProblem(`${dataFolder} 不是空的，只能恢复到新的数据目录 (the data folder is not empty)`)
}

function emptyFolder(dataFolder: string): void {
  for (const name of readdirSync(dataFolder)) {
    if (name === 'keys.json') continue
    // below a closed home the database folder is a link to one elsewhere
    rmSync(realpathSync(join(dataFolder, name)), { recursive: true, force: true })
    rmSync(join(dataFolder, name), { recursive: true, force: true })
  }
}
