import { type Source } from '@yinqiao/kernel/contract'
import { measureValue } from '@yinqiao/kernel'
import { asSystem } from '@yinqiao/kernel/server'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  AddEvidence,
  CorrectRecord,
  CreateRecord,
  GetRecord,
  ListOverlaps,
  ListRecords,
  ListVersions,
  OpenEvidence,
  RuleEvidence,
  VoidRecord,
  WithdrawEvidence,
} from './contract/index.ts'
import { licenceKind, permitKind } from './fixtures/licence-kind.ts'
import { records } from './index.ts'

let t: TestRooms
const room = records({ kinds: [licenceKind, permitKind], references: {} })
beforeAll(async () => {
  t = await testRooms([room])
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.rows('truncate records.record, records.version, records.evidence, records.ruling cascade')
  t.clock.set('2026-03-02T01:00:00Z')
})

const kind = licenceKind.code
const unit = (n: number) => `00000000-0000-7000-8000-0000000010${n}0`
const person = (n: number, of: object = {}) =>
  t.actor({ accountId: `00000000-0000-7000-8000-00000000000${n}`, name: `人${n}`, unitId: unit(n), ...of })
const make = (values: object = {}, more: object = {}) =>
  t.done(CreateRecord, { kind, values: { name: '一号', number: 'N-1', ...values }, ...more }, person(1))
const count = (to: string, knownAt = '2099-01-01T00:00:00Z', where?: object) =>
  asSystem(t.kernel, 'records', ({ db }) =>
    measureValue(
      db,
      new Map((room.sources ?? []).map((source: Source) => [source.name, source])),
      { tree: { fold: 'count', rows: { source: kind, ...(where === undefined ? {} : { where: where as never }) } }, params: {} },
      { scope: { kind: 'district' }, from: null, to, knownAt },
    ),
  ).then(({ value, undecided }) => ({ value, undecided }))

test('a record is kept with who, when and how; unknown stays unknown', async () => {
  const { id } = await make({ fee: 12300, sort: 'a' })
  const { head } = await t.done(GetRecord, { id })
  expect(head).toMatchObject({
    title: '一号',
    values: { name: '一号', number: 'N-1', fee: 12300, sort: 'a' },
    validFrom: '2026-03-02',
    validTo: null,
    recordedBy: '人1',
    origin: 'typed',
    version: 1,
  })
  expect(head.values).not.toHaveProperty('open')
})

test.each([
  [{ number: 'N-2', name: '' }, 'records.value-wrong', 'values.name'],
  [{ number: 'N-2', beds: -1 }, 'records.value-wrong', 'values.beds'],
  [{ number: 'N-2', beds: 1.5 }, 'records.value-wrong', 'values.beds'],
  [{ number: 'N-2', sort: 'c' }, 'records.value-wrong', 'values.sort'],
  [{ number: 'N-2', from: '2026-02-30' }, 'records.value-wrong', 'values.from'],
  [{ number: 'N-2', other: 1 }, 'records.value-wrong', 'values.other'],
  [{ number: 'N-2', from: '2026-03-05', until: '2026-03-01' }, 'records.days-turned', 'values.until'],
  [{ number: 'n－1' }, 'records.identity-taken', 'values.number'],
  [{ number: 'N-2', parent: '00000000-0000-7000-8000-000000000999' }, 'records.reference-unknown', 'values.parent'],
])('refuses %j and leaves nothing behind', async (values, code, field) => {
  await make()
  const answer = await t.run(CreateRecord, { kind, values: { name: '二号', ...values } }, person(1))
  expect(answer).toMatchObject({ ok: false, refusal: { refused: { code }, field } })
  expect(await t.rows('select version from records.version')).toHaveLength(1)
})

test('a change later and a correction of the past are two things, and both past numbers can be made again', async () => {
  const { id } = await make({ sort: 'a', from: '2026-01-01' })
  t.clock.set('2026-04-01T01:00:00Z')
  const values = { name: '一号', number: 'N-1', from: '2026-01-01' }
  await t.done(CorrectRecord, { id, version: 1, values: { ...values, sort: 'b' }, validFrom: '2026-03-15', reason: '换证' }, person(1))
  const sortA = { is: 'sort', in: ['a'] }
  expect(await count('2026-03-14', undefined, sortA)).toEqual({ value: '1', undecided: 0 })
  expect(await count('2026-03-15', undefined, sortA)).toEqual({ value: '0', undecided: 0 })
  expect(await count('2026-03-20', '2026-03-31T00:00:00Z', sortA)).toEqual({ value: '1', undecided: 0 })
  t.clock.set('2026-05-01T01:00:00Z')
  await t.done(CorrectRecord, { id, version: 2, values, validFrom: '2026-01-01', reason: '类别存疑' }, person(1))
  expect(await count('2026-03-14', undefined, sortA)).toEqual({ value: '0', undecided: 1 })
  expect(await count('2026-03-14', '2026-04-15T00:00:00Z', sortA)).toEqual({ value: '1', undecided: 0 })
  const { rows } = await t.done(ListVersions, { id })
  expect(rows.map(({ version, validFrom, validTo, knownTo }) => [version, validFrom, validTo, knownTo === null])).toEqual([
    [3, '2026-01-01', null, true],
    [2, '2026-03-15', null, false],
    [1, '2026-01-01', '2026-03-15', false],
    [1, '2026-01-01', null, false],
  ])
})

test('who saves an old version is told; who saves first wins', async () => {
  const { id } = await make()
  const input = { id, version: 1, values: { name: '改', number: 'N-1' }, validFrom: '2026-03-02', reason: '更名' }
  const both = await Promise.all([1, 2].map((n) => t.run(CorrectRecord, input, person(n))))
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { refused: { code: 'kernel.changed-meanwhile' } } })
  expect(await t.rows('select 1 from records.version where version = 2')).toHaveLength(1)
})

test('a licence ends by its day, a voided record counts no more and frees its number', async () => {
  const { id } = await make({ until: '2026-06-30' })
  expect(await count('2026-06-30')).toEqual({ value: '1', undecided: 0 })
  expect(await count('2026-07-01')).toEqual({ value: '0', undecided: 0 })
  t.clock.set('2026-03-03T01:00:00Z')
  await t.done(VoidRecord, { id, version: 1, reason: '重复登记' }, person(1))
  expect(await count('2026-03-10')).toEqual({ value: '0', undecided: 0 })
  expect(await count('2026-03-10', '2026-03-02T12:00:00Z')).toEqual({ value: '1', undecided: 0 })
  expect(
    await t.run(
      CorrectRecord,
      { id, version: 2, values: { name: 'x', number: 'N-1' }, validFrom: '2026-03-03', reason: '再来' },
      person(1),
    ),
  ).toMatchObject({ refusal: { refused: { code: 'records.record-voided' } } })
  await make()
})

const paper = { slot: 'paper', fileName: '证.txt', content: btoa('certificate') }
test('two people outside the unit accept; then it counts, until it is taken back', async () => {
  const { id } = await make({}, { unitId: unit(5) })
  const { evidenceId } = await t.done(AddEvidence, { id, ...paper }, person(1))
  const accept = (n: number) => t.run(RuleEvidence, { evidenceId, verdict: 'accept' }, person(n))
  const proved = { exists: 'records.evidence', on: { record_id: 'id' }, where: { is: 'slot', in: ['paper'] } }
  expect(await accept(1)).toMatchObject({ refusal: { refused: { code: 'records.own-evidence' } } })
  expect(await t.run(RuleEvidence, { evidenceId, verdict: 'accept' }, person(4, { unitId: unit(1) }))).toMatchObject({
    refusal: { refused: { code: 'records.own-evidence' } },
  })
  expect(await accept(5)).toMatchObject({ refusal: { refused: { code: 'records.own-evidence' } } })
  expect(await t.rows('select 1 from records.ruling')).toHaveLength(0)
  expect(await accept(2)).toMatchObject({ ok: true, value: { state: 'waiting' } })
  expect(await accept(2)).toMatchObject({ refusal: { refused: { code: 'records.already-ruled' } } })
  expect(await count('2026-03-02', undefined, proved)).toEqual({ value: '0', undecided: 0 })
  t.clock.set('2026-03-04T01:00:00Z')
  expect(await accept(3)).toMatchObject({ ok: true, value: { state: 'accepted' } })
  expect(await count('2026-03-04', undefined, proved)).toEqual({ value: '1', undecided: 0 })
  expect(await count('2026-03-04', '2026-03-03T00:00:00Z', proved)).toEqual({ value: '0', undecided: 0 })
  expect(await t.done(OpenEvidence, { evidenceId }, person(3))).toMatchObject({ fileName: '证.txt', content: btoa('certificate') })
  t.clock.set('2026-03-05T01:00:00Z')
  await t.done(WithdrawEvidence, { evidenceId, reason: '换件' }, person(1))
  expect(await count('2026-03-05', undefined, proved)).toEqual({ value: '0', undecided: 0 })
})

test('one rejection ends a paper; an expiring slot asks for its end', async () => {
  const { id } = await make()
  const { evidenceId } = await t.done(AddEvidence, { id, ...paper }, person(1))
  expect(await t.done(RuleEvidence, { evidenceId, verdict: 'reject', reason: '看不清' }, person(2))).toEqual({ state: 'rejected' })
  expect(await t.done(RuleEvidence, { evidenceId, verdict: 'accept' }, person(3))).toEqual({ state: 'rejected' })
  expect(await t.run(AddEvidence, { id, ...paper, slot: 'check' }, person(1))).toMatchObject({
    refusal: { refused: { code: 'records.ends-untold' }, field: 'validTo' },
  })
  expect(await t.run(AddEvidence, { id, ...paper, slot: 'none' }, person(1))).toMatchObject({
    refusal: { refused: { code: 'records.slot-unknown' } },
  })
  await t.done(AddEvidence, { id, ...paper, slot: 'check', validTo: '2026-03-10' }, person(1))
  t.clock.set('2026-03-11T01:00:00Z')
  expect((await t.done(GetRecord, { id })).evidence.map(({ slot, state }) => [slot, state])).toEqual([
    ['check', 'ended'],
    ['paper', 'rejected'],
  ])
})

test('lists search by sound, filter by code, page without a gap', async () => {
  for (let n = 1; n <= 7; n++) await make({ name: `许可${n}`, number: `L-${n}`, sort: n % 2 === 0 ? 'a' : 'b' })
  const list = (input: object) => t.done(ListRecords, { kind, limit: 3, ...input })
  expect((await list({ search: 'xuke3' })).rows.map(({ title }) => title)).toEqual(['许可3'])
  expect((await list({ search: 'l-5' })).rows.map(({ title }) => title)).toEqual(['许可5'])
  expect((await list({ filters: { sort: 'a' } })).total).toBe(3)
  const titles: string[] = []
  for (let cursor: string | null = null; ; ) {
    const page: { rows: { title: string }[]; next: string | null } = await list({ cursor })
    titles.push(...page.rows.map(({ title }) => title))
    cursor = page.next
    if (cursor === null) break
  }
  expect(titles).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `许可${n}`))
  expect(await t.run(ListRecords, { kind, cursor: 'nonsense' })).toMatchObject({ refusal: { refused: { code: 'kernel.invalid-input' } } })
})

test('a fact asked in two registers is shown', async () => {
  expect((await t.done(ListOverlaps, {})).rows).toMatchObject([
    { concept: 'firm.fee', fields: [{ kind: 'test.licence' }, { kind: 'test.permit' }] },
  ])
})

test('kinds that do not fit are found at the start', () => {
  const broken = {
    ...licenceKind,
    identity: ['nowhere'],
    name: 'beds',
    fields: [...licenceKind.fields, { key: 'firm', title: { zh: '企', en: 'F' }, type: 'ref' as const, to: 'firm' }],
  }
  expect(() => records({ kinds: [broken], references: {} })).toThrow(/no field nowhere[\s\S]*not a text[\s\S]*points to nothing/)
})
