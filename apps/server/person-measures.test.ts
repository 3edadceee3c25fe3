import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { CreateElder, SetLifeState } from '@yinqiao/people/contract'
import { GetValue, ListMeasureRows, ListSlices, LoadMeasures } from '@yinqiao/plan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadQinghe } from './testing/load-qinghe.ts'
import { allRooms } from './testing/open-house.ts'

let t: TestRooms
const officer = () => t.actor({ role: 'district-officer', area: '990101' })
const group = () => t.actor({ role: 'working-group', area: '990101' })
const town = () => t.actor({ role: 'town-officer', area: '990101001' })
const code = 'people.registered'
const plain = {
  sex: 'unknown' as const,
  birthDay: null,
  idKind: 'unknown' as const,
  idNumber: null,
  phone: null,
  address: null,
  siteId: null,
  householdId: null,
  livesAlone: 'unknown' as const,
  healthNotes: null,
  contacts: [],
}
const ids: string[] = []

beforeAll(async () => {
  t = await testRooms(allRooms, { area: '990101' })
  await loadQinghe(t)
  for (let n = 0; n < 9; n++)
    ids.push(
      (await t.done(CreateElder, { ...plain, name: `合成老人${n}`, divisionCode: n < 6 ? '990101001001' : '990101100200' }, officer())).id,
    )
  await t.done(LoadMeasures, {}, group())
})
afterAll(() => t.close())

test('the number is the same for who sees persons and who does not', async () => {
  for (const who of [officer(), group(), town(), t.actor({ role: 'audit-admin', area: '' })])
    expect((await t.done(GetValue, { code }, who)).result.value).toBe('9')
})

test('a small count is hidden, and with it the one that would tell it', async () => {
  const { rows } = await t.done(ListSlices, { code }, group())
  expect(rows.map(({ town: place, rows: n, value, hidden }) => ({ place, n, value, hidden }))).toEqual([
    { place: '990101001', n: null, value: null, hidden: true },
    { place: '990101100', n: null, value: null, hidden: true },
  ])
  expect((await t.done(GetValue, { code, scope: { kind: 'town', code: '990101100' } }, group())).result).toMatchObject({
    value: null,
    rows: 0,
    part: '0',
    hidden: true,
  })
  expect((await t.done(GetValue, { code, scope: { kind: 'town', code: '990101001' } }, group())).result).toMatchObject({
    value: null,
    hidden: true,
  })
})

test('rows of persons are a place and a verdict to whom they are no duty; an opened row leaves a line', async () => {
  const masked = await t.done(ListMeasureRows, { code }, group())
  expect(masked.rows).toHaveLength(9)
  for (const row of masked.rows) {
    expect(row).toMatchObject({ label: '（不显示）', opens: null })
    expect(ids).not.toContain(row.id)
    expect(JSON.stringify(row)).not.toContain('合成老人')
  }
  const own = await t.done(ListMeasureRows, { code }, town())
  expect(own.rows.filter(({ opens }) => opens !== null).map(({ town: place }) => place)).toEqual(Array(6).fill('990101001'))
  const clear = await t.done(ListMeasureRows, { code }, officer())
  expect(clear.rows.map(({ id }) => id).toSorted((a, b) => a.localeCompare(b))).toEqual(ids.toSorted((a, b) => a.localeCompare(b)))
  expect(new Set([masked.hash, own.hash, clear.hash]).size).toBe(1)
  const lines = await t.rows<{ subjects: string }>(
    `select subjects from kernel.audit_line where signature = 'plan.list-measure-rows' order by n`,
  )
  expect(lines).toHaveLength(3)
  expect(lines[0]?.subjects).not.toContain(ids[0] ?? '')
})

test('who died is counted until the day, known from when it was told', async () => {
  const at = async (validAt: string) => (await t.done(GetValue, { code, validAt }, group())).result.value
  t.clock.set('2026-05-01T01:00:00Z')
  await t.done(SetLifeState, { elderId: ids[0] ?? '', seen: null, state: 'dead', from: '2026-04-20', to: null, note: null }, officer())
  expect(await at('2026-04-19')).toBe('9')
  expect(await at('2026-04-20')).toBe('8')
})
