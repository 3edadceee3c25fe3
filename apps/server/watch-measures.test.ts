import { isRefusal } from '@yinqiao/kernel/contract'
import { asSystem } from '@yinqiao/kernel/server'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { GetValue, ListMeasureRows, ListSlices, LoadMeasures, RecountMeasures } from '@yinqiao/plan/contract'
import { EnterStage } from '@yinqiao/projects/contract'
import { AddEvidence, CreateRecord, RuleEvidence } from '@yinqiao/records/contract'
import { openMemory, refreshMemory, takeMessages, usualWatch } from '@yinqiao/watch'
import { BindDevice, RegisterDevice, SaveHome } from '@yinqiao/watch/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadQinghe } from './testing/load-qinghe.ts'
import { allRooms } from './testing/open-house.ts'

let t: TestRooms
const memory = openMemory()
const group = () => t.actor({ role: 'working-group', area: '990101' })
const person = (n: number) =>
  t.actor({
    role: 'district-officer',
    area: '990101',
    accountId: `00000000-0000-7000-8000-00000000010${n}`,
    unitId: `00000000-0000-7000-8000-00000000020${n}`,
    name: `经办${n}`,
  })
const villages = ['990101001001', '990101100200'] as const

async function work(name: string, payload: object = {}): Promise<void> {
  const job = t.kernel.registry.jobs.get(`watch.${name}`)
  if (job === undefined) throw new Error(`no job ${name}`)
  await asSystem(t.kernel, 'watch', (ctx) => job.work(ctx, payload as never))
}

/** A place with one device. */
async function place(scene: 'home' | 'community' | 'institution', serial: string, divisionCode: string): Promise<void> {
  const home = await t.done(SaveHome, {
    id: null,
    version: null,
    scene,
    name: `合成${serial}`,
    address: '合成路1号',
    divisionCode,
    point: null,
    entry: null,
    silenceMinutes: null,
    indoors: null,
  })
  const device = await t.done(RegisterDevice, {
    protocol: 'own',
    serial,
    kind: 'wearable',
    vendor: null,
    model: null,
    gatewayId: null,
    silenceMinutes: null,
    testDays: null,
    divisionCode,
    withSecret: false,
  })
  await t.done(BindDevice, { deviceId: device.id, homeId: home.id, elderId: null, room: null })
}

const create = async (kind: string, values: object) =>
  (await t.done(CreateRecord, { kind: `industry.${kind}`, values: { name: '合成', ...values }, divisionCode: '990101001' }, person(1))).id
async function prove(id: string, slot: string): Promise<void> {
  const { evidenceId } = await t.done(AddEvidence, { id, slot, fileName: 'a.txt', content: btoa(`${id}${slot}`) }, person(1))
  for (const n of [2, 3]) await t.run(RuleEvidence, { evidenceId, verdict: 'accept' }, person(n))
}
const enter = (id: string, stage: string, onDay: string) => t.done(EnterStage, { id, stage, onDay }, person(1))

beforeAll(async () => {
  t = await testRooms(allRooms, { area: '990101' })
  t.clock.set('2026-11-01T01:00:00Z')
  await loadQinghe(t)
  await place('home', 'h1', villages[0])
  await place('home', 'h2', villages[1])
  await place('institution', 'i1', villages[0])
  await asSystem(t.kernel, 'watch', async (ctx) => {
    await refreshMemory(ctx, memory)
    const say = (source: string) => ({
      via: 'mqtt' as const,
      source,
      topic: `up/${source}`,
      payload: Buffer.from(JSON.stringify({ id: '1', readings: { 'heart-rate': 70 }, signals: ['sos'] })),
      receivedAt: ctx.now.epochMilliseconds,
      repeated: false,
      packet: 1,
    })
    await takeMessages(ctx, memory, [say('own:h1'), say('own:i1')], usualWatch.policy)
  })
  t.clock.set('2026-11-02T01:00:00Z')
  await work('keep-places')
  await work('keep-alarms')
  await work('count-day', { days: ['2026-11-01'] })
  const demonstration = await create('demonstration', { scenes: ['home', 'community'], appliedOn: '2026-03-01' })
  await enter(demonstration, 'applied', '2026-03-01')
  await prove(demonstration, 'building')
  await enter(demonstration, 'building', '2026-05-01')
  await enter(demonstration, 'accepted', '2026-08-01')
  await prove(demonstration, 'running')
  await enter(demonstration, 'running', '2026-09-01')
  for (const scene of ['home', 'community'])
    await prove(await create('demo-acceptance', { name: scene, project: demonstration, scene, acceptedOn: '2026-08-01' }), 'acceptance')
  await t.done(LoadMeasures, {}, group())
})
afterAll(() => t.close())
const valueOf = async (code: string, validAt = '2026-11-02') => (await t.done(GetValue, { code, validAt }, group())).result

test('2.1c.live: an accepted scene without live devices is not one, and the older number stays as it was', async () => {
  expect([await valueOf('2.1c'), await valueOf('2.1c.live')]).toMatchObject([
    { value: '2', undecided: 0 },
    { value: '1', undecided: 0 },
  ])
  // thirty days on nothing was heard of any more
  expect((await valueOf('2.1c.live', '2026-12-03')).value).toBe('0')
})

test('numbers of the watch open to their rows, by town too', async () => {
  expect(await valueOf('4.4.4')).toMatchObject({ value: '1', part: '2', whole: '2', undecided: 2 })
  expect(await valueOf('4.1.6')).toMatchObject({ value: '1' })
  const { rows } = await t.done(ListMeasureRows, { code: '4.1.6', validAt: '2026-11-02' }, group())
  expect(rows.filter(({ standing }) => standing === 'counted')).toHaveLength(1)
  const slices = await t.done(ListSlices, { code: '4.4.4.homes', validAt: '2026-11-02' }, group())
  expect(slices.rows.map(({ town, value }) => [town, value])).toEqual([
    ['990101001', '1'],
    ['990101100', '1'],
  ])
})

test('every number counted anew from its rows is the same (measure audit)', async () => {
  const told = await t.done(RecountMeasures, {}, group())
  expect(told.asked).toBeGreaterThan(100)
  expect([told.different, told.findings]).toEqual([0, []])
})

test('numbers are the same for everybody at a desk; who sees no numbers sees none of these', async () => {
  for (const who of [group(), t.actor({ role: 'town-officer', area: '990101001' }), t.actor({ role: 'statistician', area: '990101' })])
    expect((await t.done(GetValue, { code: '4.4.4', validAt: '2026-11-02' }, who)).result.value).toBe('1')
  const refused = await t.run(GetValue, { code: '4.4.4' }, t.actor({ role: 'family' }))
  expect(refused.ok ? null : isRefusal(refused.refusal) && refused.refusal.refused.code).toBe('kernel.not-allowed')
})
