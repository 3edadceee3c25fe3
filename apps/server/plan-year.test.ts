import { openDemoAccounts } from '@yinqiao/access'
import { asSystem } from '@yinqiao/kernel/server'
import { GetValue, ListFlags, ListMeasureRows, LoadMeasures } from '@yinqiao/plan/contract'
import { demoAccounts, loadPlanYear } from '@yinqiao/sim'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './testing/open-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  house.t.clock.set('2026-11-22T02:00:00Z')
  await house.t.done(LoadMeasures, {}, house.t.actor({ role: 'working-group' }))
  const wanted = demoAccounts({ area: '990101', units: [], persons: [], villages: [] })
  await asSystem(house.t.kernel, 'access', (ctx) => openDemoAccounts(ctx, wanted), 'sim.open-demo-accounts')
}, 60_000)
afterAll(() => house.close())

const group = () => house.t.actor({ role: 'working-group' })
const value = async (code: string) => (await house.t.done(GetValue, { code }, group())).result

test('the year loads by public commands, goes on where it was cut off, and a second load adds nothing', async () => {
  let steps = 0
  const cut = await loadPlanYear(house.t.kernel, () => steps++ < 300)
  expect(cut).toMatchObject({ commands: 300, there: false, cutOff: true })
  const first = await loadPlanYear(house.t.kernel)
  expect(first.there).toBe(false)
  expect(first.commands).toBeGreaterThan(800)
  const counts = () =>
    house.t.rows(
      'select count(*) as n from records.version union all select count(*) from records.ruling union all select count(*) from orgs.firm',
    )
  const before = await counts()
  expect(await loadPlanYear(house.t.kernel)).toEqual({ commands: 0, seconds: 0, there: true, cutOff: false })
  expect(await counts()).toEqual(before)
  expect(
    await house.t.rows('select 1 from records.record where not synthetic union all select 1 from orgs.firm where not synthetic'),
  ).toEqual([])
}, 120_000)

test('what would inflate the number of settled firms does not: seven firms, not ten projects', async () => {
  const result = await value('2.2b')
  expect(result).toMatchObject({ value: '7', undecided: 0 })
  const { rows } = await house.t.done(ListMeasureRows, { code: '2.2b', limit: 100 }, group())
  // the second phase of firm 1 is a row that repeats its key; branch, withdrawn, unaccepted and earlier ones are no rows
  expect(rows.filter(({ standing }) => standing === 'repeat')).toHaveLength(1)
  const titles = rows.map(({ label }) => label)
  expect(titles.some((title) => title?.endsWith('分公司'))).toBe(false)
  expect((await value('2.2b.withdrawn')).value).toBe('1')
  const [signed] = await house.t.rows<{ twice: number }>(
    `select count(*)::int as twice from projects.stage_entry where stage = 'signed' and again`,
  )
  expect(signed).toEqual({ twice: 1 })
})

test('the shipped year is clean: no flag, though records were looked at', async () => {
  const { flags, looked } = await house.t.done(ListFlags, { from: '2026-01-01', to: '2026-12-31' }, group())
  expect(flags).toEqual([])
  for (const check of ['last-day', 'doubles', 'photo', 'overlap', 'regular']) expect(looked[check]).toBeGreaterThan(20)
})
