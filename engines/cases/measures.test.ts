import { checkTree, measureRows, measureValue, type Question } from '@yinqiao/kernel'
import type { QueryTree } from '@yinqiao/kernel/contract'
import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ObjectCase } from './contract/index.ts'
import { type Cast, castOf, moved, openStage, raised, unit, work } from './fixtures/cast.ts'
import { caseSource } from './measures.ts'

let t: TestRooms
let cast: Cast
beforeAll(async () => {
  t = await openStage()
  cast = castOf(t)
})
afterAll(() => t.close())

const sources = new Map([[caseSource.name, caseSource]])
const closed = { all: [{ is: 'kind', in: ['toy.appeal'] }, { known: 'closed_on' }] }
/** Share of the cases closed in a period that were closed in time. */
const inTime: QueryTree = {
  fold: 'ratio',
  part: { source: 'cases.case', where: { all: [closed, { is: 'in_time', in: [true] }] }, day: 'closed_on' },
  whole: { source: 'cases.case', where: closed, day: 'closed_on' },
}
const month = { from: '2026-03-01', to: '2026-03-31', scope: { kind: 'district' as const } }
const ask = (knownAt: string, more: Partial<Question> = {}) =>
  asSystem(t.kernel, 'cases', ({ db }) => measureValue(db, sources, { tree: inTime, params: {} }, { ...month, knownAt, ...more }))

test('the share closed in time opens to its cases, is made again as known on any day, and follows an objection', async () => {
  expect(checkTree(inTime, sources, {})).toEqual([])
  t.clock.set('2026-03-02T01:00:00Z')
  const [quick, slow] = [await raised(t, cast), await raised(t, cast)]
  await raised(t, cast)
  t.clock.set('2026-03-03T01:00:00Z')
  const refused = await moved(t, quick, 'refuse', cast.town, { text: '不属职责' })
  t.clock.set('2026-03-05T01:00:00Z')
  await work(t, 'cases.escalate-late')
  const late = await t.rows<{ version: number }>('select version from cases.case_file where id = $1', [slow.id])
  await moved(t, { ...slow, version: late[0]?.version ?? 0 }, 'refuse', cast.town, { text: '不属职责' })
  expect(await ask('2026-03-02T12:00:00Z')).toMatchObject({ value: null, whole: '0' })
  expect(await ask('2026-03-04T12:00:00Z')).toMatchObject({ value: '1', part: '1', whole: '1' })
  expect(await ask('2026-03-06T12:00:00Z')).toMatchObject({ value: '0.5', part: '1', whole: '2', leaks: 0 })
  expect(await ask('2026-03-06T12:00:00Z', { scope: { kind: 'unit', id: unit.other } })).toMatchObject({ value: null })
  expect(await ask('2026-03-06T12:00:00Z', { scope: { kind: 'town', code: '320507001' } })).toMatchObject({ whole: '2' })
  t.clock.set('2026-03-06T13:00:00Z')
  await t.done(ObjectCase, { id: refused.id, version: refused.version, text: '属于职责' }, cast.park)
  expect(await ask('2026-03-06T14:00:00Z')).toMatchObject({ value: '0', part: '0', whole: '1' })
  expect(await ask('2026-03-06T12:00:00Z')).toMatchObject({ value: '0.5', part: '1', whole: '2' })
  const rows = await asSystem(t.kernel, 'cases', ({ db }) =>
    measureRows(db, sources, { tree: inTime, params: {} }, { ...month, knownAt: '2026-03-06T12:00:00Z' }),
  )
  expect(
    rows
      .filter(({ side }) => side === 'whole')
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual([quick.id, slow.id].toSorted())
})
