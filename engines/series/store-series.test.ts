import { transact } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { closeSeries, findSeries, openSeries, type SeriesSought } from '@yinqiao/series'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ann, asProgram, ben, north, opened, openStage, south } from './fixtures/entries.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openStage()
})
afterAll(() => t.close())

const found = (sought: SeriesSought, of: Parameters<TestRooms['actor']>[0] = {}) =>
  transact(t.kernel, { actor: t.actor(of), room: 'series', origin: 'test' }, (ctx) => findSeries(ctx, sought)).then((rows) =>
    rows.map(({ id }) => id),
  )

test('a series is bound to place and person; a new binding is a new series; closed once', async () => {
  const first = await opened(t, { label: 'band-1' })
  expect(await asProgram(t, (ctx) => closeSeries(ctx, first))).toBe(true)
  expect(await asProgram(t, (ctx) => closeSeries(ctx, first))).toBe(false)
  expect(await asProgram(t, (ctx) => closeSeries(ctx, 999_999))).toBe(false)
  const second = await opened(t, { label: 'band-1', person: ben, divisionCode: south })
  expect(await found({ label: 'band-1' })).toEqual([first, second])
  expect(await found({ label: 'band-1', open: true })).toEqual([second])
  expect(await found({ person: ben, kind: 'test.source' })).toEqual([second])
  expect(await found({ ids: [first, 999_999] })).toEqual([first])
  expect(await found({ ids: [] })).toEqual([])
})

test('a series is found within the area, or by who may see its person, and by nobody else', async () => {
  const [mine, nobodys] = [await opened(t, { label: 'wall' }), await opened(t, { label: 'wall', divisionCode: null, person: null })]
  expect(await found({ label: 'wall' }, { area: north })).toEqual([mine])
  expect(await found({ label: 'wall' }, { area: south })).toEqual([])
  expect(await found({ label: 'wall' }, { area: '', role: 'family', persons: [ann] })).toEqual([mine])
  expect(await found({ label: 'wall' }, { area: '', role: 'family', persons: [ben] })).toEqual([])
  expect(await found({ label: 'wall' }, { area: '', role: 'anonymous' })).toEqual([])
  expect(await asProgram(t, (ctx) => findSeries(ctx, { label: 'wall' })).then((rows) => rows.map(({ id }) => id))).toEqual([mine, nobodys])
})

test('nobody opens a series outside the own area', async () => {
  await expect(
    transact(t.kernel, { actor: t.actor({ area: south }), room: 'series', origin: 'test' }, (ctx) =>
      openSeries(ctx, { kind: 'test.source', divisionCode: north, person: null, label: 'stolen' }),
    ),
  ).rejects.toThrow(/row-level security/)
  expect(await t.rows(`select 1 from series.series where label = 'stolen'`)).toEqual([])
})
