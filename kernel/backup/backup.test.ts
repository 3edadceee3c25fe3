import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMigrations } from '../postgres/migrate.ts'
import { withClient } from '../postgres/prepare.ts'
import { type DatabaseServer, openServer } from '../postgres/server.ts'
import { kernelTables, type TestRooms, testRooms } from '../testing/index.ts'
import { AddCount, toyRoom } from '../testing/toy/toy-room.ts'
import { transact } from '../transaction.ts'
import { backUp } from './back-up.ts'
import type { Manifest } from './manifest.ts'
import { checkBackup, restore } from './restore.ts'

let t: TestRooms
let other: DatabaseServer
let manifest: Manifest
const place = mkdtempSync(join(tmpdir(), 'yinqiao-backup-'))
const [backup, target] = [join(place, 'backup'), join(place, 'target')]
const room = toyRoom()
const migrations = readMigrations([kernelTables, room.tables ?? ''])

const take = (folder: string, withKeys = true) =>
  backUp(t.server, folder, {
    database: t.database,
    filesFolder: t.kernel.filesFolder,
    keys: t.keys,
    withKeys,
    version: '0',
    origin: 'test',
  })
const putBack = async (folder: string, database: string) =>
  restore(other, folder, await checkBackup(folder, migrations), { database, dataFolder: target, migrations, origin: 'test' })
const databases = () =>
  withClient(other.adminUrl(), async (admin) =>
    (await admin.query<{ datname: string }>('select datname from pg_database')).rows.map(({ datname }) => datname),
  )
const inOther = <R>(database: string, sql: string) =>
  withClient(other.url('yinqiao_owner', database), async (owner) => (await owner.query(sql)).rows as R[])

/** A copy of the backup with one of its files changed. */
function damaged(name: string, change: (folder: string) => void): string {
  const folder = join(place, name)
  cpSync(backup, folder, { recursive: true })
  change(folder)
  return folder
}

beforeAll(async () => {
  t = await testRooms([room])
  other = await openServer({ dataFolder: target, settings: { fsync: 'off' } })
  for (const title of ['甲', '乙\t"\\N', '丙\n行']) await t.done(AddCount, { title })
  await t.rows(
    `insert into toy.person (id, division_code, secret) values (gen_random_uuid(), '320507', $1), (gen_random_uuid(), '320506', '')`,
    [t.kernel.cipher.seal('number')],
  )
  await transact(t.kernel, { actor: t.actor(), room: 'toy', origin: 'test' }, ({ files }) =>
    files.put(Buffer.from('content of a file'), 'a.txt'),
  )
  manifest = await take(backup)
})
afterAll(async () => {
  await t.close()
  await other.stop()
  rmSync(place, { recursive: true, force: true })
})

test('every table comes back with equal hashes, with its sequence, files, keys and forced row security', async () => {
  const report = await putBack(backup, 'whole')
  expect(report).toMatchObject({ tables: manifest.tables.length, files: 1, keys: 'from backup' })
  expect(manifest.tables.map(({ name }) => name)).toContain('graphile_worker._private_jobs')
  const again = await backUp(other, join(place, 'again'), {
    database: 'whole',
    filesFolder: join(target, 'files'),
    keys: t.keys,
    withKeys: false,
    version: '0',
    origin: 'test',
  })
  // the two backups and the restore have left a line of the audit each
  const differing = manifest.tables.filter(({ name, sm3 }) => again.tables.find((table) => table.name === name)?.sm3 !== sm3)
  expect(differing.map(({ name }) => name)).toEqual(['kernel.audit_line'])
  expect(await inOther('whole', 'select title from toy.counter order by title')).toEqual(
    await t.rows('select title from toy.counter order by title'),
  )
  expect(await inOther('whole', `select relname from pg_class where relforcerowsecurity order by 1`)).toEqual(
    await t.rows(`select relname from pg_class where relforcerowsecurity order by 1`),
  )
  expect(
    await inOther('whole', `select conname, pg_get_constraintdef(oid) as is from pg_constraint where contype = 'f' order by 1`),
  ).toEqual(await t.rows(`select conname, pg_get_constraintdef(oid) as is from pg_constraint where contype = 'f' order by 1`))
  const [line] = await inOther<{ n: string }>('whole', `select max(n) as n from kernel.audit_line`)
  expect(Number(line?.n)).toBe(manifest.tables.find(({ name }) => name === 'kernel.audit_line')!.rows + 2)
  expect(readFileSync(join(target, 'keys.json'), 'utf8')).toBe(readFileSync(join(t.dataFolder, 'keys.json'), 'utf8'))
  await withClient(other.url('yinqiao_app', 'whole'), async (app) => {
    expect((await app.query('select * from toy.person')).rows).toEqual([])
  })
})

test('a backup taken while calls write is of one moment', async () => {
  let writing = true
  let written = 0
  const writer = (async () => {
    while (writing) await t.done(AddCount, { title: `并发 ${written++}` })
  })()
  await new Promise((done) => setTimeout(done, 100))
  await take(join(place, 'moving'))
  writing = false
  await writer
  await putBack(join(place, 'moving'), 'moving')
  const [counts] = await inOther<Record<string, string>>(
    'moving',
    `select (select count(*) from toy.counter) as counters, (select count(*) from kernel.event) as events,
    (select count(*) from kernel.delivery) as deliveries, (select count(*) from kernel.idempotency) as keys, (select count(*) from kernel.audit_line where signature = 'toy.add-count') as lines`,
  )
  expect(new Set(Object.values(counts ?? {})).size).toBe(1)
  const jobs = await withClient(
    other.url('yinqiao_jobs', 'moving'),
    async (client) => (await client.query(`select count(*) as count from graphile_worker._private_jobs where key is not null`)).rows,
  )
  expect(jobs).toEqual([{ count: counts?.['deliveries'] }])
  expect(Number(counts?.['counters'])).toBeGreaterThan(3)
  expect(Number(counts?.['counters'])).toBeLessThan(written + 3)
})

test('a backup without keys holds none', async () => {
  expect((await take(join(place, 'closed'), false)).withKeys).toBe(false)
  expect(existsSync(join(place, 'closed', 'keys.json'))).toBe(false)
  const bytes = readdirSync(join(place, 'closed'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name)))
  const [secret] = Object.values(t.keys.load().keys).map(({ secret }) => secret)
  expect(bytes.some((content) => content.includes(secret ?? 'none'))).toBe(false)
})

test.each([
  [
    'a changed byte',
    (folder: string) => {
      const file = join(folder, 'tables', 'toy.counter.gz')
      const bytes = readFileSync(file)
      bytes[bytes.length - 12]! ^= 1
      writeFileSync(file, bytes)
    },
    /已损坏：表 toy.counter 的文件校验不符/,
  ],
  ['a missing table', (folder: string) => rmSync(join(folder, 'tables', 'toy.person.gz')), /已损坏：表 toy.person 的文件不存在/],
  ['a missing file', (folder: string) => rmSync(join(folder, 'files'), { recursive: true }), /应有 1 个文件，实有 0 个/],
  ['a broken manifest', (folder: string) => writeFileSync(join(folder, 'manifest.json'), '{"format":1'), /备份清单已损坏/],
  ['no manifest', (folder: string) => rmSync(join(folder, 'manifest.json')), /不是银桥备份/],
  [
    'an unknown migration',
    (folder: string) => {
      const changed = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { migrations: unknown[] }
      changed.migrations.push({ name: '20990101T0000-create-future', sha256: '0'.repeat(64) })
      writeFileSync(join(folder, 'manifest.json'), JSON.stringify(changed))
    },
    /更新或不同的程序/,
  ],
])('refused before anything is touched: %s', async (name, change, expected) => {
  const before = await databases()
  await expect(putBack(damaged(name.replaceAll(' ', '-'), change), 'refused')).rejects.toThrow(expected)
  expect(await databases()).toEqual(before)
})

test('content that was changed together with its file hash is found after the restore, and all is undone', async () => {
  const folder = damaged('forged', (copy) => {
    const file = join(copy, 'tables', 'toy.counter.gz')
    writeFileSync(file, gzipSync(gunzipSync(readFileSync(file)).toString('utf8').replace('甲', '丁')))
    const forged = JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8')) as Manifest
    const table = forged.tables.find((one) => one.name === 'toy.counter')!
    table.fileSha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
    writeFileSync(join(copy, 'manifest.json'), JSON.stringify(forged))
  })
  const before = await databases()
  await expect(putBack(folder, 'forged')).rejects.toThrow(/恢复后的表 toy.counter 与备份不一致/)
  expect(await databases()).toEqual(before)
})

test('a database that holds something is refused and stays as it was', async () => {
  await putBack(backup, 'full')
  const before = await inOther('full', 'select * from kernel.audit_line')
  await expect(putBack(backup, 'full')).rejects.toThrow(/不是空的/)
  expect(await inOther('full', 'select * from kernel.audit_line')).toEqual(before)
})

test('a folder that is not empty, or a database that is not there, gives no backup and leaves no draft', async () => {
  await expect(take(backup)).rejects.toThrow(/不为空/)
  await expect(
    backUp(other, join(place, 'nothing'), {
      database: 'no_such',
      filesFolder: target,
      keys: t.keys,
      withKeys: false,
      version: '0',
      origin: 'test',
    }),
  ).rejects.toThrow(/没有可备份的数据库/)
  expect(readdirSync(place).filter((name) => name.includes('draft') || name === 'nothing')).toEqual([])
})

test('a restore that was cut off leaves a draft only, which the next one clears away', async () => {
  await withClient(other.adminUrl(), (admin) => admin.query('create database yinqiao_restoring_0badcafe'))
  await putBack(backup, 'second')
  expect((await databases()).filter((name) => name.startsWith('yinqiao_restoring_'))).toEqual([])
})

test('data sealed with other keys than those in the folder is refused', async () => {
  const folder = join(place, 'other-keys')
  cpSync(backup, folder, { recursive: true })
  const changed = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
  changed.keyMarks['k1'] = '0'.repeat(16)
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(changed))
  const before = await databases()
  await expect(putBack(folder, 'keyless')).rejects.toThrow(/与备份的密钥不同/)
  expect(await databases()).toEqual(before)
})
