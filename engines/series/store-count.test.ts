import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { countDay, keepEntries } from '@yinqiao/series'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asProgram, entry, noon, opened, openStage, words } from './fixtures/entries.ts'
import { archiveDay } from './store-archive.ts'

const folder = mkdtempSync(join(tmpdir(), 'yinqiao-count-'))
const day = '2026-03-01'
let t: TestRooms
beforeAll(async () => {
  t = await openStage({ words, folder })
})
afterAll(async () => {
  await t.close()
  rmSync(folder, { recursive: true, force: true })
})
const counted = (of: string) => asProgram(t, ({ db }) => countDay(db, of))

test('a day is counted by series: all, those trusted, the latest; one without any has no line; a day in files is not counted', async () => {
  const [one, two, quiet] = [await opened(t), await opened(t), await opened(t)]
  await asProgram(t, ({ db }) =>
    keepEntries(db, words, [
      entry(one, { at: noon, day }),
      entry(one, { at: noon + 60_000, day, trust: 'range', readings: [{ metric: 'beat', value: 999 }] }),
      entry(two, { at: noon + 1, day, readings: [] }),
      entry(quiet, { at: noon, day: '2026-03-02' }),
    ]),
  )
  const at = (ms: number) => new Date(ms).toISOString()
  expect(
    (await counted(day))?.toSorted((a, b) => a.seriesId - b.seriesId).map((row) => ({ ...row, lastAt: at(Date.parse(row.lastAt)) })),
  ).toEqual([
    { seriesId: one, entries: 2, trusted: 1, lastAt: at(noon + 60_000) },
    { seriesId: two, entries: 1, trusted: 1, lastAt: at(noon + 1) },
  ])
  expect(await counted('2026-03-05')).toEqual([])
  await asProgram(t, ({ db }) => sql`select series.open_day(${day})`.execute(db))
  await asProgram(t, (ctx) => archiveDay(ctx, folder, words, day))
  expect(await counted(day)).toBeUndefined()
})
