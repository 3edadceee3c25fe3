import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { archiveFiles, forgetPerson, keepEntries, readCurve, series } from '@yinqiao/series'
import {
  backUp,
  type CarriedFolder,
  checkBackup,
  type DatabaseServer,
  openPool,
  openServer,
  readMigrations,
  restore,
  transact,
  withClient,
} from '@yinqiao/kernel/server'
import { kernelTables, type TestRooms } from '@yinqiao/kernel/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asProgram, ben, entry, noon, opened, openStage, words } from './fixtures/entries.ts'
import { archiveDay } from './store-archive.ts'
import { cleanFiles } from './store-forget.ts'

const place = mkdtempSync(join(tmpdir(), 'yinqiao-cold-'))
const [folder, target] = [join(place, 'series'), join(place, 'target')]
const settings = { words, folder }
const cold: CarriedFolder = { name: 'series', path: folder, wanted: archiveFiles }
const there: CarriedFolder = { ...cold, path: join(target, 'series') }
const migrations = readMigrations([kernelTables, series(settings).tables ?? ''])
let t: TestRooms
let other: DatabaseServer
let his = 0
let hers = 0
beforeAll(async () => {
  t = await openStage(settings)
  other = await openServer({ dataFolder: target, settings: { fsync: 'off' } })
  ;[hers, his] = [await opened(t), await opened(t, { person: ben })]
  for (const n of [1, 2, 3]) await archived(n)
})
afterAll(async () => {
  await t.close()
  await other.stop()
  rmSync(place, { recursive: true, force: true })
})

const dayOf = (n: number) => `2026-03-0${n}`
/** A day of both, written to files. */
async function archived(n: number) {
  const at = noon + (n - 1) * 86_400_000
  const rows = [his, hers].flatMap((id) =>
    [0, 1, 2].map((m) => entry(id, { day: dayOf(n), at: at + m * 60_000, readings: [{ metric: 'beat', value: n * 10 + m }] })),
  )
  await asProgram(t, ({ db }) => keepEntries(db, words, rows))
  await asProgram(t, ({ db }) => sql`select series.open_day(${dayOf(n)})`.execute(db))
  expect(await asProgram(t, (ctx) => archiveDay(ctx, folder, words, dayOf(n)))).toBe('kept')
}
const take = (name: string, carried: CarriedFolder = cold) =>
  backUp(t.server, join(place, name), {
    database: t.database,
    filesFolder: t.kernel.filesFolder,
    folders: [carried],
    keys: t.keys,
    withKeys: true,
    version: '0',
    origin: 'test',
  })
const putBack = async (name: string) =>
  restore(other, join(place, name), await checkBackup(join(place, name), migrations), {
    database: `cold_${name}`,
    dataFolder: target,
    folders: [there],
    migrations,
    origin: 'test',
  })
const question = { metric: 'beat', from: noon - 86_400_000, to: noon + 40 * 86_400_000, gapAfter: null, atMost: 1000 }
/** The curve of a series in a restored database, by its own pool, out of the restored files. */
async function curveThere(name: string, id: number) {
  const pool = openPool(other.url('yinqiao_app', `cold_${name}`), 2)
  try {
    const curve = await transact({ ...t.kernel, pool }, { actor: t.actor(), room: 'series', origin: 'test' }, (ctx) =>
      readCurve(ctx, { words, folder: there.path }, { ...question, seriesIds: [id] }),
    )
    return curve.segments.flat().map(({ value }) => value)
  } finally {
    await pool.end()
  }
}
const curveHere = async (id: number) =>
  (
    await transact(t.kernel, { actor: t.actor(), room: 'series', origin: 'test' }, (ctx) =>
      readCurve(ctx, settings, { ...question, seriesIds: [id] }),
    )
  ).segments
    .flat()
    .map(({ value }) => value)
const databases = () =>
  withClient(other.adminUrl(), async (admin) => (await admin.query<{ datname: string }>('select datname from pg_database order by 1')).rows)

describe('cold files', () => {
  test('come with a backup, as copies of its own, and a curve over cold days is read from them after the restore', async () => {
    const manifest = await take('whole')
    expect(manifest.folders).toMatchObject([{ name: 'series', missing: [] }])
    const listed = await t.rows<{ file: string; hash: string }>('select file, hash from series.archive order by file')
    expect(manifest.folders[0]?.files.map(({ name, sha256 }) => ({ file: name, hash: sha256 }))).toEqual(listed)
    expect(listed).toHaveLength(6)
    // what happens to the program's files afterwards is nothing to the backup
    const kept = readdirSync(folder).filter((name) => name.endsWith('.parquet'))
    const bytes = new Map(kept.map((name) => [name, readFileSync(join(folder, name))]))
    for (const name of kept) writeFileSync(join(folder, name), 'overwritten')
    expect(await putBack('whole')).toMatchObject({ archived: 6 })
    for (const [name, content] of bytes) writeFileSync(join(folder, name), content)
    expect(await curveThere('whole', his)).toEqual([10, 11, 12, 20, 21, 22, 30, 31, 32])
  })

  test.each([
    ['changed', (path: string) => writeFileSync(path, 'x'), /已损坏：归档文件 .* 校验不符/],
    ['missing', (path: string) => rmSync(path), /已损坏：归档文件 .* 不存在/],
  ])('%s in the backup: refused before anything is touched', async (name, harm, expected) => {
    cpSync(join(place, 'whole'), join(place, name), { recursive: true })
    const inside = join(place, name, 'folders', 'series')
    harm(join(inside, readdirSync(inside)[0] ?? ''))
    const before = await databases()
    await expect(putBack(name)).rejects.toThrow(expected)
    expect(await databases()).toEqual(before)
  })

  test('left out of the manifest of the backup: found by the list in the database, and all is undone', async () => {
    cpSync(join(place, 'whole'), join(place, 'fewer'), { recursive: true })
    const path = join(place, 'fewer', 'manifest.json')
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { folders: { files: unknown[] }[] }
    manifest.folders[0]?.files.pop()
    writeFileSync(path, JSON.stringify(manifest))
    const before = await databases()
    await expect(putBack('fewer')).rejects.toThrow(/与其清单不符/)
    expect(await databases()).toEqual(before)
  })

  test('that are gone before they could be held belong to a moment that is over: the backup looks again', async () => {
    let looks = 0
    const manifest = await take('again', {
      ...cold,
      get path() {
        looks += 1
        return looks === 1 ? join(place, 'nothing here') : folder
      },
    })
    expect([looks, manifest.folders[0]?.missing, manifest.folders[0]?.files.length]).toEqual([2, [], 6])
  })

  test('lost or damaged on disk for good do not keep the rest from being backed up, and are named', async () => {
    const [one = '', two = ''] = readdirSync(folder).filter((name) => name.startsWith('messages'))
    const bytes = [one, two].map((name) => readFileSync(join(folder, name)))
    rmSync(join(folder, one))
    writeFileSync(join(folder, two), 'damaged')
    const manifest = await take('lossy')
    for (const [n, name] of [one, two].entries()) writeFileSync(join(folder, name), bytes[n] ?? '')
    expect([manifest.folders[0]?.missing.toSorted(), manifest.folders[0]?.files.length]).toEqual([[one, two].toSorted(), 4])
    expect(await putBack('lossy')).toMatchObject({ archived: 4 })
  })

  test("that are archived and rewritten while backups are taken are those of each backup's own moment", async () => {
    let working = true
    const work = (async () => {
      for (let n = 4; n < 9; n++) await archived(n)
      await asProgram(t, (ctx) => forgetPerson(ctx, ben))
      while (working) await asProgram(t, (ctx) => cleanFiles(ctx, settings))
    })()
    const names: string[] = []
    for (let n = 0; n < 6; n++) {
      names.push(`moving${n}`)
      expect((await take(`moving${n}`)).folders[0]?.missing).toEqual([])
    }
    await new Promise((done) => setTimeout(done, 500))
    working = false
    await work
    const hersNow = await curveHere(hers)
    expect(hersNow).toHaveLength(24)
    for (const name of names) {
      await putBack(name)
      const seen = await curveThere(name, hers)
      expect(seen.length).toBeGreaterThanOrEqual(9)
      expect(seen).toEqual(hersNow.slice(0, seen.length))
    }
    expect(await curveHere(his)).toEqual([])
  }, 120_000)
})
