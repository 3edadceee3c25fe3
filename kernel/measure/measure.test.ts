import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Filter, QueryTree, RowSet, Source } from '../contract/measure.ts'
import { asSystem } from '../transaction.ts'
import { toyRoom } from '../testing/toy/toy-room.ts'
import { type TestRooms, testRooms } from '../testing/index.ts'
import { checkTree } from './check-tree.ts'
import type { Question } from './compile-rows.ts'
import { foldRows, hashRows, type MeasureRow } from './fold-rows.ts'
import { measureRows, measureTowns, measureValue, treeHash } from './run-measure.ts'

let t: TestRooms
const words = (word: string) => ({ zh: word, en: word })
const columns = {
  amount: { type: 'number', title: words('数') },
  day: { type: 'day', title: words('日') },
  code: { type: 'text', title: words('码') },
  flag: { type: 'boolean', title: words('是否') },
  tags: { type: 'texts', title: words('标签') },
  firm: { type: 'text', title: words('企业') },
  town: { type: 'text', title: words('镇') },
  unit: { type: 'text', title: words('单位') },
} as const
const thing: Source = {
  name: 'toy.thing',
  title: words('物'),
  view: 'toy.pub_thing',
  only: "s.kind = 'thing'",
  versioned: true,
  valid: true,
  known: true,
  columns,
  town: 'town',
  unit: 'unit',
  opens: null,
}
const child: Source = { ...thing, name: 'toy.child', only: "s.kind = 'child'" }
const sources = new Map([thing, child].map((source) => [source.name, source]))

interface Row {
  readonly kind: string
  readonly id: string
  readonly version: number
  readonly valid_from: string
  readonly valid_to: string | null
  readonly known_from: string
  readonly known_to: string | null
  readonly amount: number | null
  readonly day: string | null
  readonly code: string | null
  readonly flag: boolean | null
  readonly tags: readonly string[] | null
  readonly firm: string | null
  readonly town: string | null
  readonly unit: string | null
}

beforeAll(async () => {
  t = await testRooms([toyRoom()])
  await t.rows(`create table toy.thing (kind text, id text, version int, valid_from date, valid_to date, known_from timestamptz, known_to timestamptz,
    amount numeric, day date, code text, flag boolean, tags text[], firm text, town text, unit text)`)
  await t.rows('create view toy.pub_thing as select * from toy.thing')
  await t.rows('grant select on toy.pub_thing to yinqiao_app')
})
afterAll(() => t.close())

const days = ['2026-01-31', '2026-02-28', '2026-03-01', '2028-02-29', '2025-12-31']
const moments = ['2026-01-01T00:00:00.000Z', '2026-02-15T16:00:00.000Z', '2026-03-02T00:00:00.000Z']
const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: null, freq: 4 })
const row: fc.Arbitrary<Row> = fc.record({
  kind: fc.constantFrom('thing', 'thing', 'child'),
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  version: fc.integer({ min: 1, max: 3 }),
  valid_from: fc.constantFrom('2025-12-31', ...days),
  valid_to: fc.option(fc.constantFrom('2026-03-01', '2028-03-01'), { nil: null, freq: 1 }),
  known_from: fc.constantFrom(...moments),
  known_to: fc.option(fc.constantFrom(...moments), { nil: null, freq: 1 }),
  amount: maybe([0, 1, -2, 0.1, 0.25, 12345.67]),
  day: maybe(days),
  code: maybe(['x', 'y', 'z']),
  flag: maybe([true, false]),
  tags: maybe([['p'], ['p', 'q'], []]),
  firm: maybe(['f1', 'f2', 'f3']),
  town: maybe(['320507001', '320507002', '320507002005']),
  unit: maybe(['u1', 'u2']),
})
const leaf: fc.Arbitrary<Filter> = fc.oneof(
  fc.subarray(['x', 'y', 'z'], { minLength: 1 }).map((values) => ({ is: 'code', in: values })),
  fc.record({
    at: fc.constant('amount'),
    op: fc.constantFrom('<', '<=', '>', '>=', '='),
    value: fc.constantFrom(0, 1, 0.25, { param: 'least' }),
  }),
  fc.record({ at: fc.constant('day'), op: fc.constantFrom('<', '>='), value: fc.constantFrom({ daysFromValidAt: -30 }, '2026-02-28') }),
  fc.constantFrom<Filter>({ known: 'firm' }, { is: 'flag', in: [true] }, { has: 'tags', any: ['q'] }),
)
const filter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('filter'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('filter'), { maxLength: 3 }).map((any) => ({ any })),
    tie('filter').map((not) => ({ not })),
    fc
      .record({ where: tie('filter'), least: fc.integer({ min: 1, max: 2 }) })
      .map((more) => ({ exists: 'toy.child', on: { firm: 'firm' }, ...more })),
    fc.constant<Filter>({ exists: 'toy.child', on: { code: 'code' } }),
  ),
})).filter
const set: fc.Arbitrary<RowSet> = fc.record(
  { source: fc.constant('toy.thing'), where: filter, key: fc.constantFrom('firm', 'code'), day: fc.constant('day') },
  { requiredKeys: ['source'] },
)
const tree: fc.Arbitrary<QueryTree> = fc.oneof(
  set.map((rows) => ({ fold: 'count' as const, rows })),
  set.map((rows) => ({ fold: 'sum' as const, rows, amount: 'amount' })),
  set.map((rows) => ({ fold: 'median' as const, rows, amount: 'amount' })),
  fc
    .tuple(set, filter)
    .map(([whole, more]) => ({ fold: 'ratio' as const, whole, part: { ...whole, where: { all: [whole.where ?? { all: [] }, more] } } })),
  fc.tuple(set, set).map(([part, whole]) => ({ fold: 'ratio' as const, part, whole })),
  fc.tuple(set, set).map(([part, whole]) => ({ fold: 'quotient' as const, part, partAmount: 'amount', whole, wholeAmount: 'amount' })),
)
const question: fc.Arbitrary<Question> = fc.record({
  scope: fc.constantFrom({ kind: 'district' as const }, { kind: 'town' as const, code: '320507002' }, { kind: 'unit' as const, id: 'u1' }),
  from: fc.constantFrom(null, '2026-01-01'),
  to: fc.constantFrom('2026-02-28', '2026-03-31', '2028-02-29'),
  knownAt: fc.constantFrom('2026-01-20T00:00:00Z', '2026-03-02T00:00:00Z', '2026-06-01T00:00:00Z'),
})
const params = { least: 0.25 }

/** Kleene's three values, written a second time and differently: by hand over rows in memory. */
function judge(all: readonly Row[], q: Question, of: Row, f: Filter): boolean | null {
  if ('all' in f) return and(f.all.map((one) => judge(all, q, of, one)))
  if ('not' in f) return not(judge(all, q, of, f.not))
  if ('known' in f) return of.firm !== null
  if ('has' in f) return of.tags === null ? null : of.tags.includes('q')
  if ('any' in f) return not(and(f.any.map((one) => not(judge(all, q, of, one)))))
  if ('is' in f) {
    const value = f.is === 'code' ? of.code : of.flag
    return value === null ? null : f.in.includes(value)
  }
  if ('at' in f) {
    if (f.at === 'amount') {
      const value = typeof f.value === 'object' ? params.least : Number(f.value)
      return of.amount === null
        ? null
        : { '<': of.amount < value, '<=': of.amount <= value, '>': of.amount > value, '>=': of.amount >= value, '=': of.amount === value }[
            f.op
          ]
    }
    const day = typeof f.value === 'object' ? Temporal.PlainDate.from(q.to).subtract({ days: 30 }).toString() : String(f.value)
    return of.day === null ? null : f.op === '<' ? of.day < day : of.day >= day
  }
  const on = 'firm' in f.on ? ('firm' as const) : ('code' as const)
  if (of[on] === null) return null
  const found = all
    .filter((one) => one.kind === 'child' && seen(one, q) && one[on] === of[on])
    .map((one) => (f.where ? judge(all, q, one, f.where) : true))
  const least = f.least ?? 1
  return found.filter((v) => v === true).length >= least ? true : found.filter((v) => v !== false).length >= least ? null : false
}
const not = (v: boolean | null) => (v === null ? null : !v)
const and = (vs: readonly (boolean | null)[]) => (vs.includes(false) ? false : vs.includes(null) ? null : true)
const seen = (r: Row, q: Question) =>
  Temporal.Instant.compare(r.known_from, q.knownAt) <= 0 &&
  (r.known_to === null || Temporal.Instant.compare(r.known_to, q.knownAt) > 0) &&
  r.valid_from <= q.to &&
  (r.valid_to === null || r.valid_to > q.to)
const within = (r: Row, { scope }: Question) =>
  scope.kind === 'district' || (scope.kind === 'town' ? (r.town ?? '').startsWith(scope.code) : r.unit === scope.id)

/** How many rows of a set count and how many are undecided, by hand. */
function byHand(all: readonly Row[], q: Question, { where, key, day }: RowSet, amount: boolean) {
  const verdicts = all
    .filter((r) => r.kind === 'thing' && seen(r, q) && within(r, q))
    .map((r) => {
      const parts = [where ? judge(all, q, r, where) : true]
      if (day) parts.push(r.day === null ? null : r.day <= q.to && (q.from === null || r.day >= q.from))
      const verdict = and(parts)
      const id = key === 'firm' ? r.firm : key === 'code' ? r.code : r.id
      return { r, id, ok: verdict === false ? false : verdict && id !== null && (!amount || r.amount !== null) ? true : null }
    })
  return { keys: new Set(verdicts.filter(({ ok }) => ok).map(({ id }) => id)), undecided: verdicts.filter(({ ok }) => ok === null).length }
}

test('1,000 random data sets: the value is the fold of its rows, and both are what a recount by hand finds', async () => {
  let withRows = 0
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(row, { minLength: 3, maxLength: 24, size: 'max', selector: ({ kind, id, version }) => kind + id + version }),
      tree,
      question,
      async (all, of, q) => {
        expect(checkTree(of, sources, params)).toEqual([])
        await t.rows('truncate toy.thing')
        await t.rows(`insert into toy.thing select * from jsonb_populate_recordset(null::toy.thing, $1)`, [JSON.stringify(all)])
        const definition = { tree: of, params }
        const { value, rows, towns } = await asSystem(t.kernel, 'toy', async ({ db }) => ({
          value: await measureValue(db, sources, definition, q),
          rows: await measureRows(db, sources, definition, q),
          towns: await measureTowns(db, sources, definition, q),
        }))
        const folded = foldRows(of, rows)
        const { leaks, ...told } = value
        expect(leaks > 0 ? { ...told, value: folded.value } : told).toEqual(folded)
        if (leaks > 0) expect(value.value).toBeNull()
        if (rows.length > 0) withRows++
        const set = of.fold === 'ratio' || of.fold === 'quotient' ? of.whole : of.rows
        const hand = byHand(all, q, set, of.fold !== 'count' && of.fold !== 'ratio')
        const side = of.fold === 'ratio' || of.fold === 'quotient' ? 'whole' : 'rows'
        expect(new Set(rows.filter((r) => r.side === side && r.counted).map((r) => r.key))).toEqual(hand.keys)
        expect(rows.filter((r) => r.side === side && r.ok === null).length).toBe(hand.undecided)
        if (of.fold === 'ratio') {
          const part = byHand(all, q, of.part, false)
          expect(leaks).toBe([...part.keys].filter((key) => !hand.keys.has(key)).length)
        }
        for (const [town, one] of towns) {
          const own = reCount(rows.filter((r) => r.town === town))
          expect({ rows: one.rows, undecided: one.undecided }).toEqual({
            rows: foldRows(of, own).rows,
            undecided: foldRows(of, own).undecided,
          })
        }
      },
    ),
    { numRuns: 1000, seed: 20261122 },
  )
  expect(withRows).toBeGreaterThan(300)
}, 120_000)

/** Which row stands for its key, told again inside a slice. */
function reCount(rows: readonly MeasureRow[]): MeasureRow[] {
  const taken = new Set<string>()
  return rows.map((row) => {
    const mark = `${row.side} ${row.key}`
    const counted = row.ok === true && !taken.has(mark)
    if (counted) taken.add(mark)
    return { ...row, counted }
  })
}

const q: Question = { scope: { kind: 'district' }, from: null, to: '2026-07-31', knownAt: '2026-08-01T00:00:00Z' }
const plain = {
  kind: 'thing',
  version: 1,
  valid_from: '2026-01-01',
  valid_to: null,
  known_from: '2026-01-01T00:00:00Z',
  known_to: null,
  amount: null,
  day: null,
  code: null,
  flag: null,
  tags: null,
  firm: null,
  town: null,
  unit: null,
}
const fill = async (rows: readonly object[]) => {
  await t.rows('truncate toy.thing')
  await t.rows(`insert into toy.thing select * from jsonb_populate_recordset(null::toy.thing, $1)`, [
    JSON.stringify(rows.map((one) => ({ ...plain, ...one }))),
  ])
}
const ask = (of: QueryTree, asked: Question = q) =>
  asSystem(t.kernel, 'toy', ({ db }) => measureValue(db, sources, { tree: of, params }, asked))

test('an empty denominator has no value, a zero with rows behind it is a zero', async () => {
  await fill([{ id: 'a', code: 'x' }])
  const ratio = (whole: string): QueryTree => ({
    fold: 'ratio',
    part: { source: 'toy.thing', where: { is: 'code', in: ['none'] } },
    whole: { source: 'toy.thing', where: { is: 'code', in: [whole] } },
  })
  expect(await ask(ratio('y'))).toMatchObject({ value: null, whole: '0' })
  expect(await ask(ratio('x'))).toMatchObject({ value: '0', whole: '1' })
})

test('a ratio whose numerator leaks has no value and tells how many rows break it', async () => {
  await fill([
    { id: 'a', code: 'x' },
    { id: 'b', code: 'y' },
  ])
  expect(
    await ask({ fold: 'ratio', part: { source: 'toy.thing' }, whole: { source: 'toy.thing', where: { is: 'code', in: ['x'] } } }),
  ).toMatchObject({ value: null, leaks: 1 })
})

test('a day is a day: leap day, month end, future days stay out of what has not begun', async () => {
  await fill([
    { id: 'a', day: '2028-02-29' },
    { id: 'b', day: '2026-07-31' },
    { id: 'c', day: '2026-08-01' },
    { id: 'd', day: '2099-01-01' },
  ])
  const month: QueryTree = { fold: 'count', rows: { source: 'toy.thing', day: 'day' } }
  expect((await ask(month, { ...q, from: '2026-07-01' })).value).toBe('1')
  expect((await ask(month, { ...q, from: '2028-02-01', to: '2028-02-29' })).value).toBe('1')
})

test('what came in late is in the period it belongs to, known from when it came', async () => {
  await fill([{ id: 'visit', day: '2026-06-30', known_from: '2026-07-05T02:00:00Z' }])
  const june: QueryTree = { fold: 'count', rows: { source: 'toy.thing', day: 'day' } }
  const asked = { ...q, from: '2026-06-01', to: '2026-06-30' }
  expect((await ask(june, { ...asked, knownAt: '2026-07-01T00:00:00Z' })).value).toBe('0')
  expect((await ask(june, { ...asked, knownAt: '2026-07-06T00:00:00Z' })).value).toBe('1')
})

test('the hash of rows does not ask for their order, the hash of a tree not for its keys', () => {
  const one: MeasureRow = { side: 'rows', id: 'a', version: 1, key: 'a', town: null, unit: null, amount: '1.50', ok: true, counted: true }
  const two = { ...one, id: 'b' }
  expect(hashRows([one, two])).toBe(hashRows([two, { ...one, amount: '1.5' }]))
  expect(hashRows([one])).not.toBe(hashRows([{ ...one, version: 2 }]))
  const tree = { fold: 'count', rows: { source: 'toy.thing', key: 'firm' } } as const
  expect(treeHash({ tree, params: {} }, 'month')).toBe(
    treeHash({ tree: { rows: { key: 'firm', source: 'toy.thing' }, fold: 'count' }, params: {} }, 'month'),
  )
})

test('a tree that cannot be compiled says where', () => {
  const faults = (of: QueryTree) => checkTree(of, sources, params).map(({ en }) => en)
  expect(faults({ fold: 'sum', rows: { source: 'toy.thing', where: { at: 'amount', op: '>', value: 'much' } }, amount: 'code' })).toEqual([
    'value "much" does not fit the type of its column',
    '"code" of "toy.thing" is not number',
  ])
  expect(faults({ fold: 'count', rows: { source: 'toy.none' } })).toEqual(['no source "toy.none"'])
  expect(faults({ fold: 'count', rows: { source: 'toy.thing', where: { at: 'amount', op: '>', value: { param: 'gone' } } } })).toEqual([
    'no parameter "gone"',
  ])
})
