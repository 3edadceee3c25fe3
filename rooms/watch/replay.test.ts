import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { series } from '@yinqiao/series'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ListRules, ReplayRule, SaveDraft } from './contract/index.ts'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { watchWords } from './index.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { continueReplay } from './store-replay.ts'
import { takeMessages } from './store-take.ts'

const folder = mkdtempSync(join(tmpdir(), 'yinqiao-replay-'))
const curves = { words: watchWords, folder }
let t: TestRooms
let clock = Temporal.Instant.from('2026-11-01T02:00:00Z')
const pass = (minutes: number) => {
  clock = clock.add({ minutes })
  t.clock.set(clock.toString())
}
const drafter = () => t.actor({ role: 'care-coordinator', accountId: '00000000-0000-7000-8000-000000000001' })

beforeAll(async () => {
  t = await openWatch({ curves })
  t.clock.set(clock.toString())
})
afterAll(async () => {
  await t.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a replay says the same whether a day of its thirty still lies in the database or has left for the files', async () => {
  await placeHome(t, { name: '回放家', devices: [{ source: 'own:r', kind: 'wearable', worn: true }] })
  const memory = openMemory()
  await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  for (let day = 0; day < 4; day++) {
    for (let n = 0; n < 7; n++) {
      const one = message(t, 'own:r', { id: day * 10 + n, readings: { 'heart-rate': day === 2 ? 70 : 105, spo2: 97 } })
      await asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, [one], usualPolicy))
      pass(5)
    }
    pass(24 * 60 - 35)
  }
  const rule = {
    code: 'fast-pulse',
    title: { zh: '心率持续偏快', en: 'Pulse fast for a while' },
    cause: 'person' as const,
    level: 3 as const,
    when: { on: 'reading' as const, metric: 'heart-rate' as const, is: 'over' as const, than: 100, forMinutes: 10, gapMinutes: 15 },
    between: null,
    who: { are: 'all' as const },
    quietMinutes: 60,
  }
  await t.done(SaveDraft, rule, drafter())
  const replay = async () => {
    await t.done(ReplayRule, { code: rule.code, version: 1 }, drafter())
    await asSystem(t.kernel, 'watch', (ctx) =>
      continueReplay(ctx, curves, { code: rule.code, version: 1, after: null, began: clock.toString() }),
    )
    return (await t.done(ListRules, {}, drafter())).rows.find(({ code }) => code === rule.code)?.replay
  }
  const hot = await replay()
  expect(hot).toMatchObject({ state: 'done', persons: 1, entries: 28, fired: 3 })
  for (const day of ['2026-11-01', '2026-11-02'])
    await asSystem(t.kernel, 'series', async (ctx) => {
      await sql`select series.open_day(${day})`.execute(ctx.db)
      const archive = series(curves).jobs?.find(({ type }) => type.name === 'series.archive-day')
      await archive?.work(ctx, { day } as never)
    })
  expect(await t.rows(`select 1 from series.entry where day <= '2026-11-02'`)).toEqual([])
  expect(await replay()).toEqual(hot)
})
