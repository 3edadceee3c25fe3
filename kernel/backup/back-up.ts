import { createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { realChance, uuid7 } from '../chance.ts'
import { marksOf } from '../key-marks.ts'
import type { KeyStore } from '../keys.ts'
import { withClient } from '../postgres/prepare.ts'
import type { DatabaseServer } from '../postgres/server.ts'
import { StartProblem } from '../start-problem.ts'
import { copyOut, listSequences, listTables, plainText, type TableFacts } from './catalogue.ts'
import { type CarriedFolder, type HeldFolders, holdFolders, settleFolders } from './carry-folders.ts'
import { copyFiles } from './copy-files.ts'
import { hashFile } from './hash-file.ts'
import { hashing } from './hash-table.ts'
import type { BackupTable, Manifest } from './manifest.ts'

export interface BackupOptions {
  readonly database?: string
  readonly filesFolder: string
  /** Folders whose files the database names. */
  readonly folders?: readonly CarriedFolder[]
  readonly keys: KeyStore
  /** Puts the key ring into the backup, which then opens everything to whoever holds it. */
  readonly withKeys: boolean
  readonly version: string
  /** Who asks, for the audit. */
  readonly origin: string
  readonly say?: (line: string) => void
}

/**
 * Copies the whole database as it is at one moment, and the files, into a new folder. The program may go on writing.
 * The folder appears under its name only when it is whole.
 */
export async function backUp(server: DatabaseServer, target: string, options: BackupOptions): Promise<Manifest> {
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new StartProblem(`${target} 已存在且不为空，备份需要一个新文件夹 (the target is not empty)`)
  const draft = `${target}.draft-${process.pid}`
  const database = options.database ?? server.database
  mkdirSync(join(draft, 'tables'), { recursive: true, mode: 0o700 })
  try {
    const manifest = await withClient(server.url('yinqiao_owner', database), (owner) =>
      withClient(server.url('yinqiao_jobs', database), (jobs) => copyAll(owner, jobs, draft, options)),
    ).catch(noDatabase)
    if (options.withKeys)
      writeFileSync(join(draft, 'keys.json'), JSON.stringify(options.keys.load(), null, 2), { mode: 0o600, flush: true })
    writeFileSync(join(draft, 'manifest.json'), JSON.stringify(manifest, null, 2), { mode: 0o600, flush: true })
    mkdirSync(dirname(target), { recursive: true })
    if (existsSync(target)) rmdirSync(target)
    renameSync(draft, target)
    return manifest
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
}

function noDatabase(error: Error & { code?: string }): never {
  throw error.code === '3D000' || error.code === '42P01' || error.code === '28P01'
    ? new StartProblem('这里还没有可备份的数据库 (there is no database to back up)')
    : error
}

async function copyAll(owner: Client, jobs: Client, draft: string, options: BackupOptions): Promise<Manifest> {
  await owner.query(
    `insert into kernel.audit_line (id, at, role, name, signature, outcome, subjects, origin) values ($1, now(), 'system', '系统', 'kernel.back-up', 'started', $2, $3)`,
    [uuid7(realChance), JSON.stringify([{ kind: 'backup', id: options.withKeys ? 'with-keys' : 'without-keys' }]), options.origin],
  )
  // two roles own the tables; both look at one and the same moment
  const { snapshot, held } = await openMoment(owner, draft, options.folders ?? [])
  await jobs.query(`${plainText}; begin transaction isolation level repeatable read read only; set transaction snapshot '${snapshot}'`)
  const client = { yinqiao_owner: owner, yinqiao_jobs: jobs }
  const tables: BackupTable[] = []
  for (const table of await listTables(owner)) {
    tables.push(await writeTable(client[table.owner], table, draft))
    options.say?.(`${table.name}  ${tables.at(-1)?.rows} 行`)
  }
  const migrations = await owner.query<Manifest['migrations'][number]>('select name, sha256 from yinqiao_meta.migration order by name')
  const head = await owner.query<{ seq: string; hash: string }>('select seq, hash from kernel.audit_seal order by seq desc limit 1')
  const wanted = await owner.query<{ sha256: string }>('select distinct sha256 from kernel.file order by 1')
  const {
    rows: [server],
  } = await owner.query<{ version: string }>(`select current_setting('server_version') as version`)
  // read after the snapshot: a sequence has then at least reached what the rows hold
  const sequences = [...(await listSequences(owner)), ...(await listSequences(jobs))]
  const files = await copyFiles(
    options.filesFolder,
    join(draft, 'files'),
    wanted.rows.map(({ sha256 }) => sha256),
  )
  const folders = await settleFolders(draft, held)
  const [last] = head.rows
  return {
    format: 1,
    product: 'yinqiao',
    version: options.version,
    takenAt: realChance.now().toString(),
    postgres: server?.version ?? '',
    migrations: migrations.rows,
    tables,
    sequences,
    files: { ...files, missing: [...files.missing] },
    folders,
    auditHead: last === undefined ? null : { seq: Number(last.seq), hash: last.hash },
    keyMarks: marksOf(options.keys.load()),
    withKeys: options.withKeys,
  }
}

/** Looks again so often when a file that the database names is gone before it could be held; then it is missing. */
const looks = 4

/** Opens the moment that is copied, with the files it names in hand: one replaced and removed just then belongs to a moment that is over. */
async function openMoment(
  owner: Client,
  draft: string,
  folders: readonly CarriedFolder[],
): Promise<{ snapshot: string; held: HeldFolders }> {
  await owner.query(plainText)
  for (let look = 1; ; look++) {
    await owner.query('begin transaction isolation level repeatable read read only')
    const { rows } = await owner.query<{ id: string }>('select pg_export_snapshot() as id')
    const { held, gone } = await holdFolders(owner, draft, folders)
    if (gone.length === 0 || look === looks) return { snapshot: rows[0]?.id ?? '', held }
    await owner.query('rollback')
  }
}

async function writeTable(client: Client, table: TableFacts, draft: string): Promise<BackupTable> {
  const file = `tables/${encodeURIComponent(table.name)}.gz`
  const { stream, result } = hashing()
  await pipeline(
    client.query(copyTo(copyOut(table))),
    stream,
    createGzip({ level: 1 }),
    createWriteStream(join(draft, file), { mode: 0o600, flush: true }),
  )
  return {
    name: table.name,
    owner: table.owner,
    columns: [...table.columns],
    ...result(),
    file,
    fileSha256: await hashFile(join(draft, file)),
  }
}
