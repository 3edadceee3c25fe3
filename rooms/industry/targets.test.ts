import { foldRows, measureRows, measureValue } from '@yinqiao/kernel'
import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { AddAmount, EnterStage } from '@yinqiao/projects/contract'
import { amountSource, stageSource } from '@yinqiao/projects/contract'
import {
  AddEvidence,
  CorrectRecord,
  CreateRecord,
  evidenceSource,
  type Field,
  RuleEvidence,
  sourceOfKind,
  VoidRecord,
  WithdrawEvidence,
} from '@yinqiao/records/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { activeFirm, openIndustry } from './fixtures/open-industry.ts'
import { industryKinds } from './kinds/all-kinds.ts'
import { industryMeasures, industrySources, kindMeasures } from './measures.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openIndustry()
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.rows('truncate records.record, records.version, records.evidence, records.ruling, projects.stage_entry, projects.amount cascade')
  t.clock.set('2026-06-01T01:00:00Z')
})

const every = [...industrySources, ...industryKinds.map(sourceOfKind), evidenceSource, stageSource, amountSource]
const sources = new Map(every.map((source) => [source.name, source]))
const person = (n: number) =>
  t.actor({
    role: 'district-officer',
    accountId: `00000000-0000-7000-8000-00000000010${n}`,
    unitId: `00000000-0000-7000-8000-00000000020${n}`,
    name: `经办${n}`,
  })

/** A number on a day, after its rows folded by hand gave the same. */
async function valueOf(
  code: string,
  to = '2026-06-01',
  { params = {}, from = null as string | null, knownAt = '2099-01-01T00:00:00Z' } = {},
) {
  const measure = industryMeasures.find((each) => each.code === code)
  if (measure === undefined) throw new Error(`no measure ${code}`)
  const definition = { tree: measure.tree, params: { ...measure.params, ...params } }
  const question = { scope: { kind: 'district' as const }, from, to, knownAt }
  return asSystem(t.kernel, 'industry', async ({ db }) => {
    const { value, undecided, leaks } = await measureValue(db, sources, definition, question)
    expect(foldRows(measure.tree, await measureRows(db, sources, definition, question)).value, code).toBe(value)
    expect(leaks).toBe(0)
    return { value: value === null ? null : Number(value), undecided }
  })
}
const create = async (kind: string, values: object, divisionCode: string | null = '990101001') =>
  (await t.done(CreateRecord, { kind: `industry.${kind}`, values: { name: '合成', ...values }, divisionCode }, person(1))).id
async function prove(id: string, slot: string, validTo?: string) {
  const paper = { id, slot, fileName: 'a.txt', content: btoa(`${id}${slot}`), ...(validTo === undefined ? {} : { validTo }) }
  const { evidenceId } = await t.done(AddEvidence, paper, person(1))
  for (const n of [2, 3]) await t.run(RuleEvidence, { evidenceId, verdict: 'accept' }, person(n))
  return evidenceId
}
const enter = (id: string, stage: string, onDay: string, reason?: string) =>
  t.done(EnterStage, { id, stage, onDay, ...(reason === undefined ? {} : { reason }) }, person(1))

/** A project registered on a day; its papers accepted. */
async function settle(firm: string, values: object = {}, onDay = '2026-03-01') {
  const project = { name: `项目${firm}`, firm, form: 'legal-person', chain: 'upstream', reportedOn: '2025-06-01', ...values }
  const id = await create('investment', project)
  await enter(id, 'lead', '2025-06-01')
  await enter(id, 'talks', '2025-07-01')
  await prove(id, 'contract')
  await enter(id, 'signed', '2025-08-01')
  await prove(id, 'licence')
  await enter(id, 'registered', onDay)
  return { id, project }
}
async function recognise(firm: string, criterion = 'listed', validTo = '2027-12-31') {
  const id = await create('recognition', { firm, criterion, list: '合成名单', from: '2025-01-01' })
  const evidenceId = await prove(id, 'proof', validTo)
  return { id, evidenceId }
}
const firms = async (n: number) => Promise.all(Array.from({ length: n }, async () => (await activeFirm(t)).id))

test('2.2b: a firm counts once, whatever projects and branches it has', async () => {
  const [a = '', b = ''] = await firms(2)
  await settle(a)
  expect(await valueOf('2.2b')).toEqual({ value: 0, undecided: 0 })
  await recognise(a)
  await recognise(b)
  expect(await valueOf('2.2b')).toEqual({ value: 1, undecided: 0 })
  await settle(a, { name: '二期' })
  await settle(a, { name: '分公司', form: 'branch' })
  expect(await valueOf('2.2b')).toEqual({ value: 1, undecided: 0 })
  await settle(b, { name: '只有分公司', form: 'branch' })
  expect(await valueOf('2.2b')).toEqual({ value: 1, undecided: 0 })
  await settle(b)
  expect(await valueOf('2.2b')).toEqual({ value: 2, undecided: 0 })
})

test('2.2b: what is not known leaves a project undecided, not out', async () => {
  const [a = ''] = await firms(1)
  await recognise(a)
  const { id, project } = await settle(a, { chain: null })
  expect(await valueOf('2.2b')).toEqual({ value: 0, undecided: 1 })
  const values = { ...project, chain: 'downstream' }
  await t.done(CorrectRecord, { id, version: 1, values, divisionCode: '990101001', validFrom: '2025-06-01', reason: '补链位' }, person(1))
  expect(await valueOf('2.2b')).toEqual({ value: 1, undecided: 0 })
})

test.each([
  ['2025-12-31', 0],
  ['2026-01-01', 1],
  ['2028-12-31', 1],
  ['2029-01-01', 0],
])('2.2b: registered on %s counts %i', async (onDay, value) => {
  t.clock.set('2029-06-01T01:00:00Z')
  const [a = ''] = await firms(1)
  await recognise(a, 'listed', '2030-12-31')
  await settle(a, {}, onDay)
  expect((await valueOf('2.2b', '2029-06-01')).value).toBe(value)
})

test('2.2b: withdrawn is out from its day and seen by the guard; the past stays', async () => {
  const [a = '', b = ''] = await firms(2)
  for (const firm of [a, b]) await recognise(firm)
  const one = await settle(a)
  const two = await settle(b)
  const values = { ...one.project, withdrawnOn: '2026-05-10' }
  await t.done(
    CorrectRecord,
    { id: one.id, version: 1, values, divisionCode: '990101001', validFrom: '2026-05-10', reason: '迁出' },
    person(1),
  )
  await enter(two.id, 'ended', '2026-05-20', '注销')
  expect([await valueOf('2.2b', '2026-05-09'), await valueOf('2.2b', '2026-05-10'), await valueOf('2.2b', '2026-05-20')]).toEqual(
    [2, 1, 0].map((value) => ({ value, undecided: 0 })),
  )
  expect((await valueOf('2.2b.withdrawn', '2026-05-20')).value).toBe(2)
  expect((await valueOf('2.2b.withdrawn', '2026-05-09')).value).toBe(0)
})

test('2.2b: expired, withdrawn or voided proof takes the firm out; which criteria count is set by parameters', async () => {
  const [a = '', b = '', c = ''] = await firms(3)
  for (const firm of [a, b, c]) await settle(firm)
  await recognise(a, 'listed', '2026-06-30')
  const second = await recognise(b)
  const third = await recognise(c, 'leader')
  expect((await valueOf('2.2b')).value).toBe(2)
  expect((await valueOf('2.2b', '2026-06-01', { params: { criterion4: 'leader' } })).value).toBe(3)
  expect((await valueOf('2.2b', '2026-07-01')).value).toBe(1)
  t.clock.set('2026-06-02T01:00:00Z')
  await t.done(WithdrawEvidence, { evidenceId: second.evidenceId, reason: '名单更正' }, person(1))
  expect((await valueOf('2.2b', '2026-06-02')).value).toBe(1)
  expect((await valueOf('2.2b', '2026-06-02', { knownAt: '2026-06-01T12:00:00Z' })).value).toBe(2)
  await t.done(VoidRecord, { id: third.id, version: 1, reason: '重复' }, person(1))
  expect((await valueOf('2.2b', '2026-06-02', { params: { criterion4: 'leader' } })).value).toBe(1)
})

/** A demonstration that runs. */
async function demonstrate(name: string, scenes: readonly string[]) {
  const id = await create('demonstration', { name, scenes, appliedOn: '2025-03-01' })
  await enter(id, 'applied', '2025-03-01')
  await prove(id, 'building')
  await enter(id, 'building', '2025-05-01')
  await enter(id, 'accepted', '2025-10-01')
  await prove(id, 'running')
  await enter(id, 'running', '2025-11-01')
  return id
}
const accept = (project: string, scene: string) => create('demo-acceptance', { name: scene, project, scene, acceptedOn: '2025-10-01' })

test('2.1c: scenes, not projects; one project may cover two; stopped is out', async () => {
  const wide = await demonstrate('双场景', ['institution', 'community'])
  const second = await demonstrate('社区', ['community'])
  for (const scene of ['institution', 'community']) await prove(await accept(wide, scene), 'acceptance')
  await prove(await accept(second, 'community'), 'acceptance')
  expect(await valueOf('2.1c')).toEqual({ value: 2, undecided: 0 })
  const home = await demonstrate('居家', ['home'])
  const waiting = await accept(home, 'home')
  expect((await valueOf('2.1c')).value).toBe(2)
  await prove(waiting, 'acceptance')
  expect((await valueOf('2.1c')).value).toBe(3)
  expect((await valueOf('4.4.12')).value).toBe(2)
  await enter(wide, 'shelved', '2026-05-01', '设备停用')
  expect((await valueOf('2.1c', '2026-05-01')).value).toBe(2)
  expect((await valueOf('2.1c', '2026-04-30')).value).toBe(3)
  expect((await valueOf('2.1c.stopped')).value).toBe(1)
})

/** A facility prepared on a day, its paper accepted on another. */
async function prepare(what: string, name: string, onDay: string, acceptedOn: string) {
  const id = await create('facility', { name, what, from: '2025-01-01' })
  t.clock.set(`${onDay}T01:00:00Z`)
  await enter(id, 'idea', '2025-01-01')
  await prove(id, 'approved')
  await enter(id, 'approved', '2025-02-01')
  const { evidenceId } = await t.done(AddEvidence, { id, slot: 'prepared', fileName: 'a.txt', content: btoa(id) }, person(1))
  await enter(id, 'prepared', onDay)
  t.clock.set(`${acceptedOn}T01:00:00Z`)
  for (const n of [2, 3]) await t.done(RuleEvidence, { evidenceId, verdict: 'accept' }, person(n))
  return id
}

test('2.1d: prepared and accepted by the end of 2025; two of one sort are one; late acceptance does not count', async () => {
  t.clock.set('2025-02-01T01:00:00Z')
  await prepare('show-centre', '展示一', '2025-10-01', '2025-11-01')
  await prepare('show-centre', '展示二', '2025-11-02', '2025-12-01')
  await prepare('rd-centre', '研发', '2025-12-02', '2025-12-31')
  await prepare('training-centre', '培训', '2025-12-31', '2026-01-01')
  expect(await valueOf('2.1d', '2025-12-31')).toEqual({ value: 2, undecided: 0 })
  expect(await valueOf('2.1d', '2026-06-01')).toEqual({ value: 2, undecided: 0 })
  expect((await valueOf('2.1d', '2026-06-01', { params: { until: '2026-01-01' } })).value).toBe(3)
})

test('amounts are kept apart: paid in counts only what its accepted receipt proves, by field and by owner', async () => {
  const [a = ''] = await firms(1)
  const { id } = await settle(a, { fields: ['rehab'], investor: 'central', directions: ['care'] })
  const add = (sort: string, wan: number) => t.done(AddAmount, { id, sort, fen: wan * 1_000_000 + 1, onDay: '2026-04-01' }, person(1))
  await add('intended', 900)
  await add('signed', 400)
  const year = { from: '2026-01-01' }
  expect((await valueOf('3.2a.rehab-paid', '2026-06-01', year)).value).toBe(0)
  const { evidenceId } = await t.done(AddEvidence, { id, slot: 'payment', fileName: 'a.txt', content: btoa('p') }, person(1))
  await add('paid', 100)
  expect((await valueOf('3.2a.rehab-paid', '2026-06-01', year)).value).toBe(0)
  for (const n of [2, 3]) await t.done(RuleEvidence, { evidenceId, verdict: 'accept' }, person(n))
  for (const code of ['3.2a.rehab-paid', '4.4.9.central', '5.2.3.paid'])
    expect((await valueOf(code, '2026-06-01', year)).value, code).toBe(100.000001)
  for (const code of ['3.2a.finance-paid', '4.4.9.private', '3.3e']) expect((await valueOf(code, '2026-06-01', year)).value, code).toBe(0)
  expect((await valueOf('2.2b.paid')).value).toBe(0.25)
})

test('2.2c: cells with use in the last 30 days over the cells the group set; none set is no value', async () => {
  expect((await valueOf('2.2c')).value).toBe(null)
  for (const town of ['990101001', '990101002']) await create('scene-cell', { name: town, town, scene: 'home' }, null)
  const scene = await create('scene', { scene: 'home', smart: true, liveOn: '2026-01-01', site: '某社区' }, '990101001001')
  await prove(scene, 'golive')
  expect([await valueOf('2.2c'), await valueOf('2.2c.silent')]).toEqual([
    { value: 0, undecided: 0 },
    { value: 1, undecided: 0 },
  ])
  await create('scene-usage', { scene, usedOn: '2026-05-20', users: 3 })
  expect((await valueOf('2.2c')).value).toBe(0.5)
  expect((await valueOf('2.2c.silent')).value).toBe(0)
  expect((await valueOf('2.2c', '2026-06-30')).value).toBe(0)
  expect((await valueOf('2.0c', '2026-06-30')).value).toBe(1)
})

test('2.1a and 2.1b: landed with both papers; a head firm of the field', async () => {
  const result = await create('result', { sort: 'joint', number: 'HT-1', partnerSort: 'institute', site: '某园', landedOn: '2026-02-01' })
  await prove(result, 'agreement')
  expect([(await valueOf('2.1a')).value, (await valueOf('2.1a.unproved')).value]).toEqual([0, 1])
  await prove(result, 'landing')
  expect([(await valueOf('2.1a')).value, (await valueOf('2.1a.unproved')).value]).toEqual([1, 0])
  const [a = '', b = ''] = await firms(2)
  await settle(a, { fields: ['ai'], platform: 'nursing' })
  await settle(b, { fields: ['finance'] })
  for (const firm of [a, b]) await recognise(firm, 'head')
  expect(await valueOf('2.1b')).toEqual({ value: 1, undecided: 0 })
  expect([(await valueOf('4.7.3')).value, (await valueOf('4.7.3.types')).value]).toEqual([1, 1])
})

/** A value that fits a field. */
function some(field: Field, firm: string, made: ReadonlyMap<string, string>) {
  switch (field.type) {
    case 'text':
    case 'long-text':
      return field.key === 'town' ? '990101001' : '合成'
    case 'day':
      return field.key === 'until' || /Until$/.test(field.key) ? '2027-01-01' : '2026-02-01'
    case 'integer':
    case 'number':
    case 'money':
      return 2
    case 'boolean':
      return true
    case 'code':
      return field.codes?.[0]?.code ?? ''
    case 'codes':
      return field.codes?.map(({ code }) => code) ?? []
    case 'ref':
      return firm
    case 'record':
      return made.get(field.to ?? '')
  }
}

test('every number can be computed over a record of every register, with nothing known but the required, and with all known', async () => {
  const [firm = ''] = await firms(1)
  const made = new Map<string, string>()
  const left = [...industryKinds]
  for (let round = 0; left.length > 0; round += 1) {
    expect(round, `circle of ${left.map(({ code }) => code).join()}`).toBeLessThan(200)
    const kind = left.shift()
    if (kind === undefined) break
    const ready = kind.fields.every(({ type, to = '' }) => type !== 'record' || to === kind.code || made.has(to))
    if (!ready) {
      left.push(kind)
      continue
    }
    const fill = (fields: readonly Field[]) =>
      Object.fromEntries(
        fields.flatMap((field) => {
          const value = some(field, firm, made)
          return value === undefined ? [] : [[field.key, value]]
        }),
      )
    // ends would take most records out again
    const full = fill(kind.fields.filter(({ key }) => !['closedOn', 'offSaleOn', 'withdrawnOn'].includes(key)))
    const code = kind.code.replace('industry.', '')
    const id = await create(code, full)
    made.set(kind.code, id)
    for (const slot of kind.evidence) await prove(id, slot.code, slot.expires === true ? '2027-01-01' : undefined)
    await create(code, {
      ...fill(kind.fields.filter(({ required }) => required === true)),
      ...(kind.identity.length === 0 ? {} : { [freeKey(kind.identity)]: '另一' }),
    }).catch(() => undefined)
  }
  const values = new Map<string, { value: number | null; undecided: number }>()
  // one looks at what devices say, a lower room's: seen with the whole house (apps/server/watch-measures.test.ts)
  const withDevices = ['2.1c.live']
  for (const { code } of kindMeasures) if (!withDevices.includes(code)) values.set(code, await valueOf(code))
  const positive = [...values].filter(([, { value }]) => value !== null && value > 0).map(([code]) => code)
  // registers that ask for no stage and no end: their numbers must see the full record
  for (const code of [
    '1.2',
    '2.3c',
    '2.3e',
    '4.10.1',
    '3.2a.rehab',
    '3.3e.exports',
    '4.1.0',
    '4.1.1',
    '4.1.1.food',
    '4.1.11',
    '4.10.4',
    '4.10.6',
    '4.7.0',
    '4.11.3',
  ])
    expect(positive, code).toContain(code)
}, 60_000)

const freeKey = (identity: readonly string[]) =>
  identity.find((key) => ['name', 'number', 'model', 'trademark', 'subject', 'batch'].includes(key)) ?? 'name'
