import { expect, test } from 'vitest'
import { GetFrozen, GetRound } from './contract/index.ts'
import { freeze, openRoundPlan, settle } from './fixtures/round-plan.ts'

async function frozen(count: number) {
  const plan = await openRoundPlan({ persons: true })
  const { t } = plan
  t.clock.set('2027-06-01T01:00:00Z')
  await settle(plan, count, 1, '2027-03-01')
  t.clock.set('2028-01-10T01:00:00Z')
  const roundId = await freeze(plan)
  const reader = t.actor({ role: 'statistician' })
  const { values } = await t.done(GetRound, { roundId }, reader)
  const value = values.find(({ measure }) => measure === 't3')
  const opened = await t.done(GetFrozen, { code: value?.rowsCode ?? '' }, reader)
  await t.close()
  return { value, opened }
}

test('rows of persons behind a frozen figure are masked: place and verdict, no name and no id', async () => {
  const { value, opened } = await frozen(12)
  expect(value).toMatchObject({ rowCount: 12, result: { value: '12' } })
  expect(opened.total).toBe(12)
  for (const row of opened.rows) {
    expect(row.label).toBe('（不显示）')
    expect(row.opens).toBeNull()
    expect(row.id).toMatch(/^….{4}$/)
  }
})

test('a figure of too few persons is frozen without its number, and its code does not tell how many there are', async () => {
  const { value, opened } = await frozen(3)
  expect(value).toMatchObject({ rowCount: 0, result: { value: null, hidden: true, rows: 0 } })
  expect(opened).toMatchObject({ total: 0, rows: [], next: null })
})
