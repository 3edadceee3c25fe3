import { addsUp, type Context, firstRows, measureRows, measureValue, type Sources } from '@yinqiao/kernel'
import type { QueryTree } from '@yinqiao/kernel/contract'
import { asSystem } from '@yinqiao/kernel/server'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { AddEvidence, CorrectRecord, CreateRecord, RuleEvidence, VoidRecord } from '@yinqiao/records/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LoadMeasures, ProposeMeasure } from './contract/index.ts'
import { planRooms } from './fixtures/plan-rooms.ts'
import { cellsValue, differingCells, refreshCells } from './store-cells.ts'

let t: TestRooms
let id: string
const house = planRooms()
const sources: Sources = new Map(house.flatMap((room) => room.sources ?? []).map((source) => [source.name, source]))
const rows = { source: 'plan.working-group', day: 'foundedOn' }
const proved = { exists: 'records.evidence', on: { record_id: 'id' }, where: { is: 'slot', in: ['paper'] } }
const trees: readonly QueryTree[] = [
  { fold: 'count', rows },
  { fold: 'ratio', part: { ...rows, where: { all: [{ known: 'mandate' }, proved] } }, whole: { ...rows, where: { known: 'mandate' } } },
]
const group = (n = 1) => t.actor({ role: 'working-group', accountId: `00000000-0000-7000-8000-00000000000${n}` })
const officer = (n: number) => t.actor({ role: 'district-officer', accountId: `00000000-0000-7000-8000-0000000000${n}` })

beforeAll(async () => {
  t = await testRooms(house)
  await t.done(LoadMeasures, {}, group())
  const quality = { verify: '抽查原件', sources: '专项工作组', accuracy: '逐条登记', limits: '未登记的不计', remedy: '补登并注明' }
  const made = await t.done(
    ProposeMeasure,
    {
      code: 'x',
      title: { zh: '数', en: 'n' },
      unit: { zh: '个', en: 'n' },
      tree: trees[0] as QueryTree,
      period: 'month',
      better: 'more',
      guard: null,
      freshDays: 9,
      leastCoverage: 0,
      quality,
      why: '测试用的口径',
    },
    t.actor({ role: 'statistician' }),
  )
  id = made.versionId
})
afterAll(() => t.close())

const within = <T>(work: (ctx: Context) => Promise<T>) => asSystem(t.kernel, 'plan', work)
const months = ['2026-01', '2026-02', '2026-03']
const scopes = [{ kind: 'district' as const }, { kind: 'town' as const, code: '320507001' }, { kind: 'town' as const, code: '320507002' }]

test('cells keep what adds up by its day, and nothing else', () => {
  const params = {}
  expect(trees.map((tree) => addsUp({ tree, params }, sources))).toEqual([true, true])
  const count = (more: object): QueryTree => ({ fold: 'count', rows: { ...rows, ...more } })
  expect(addsUp({ tree: count({ key: 'name' }), params }, sources)).toBe(false)
  expect(addsUp({ tree: count({ day: undefined }), params }, sources)).toBe(false)
  expect(addsUp({ tree: { fold: 'ratio', part: rows, whole: { ...rows, where: { known: 'mandate' } } }, params }, sources)).toBe(false)
  expect(addsUp({ tree: count({ where: { exists: 'plan.row-note', on: { code: 'name' } } }), params }, sources)).toBe(false)
})

const act = fc.oneof(
  fc.record({
    act: fc.constant('create' as const),
    day: fc.constantFrom('2026-01-31', '2026-02-28', '2026-03-01'),
    town: fc.constantFrom(null, '320507001', '320507002'),
    mandate: fc.boolean(),
  }),
  fc.record({
    act: fc.constant('correct' as const),
    at: fc.nat(9),
    day: fc.constantFrom('2026-01-15', '2026-03-31'),
    town: fc.constantFrom(null, '320507002'),
    from: fc.constantFrom('2026-01-01', '2026-02-15'),
  }),
  fc.record({ act: fc.constant('void' as const), at: fc.nat(9) }),
  fc.record({ act: fc.constant('prove' as const), at: fc.nat(9) }),
  fc.constant({ act: 'refresh' as const }),
)

test('whatever is written, corrected, voided or proved, cells and what moved since are the number', async () => {
  let n = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), fc.constantFrom(...trees), async (acts, tree) => {
      await t.rows('truncate records.record, records.version, records.evidence, records.ruling cascade')
      await t.rows('delete from plan.cell')
      await t.rows('delete from plan.cell_mark')
      const definition = { tree, params: {} }
      const kept = { id, definition }
      const made: { id: string; version: number }[] = []
      let minute = 0
      const tick = () => t.clock.set(Temporal.Instant.from('2026-04-01T00:00:00Z').add({ minutes: ++minute }).toString())
      for (const one of acts) {
        tick()
        if (one.act === 'refresh') await within((ctx) => refreshCells(ctx, sources, kept, ctx.now.toString()))
        else if (one.act === 'create') {
          const values = { name: '组', paper: `P${++n}`, foundedOn: one.day, ...(one.mandate ? { mandate: '职责' } : {}) }
          made.push(await t.done(CreateRecord, { kind: 'plan.working-group', values, divisionCode: one.town }, group()))
        } else {
          const target = made[one.at % Math.max(1, made.length)]
          if (target === undefined) continue
          if (one.act === 'correct') {
            const values = { name: '组', paper: `P${++n}`, foundedOn: one.day }
            const answer = await t.run(
              CorrectRecord,
              { ...target, values, divisionCode: one.town, validFrom: one.from, reason: '更正' },
              group(),
            )
            if (answer.ok) target.version = answer.value.version
          } else if (one.act === 'void') {
            const answer = await t.run(VoidRecord, { ...target, reason: '作废' }, group())
            if (answer.ok) target.version = answer.value.version
          } else {
            const paper = await t.run(AddEvidence, { id: target.id, slot: 'paper', fileName: 'a.txt', content: btoa(String(++n)) }, group())
            if (!paper.ok) continue
            for (const by of [11, 12]) {
              tick()
              await t.done(RuleEvidence, { evidenceId: paper.value.evidenceId, verdict: 'accept' }, officer(by))
            }
          }
        }
      }
      tick()
      await within((ctx) => refreshCells(ctx, sources, kept, Temporal.Instant.from(ctx.now).subtract({ minutes: 2 }).toString()))
      await within(async (ctx) => {
        expect(await differingCells(ctx, sources, kept)).toEqual([])
        for (const month of months)
          for (const scope of scopes) {
            const to = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 31 }).toString()
            const question = { scope, from: `${month}-01`, to, knownAt: ctx.now.toString() }
            const fast = await cellsValue(ctx, sources, kept, question)
            expect(fast).toEqual(await measureValue(ctx.db, sources, definition, question))
          }
      })
    }),
    { numRuns: 60, seed: 8 },
  )
}, 120_000)

test('the first rows by day are rows of the number, page after page, none left out', async () => {
  await t.rows('truncate records.record, records.version, records.evidence, records.ruling cascade')
  t.clock.set('2026-05-01T00:00:00Z')
  for (let n = 0; n < 9; n++)
    await t.done(
      CreateRecord,
      {
        kind: 'plan.working-group',
        values: { name: '组', paper: `R${n}`, foundedOn: `2026-03-0${(n % 3) + 1}` },
        divisionCode: n % 2 === 0 ? '320507001' : null,
      },
      group(),
    )
  await within(async ({ db, now }) => {
    for (const scope of scopes) {
      const question = { scope, from: '2026-03-01', to: '2026-03-31', knownAt: now.toString() }
      const definition = { tree: trees[0] as QueryTree, params: {} }
      const seen: string[] = []
      for (let after: { day: string; id: string } | null = null; ; ) {
        const page: readonly { id: string; day: string }[] = (await firstRows(db, sources, definition, question, 'rows', 2, after)) ?? []
        seen.push(...page.map((row) => row.id))
        const last = page.at(-1)
        if (last === undefined) break
        after = { day: last.day, id: last.id }
      }
      const all = (await measureRows(db, sources, definition, question)).map((row) => row.id)
      expect(new Set(seen)).toEqual(new Set(all))
      expect(seen).toHaveLength(all.length)
    }
  })
})
