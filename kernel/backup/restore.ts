import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Client, escapeIdentifier } from 'pg'
import { realChance, uuid7 } from '../chance.ts'
import { wrongMarks } from '../key-marks.ts'
import type { KeyRing } from '../keys.ts'
import type { Migration } from '../postgres/migrate.ts'
import { prepareDatabase, withClient } from '../postgres/prepare.ts'
import type { DatabaseServer } from '../postgres/server.ts'
import { StartProblem } from '../start-problem.ts'
import { keepHead } from '../worker.ts'
import { type CarriedFolder, checkFolders, putBackFolders } from './carry-folders.ts'
import { copyFiles, listFiles } from './copy-files.ts'
import { fillTables } from './fill-tables.ts'
import { hashFile } from './hash-file.ts'
import { type Manifest, readManifest } from './manifest.ts'

export interface RestoreOptions {
  readonly database?: string
  readonly dataFolder: string
  /** Folders whose files the database names, as for the backup. */
  readonly folders?: readonly CarriedFolder[]
  /** All migrations of the program; those of the backup run first, newer ones at the next start. */
  readonly migrations: readonly Migration[]
  readonly origin: string
  readonly say?: (line: string) => void
}

export interface RestoreReport {
  readonly tables: number
  readonly rows: number
  readonly files: number
  /** Files of carried folders that were put back. */
  readonly archived: number
  readonly takenAt: string
  /** Whether the data folder holds the keys the data is sealed with. */
  readonly keys: 'from backup' | 'already there' | 'missing'
}

/** Checks a backup before anything is touched: whole, undamaged, of this program or an older one. */
export async function checkBackup(folder: string, migrations: readonly Migration[]): Promise<Manifest> {
  const manifest = readManifest(folder)
  const known = new Map(migrations.map(({ name, sql }) => [name, createHash('sha256').update(sql).digest('hex')]))
  const strange = manifest.migrations.find(({ name, sha256 }) => known.get(name) !== sha256)
  if (strange)
    throw new StartProblem(
      `备份来自更新或不同的程序（升级步骤 ${strange.name}），请用相应版本恢复 (the backup is of another program: ${strange.name})`,
    )
  for (const { file, fileSha256, name } of manifest.tables) {
    const found = await hashFile(join(folder, file)).catch(() => null)
    if (found !== fileSha256)
      throw new StartProblem(
        `备份已损坏：表 ${name} 的文件${found === null ? '不存在' : '校验不符'}，未做任何恢复 (the backup is damaged: ${file})`,
      )
  }
  const files = await listFiles(join(folder, 'files'))
  if (files.length !== manifest.files.count)
    throw new StartProblem(
      `备份已损坏：应有 ${manifest.files.count} 个文件，实有 ${files.length} 个，未做任何恢复 (the backup is damaged: files)`,
    )
  await checkFolders(folder, manifest)
  return manifest
}

/** Puts a checked backup into a database that does not exist yet or is empty. It is filled under another name and renamed when all hashes are equal. */
export async function restore(server: DatabaseServer, folder: string, manifest: Manifest, options: RestoreOptions): Promise<RestoreReport> {
  const database = options.database ?? server.database
  const keys = checkKeys(folder, manifest, options.dataFolder)
  await withClient(server.adminUrl('postgres'), (admin) => refuseFull(server, admin, database))
  const draft = `${draftPrefix}${randomBytes(4).toString('hex')}`
  let archived = 0
  const wanted = new Set(manifest.migrations.map(({ name }) => name))
  try {
    await prepareDatabase(
      server,
      options.dataFolder,
      options.migrations.filter(({ name }) => wanted.has(name)),
      draft,
    )
    await withClient(server.url('yinqiao_owner', draft), (owner) =>
      withClient(server.url('yinqiao_jobs', draft), (jobs) =>
        fillTables({ yinqiao_owner: owner, yinqiao_jobs: jobs }, folder, manifest, options.say),
      ),
    )
    const copied = await copyFiles(join(folder, 'files'), join(options.dataFolder, 'files'), await listFiles(join(folder, 'files')))
    if (copied.missing.length > 0)
      throw new StartProblem(`备份中的文件 ${copied.missing[0]} 已损坏，未恢复 (a file in the backup is damaged)`)
    archived = await withClient(server.url('yinqiao_owner', draft), async (owner) => {
      const count = await putBackFolders(folder, manifest, options.folders ?? [], owner)
      await note(owner, manifest, options.origin)
      return count
    })
  } catch (error) {
    await withClient(server.adminUrl('postgres'), (admin) => admin.query(`drop database if exists ${draft} with (force)`)).catch(() => {})
    throw error
  }
  keepKeys(folder, manifest, options.dataFolder, keys)
  if (manifest.auditHead !== null) keepHead(options.dataFolder, manifest.auditHead)
  await withClient(server.adminUrl('postgres'), async (admin) => {
    await admin.query(`drop database if exists ${escapeIdentifier(database)}`)
    await admin.query(`alter database ${draft} rename to ${escapeIdentifier(database)}`)
  })
  return {
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.files.count,
    archived,
    takenAt: manifest.takenAt,
    keys,
  }
}

const draftPrefix = 'yinqiao_restoring_'

/** An existing database of that name must hold nothing of ours; drafts of a restore that was cut off go. */
async function refuseFull(server: DatabaseServer, admin: Client, database: string): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>('select datname from pg_database where not datistemplate')
  if (rows.some(({ datname }) => datname === database)) {
    const { rows: schemas } = await withClient(server.adminUrl(database), (inside) =>
      inside.query(
        `select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' limit 1`,
      ),
    )
    if (schemas.length > 0)
      throw new StartProblem(`数据库 ${database} 不是空的，只能恢复到空数据库；可用 --into 指定新的数据目录 (the database is not empty)`)
  }
  for (const { datname } of rows)
    if (datname.startsWith(draftPrefix)) await admin.query(`drop database ${escapeIdentifier(datname)} with (force)`)
}

function checkKeys(folder: string, manifest: Manifest, dataFolder: string): RestoreReport['keys'] {
  const own = join(dataFolder, 'keys.json')
  if (existsSync(own)) {
    const [wrong] = wrongMarks(JSON.parse(readFileSync(own, 'utf8')) as KeyRing, manifest.keyMarks)
    if (wrong !== undefined)
      throw new StartProblem(`${own} 与备份的密钥不同（${wrong}），未做任何恢复 (other keys than those of the backup)`)
    return 'already there'
  }
  return manifest.withKeys && existsSync(join(folder, 'keys.json')) ? 'from backup' : 'missing'
}

/** Without its keys the data stays closed; the marks keep the program from making new keys in their place. */
function keepKeys(folder: string, manifest: Manifest, dataFolder: string, keys: RestoreReport['keys']): void {
  mkdirSync(dataFolder, { recursive: true })
  if (keys === 'from backup')
    writeFileSync(join(dataFolder, 'keys.json'), readFileSync(join(folder, 'keys.json')), { mode: 0o600, flush: true })
  writeFileSync(join(dataFolder, 'key-marks.json'), JSON.stringify(manifest.keyMarks, null, 2), { mode: 0o600, flush: true })
}

async function note(owner: Client, manifest: Manifest, origin: string): Promise<void> {
  await owner.query(
    `insert into kernel.audit_line (id, at, role, name, signature, outcome, subjects, origin) values ($1, now(), 'system', '系统', 'kernel.restore', 'done', $2, $3)`,
    [uuid7(realChance), JSON.stringify([{ kind: 'backup', id: manifest.takenAt }]), origin],
  )
}
