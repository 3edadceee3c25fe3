import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { backUp, fileKeyStore, openServer } from '@yinqiao/kernel/server'
import { readConfig, root } from '../../server/config.ts'
import type { Answer, Arguments } from '../answer.ts'
import { carriedFolders } from '../../server/platform.ts'
import { origin } from '../with-platform.ts'

/** `db backup FOLDER [--with-keys]`: also while the program runs. The database is not upgraded first. */
export async function run({ words: [target = ''], flags }: Arguments): Promise<Answer> {
  const { dataFolder, databaseUrl } = readConfig()
  const server = await openServer({ dataFolder, databaseUrl })
  try {
    const withKeys = flags['with-keys'] === true
    const manifest = await backUp(server, resolve(target), {
      filesFolder: join(dataFolder, 'files'),
      folders: carriedFolders(dataFolder),
      keys: fileKeyStore(join(dataFolder, 'keys.json')),
      withKeys,
      origin: origin(),
      version: programVersion(),
    })
    const { takenAt, tables, files, folders } = manifest
    const lost = folders.flatMap(({ missing }) => missing)
    return {
      data: {
        folder: resolve(target),
        takenAt,
        tables: tables.length,
        rows: tables.reduce((sum, { rows }) => sum + rows, 0),
        files: files.count,
        filesMissing: files.missing,
        archived: folders.reduce((sum, folder) => sum + folder.files.length, 0),
        archivedMissing: lost,
        keys: withKeys ? 'included' : 'not included',
      },
      notes: [
        withKeys
          ? '备份中含密钥，持有它的人可读全部内容，请单独加密保管 (the backup holds the keys: keep it locked away)'
          : `备份不含密钥，请另行妥善保管 ${join(dataFolder, 'keys.json')} (the keys are not in the backup)`,
        ...(lost.length > 0
          ? [`有 ${lost.length} 个读数归档文件在磁盘上缺失或已损坏，未能备份：${lost.slice(0, 5).join('、')} (cold files missing on disk)`]
          : []),
        ...(files.missing.length > 0 ? [`有 ${files.missing.length} 个文件在磁盘上缺失或已损坏，未能备份 (files missing on disk)`] : []),
      ],
    }
  } finally {
    await server.leave()
  }
}

function programVersion(): string {
  return String((JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version?: unknown }).version)
}
