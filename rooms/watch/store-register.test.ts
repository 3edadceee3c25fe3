import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  AddMember,
  EditDevice,
  EndBinding,
  EndLimit,
  OpenTestWindow,
  type Register,
  SaveHome,
  SetDeviceState,
  SetLimit,
} from './contract/index.ts'
import { boundDevice, newDevice, newElder, newHome, openWatch, plainHome } from './fixtures/open-watch.ts'
import { changedSince, hashSecret, loadRegister } from './index.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openWatch()
})
afterAll(() => t.close())
const whole = () => asSystem(t.kernel, 'watch', loadRegister)
const since = (at: string) => asSystem(t.kernel, 'watch', (ctx) => changedSince(ctx, at))
const operator = () => t.actor({ role: 'operator' })

/** What a cache holds after it took in what changed. */
function takeIn(held: Register, changed: Register): Register {
  const gone = new Set(changed.limitsChangedOf)
  const by = <T extends { readonly id: string }>(before: readonly T[], after: readonly T[]) =>
    [...new Map([...before, ...after].map((each) => [each.id, each])).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return {
    devices: by(held.devices, changed.devices),
    homes: by(held.homes, changed.homes),
    limits: [...held.limits.filter(({ elderId }) => !gone.has(elderId)), ...changed.limits],
    limitsChangedOf: [],
  }
}
const sorted = (register: Register) => ({
  ...takeIn(register, { devices: [], homes: [], limits: [], limitsChangedOf: [] }),
  limits: register.limits.toSorted((a, b) => (a.elderId + a.metric < b.elderId + b.metric ? -1 : 1)),
})

test('says all that the alarm path asks of a device, its home and its person', async () => {
  const home = await newHome(t, '登记家', ['登记人'])
  const elderId = home.elders[0] ?? ''
  const device = await boundDevice(t, 'r-1', { homeId: home.id, elderId }, { silenceMinutes: 60, testDays: 30, model: 'M' })
  await newDevice(t, 'r-2')
  await t.done(SaveHome, {
    ...plainHome,
    id: home.id,
    version: home.version,
    name: '登记家',
    silenceMinutes: 240,
    indoors: { from: '21:00', to: '06:00' },
  })
  await t.done(
    SetLimit,
    {
      elderId,
      metric: 'spo2',
      criticalLow: 88,
      low: 92,
      high: null,
      criticalHigh: null,
      setByKind: 'doctor',
      setByName: '李医生',
      seen: null,
    },
    operator(),
  )
  const register = await whole()
  expect(register.devices.find(({ serial }) => serial === 'r-1')).toMatchObject({
    source: 'gt06:r-1',
    secretHash: hashSecret(device.secret ?? ''),
    state: 'in-use',
    silenceMinutes: 60,
    testUntil: null,
    bound: { homeId: home.id, elderId, divisionCode: '990101001001', room: null },
  })
  expect(register.devices.find(({ serial }) => serial === 'r-2')).toMatchObject({ state: 'stock', bound: null })
  expect(register.homes).toMatchObject([
    { id: home.id, silenceMinutes: 240, indoorsFrom: '21:00:00', indoorsTo: '06:00:00', elderIds: [elderId] },
  ])
  expect(register.limits).toMatchObject([{ elderId, metric: 'spo2', criticalLow: 88, high: null, setByKind: 'doctor' }])
})

test('a cache that takes in what changed holds what a whole reading says, after every sort of change', async () => {
  t.clock.set('2026-03-03T00:00:00Z')
  const home = await newHome(t, '缓存家', ['缓存人'])
  const elderId = home.elders[0] ?? ''
  const device = await boundDevice(t, 'c-1', { homeId: home.id, elderId })
  const { id: limitId } = await t.done(
    SetLimit,
    { elderId, metric: 'spo2', criticalLow: 88, low: 92, high: null, criticalHigh: null, setByKind: 'carer', setByName: '甲', seen: null },
    operator(),
  )
  let held = await whole()
  const edit = { kind: 'pendant', vendor: null, model: 'C', gatewayId: null, silenceMinutes: 30, testDays: null } as const
  const other = await newElder(t, '缓存人二')
  const acts = [
    () => t.done(EditDevice, { ...edit, id: device.id, version: 1 }),
    () => t.done(OpenTestWindow, { deviceId: device.id, minutes: 5 }),
    () => t.done(AddMember, { homeId: home.id, elderId: other }),
    () => t.done(SaveHome, { ...plainHome, id: home.id, version: 1, name: '缓存家二', divisionCode: '990101001002' }),
    () => t.done(EndLimit, { elderId, id: limitId, why: '撤回' }, operator()),
    () => t.done(EndBinding, { deviceId: device.id, bindingId: device.bindingId, why: '换机' }),
    () => newDevice(t, 'c-2'),
    () => t.done(SetDeviceState, { id: device.id, version: 2, state: 'lost', why: '丢失' }),
  ]
  for (const [at, act] of acts.entries()) {
    const looked = `2026-03-03T0${at + 1}:00:00Z`
    t.clock.set(`2026-03-03T0${at + 1}:00:10Z`)
    await act()
    held = takeIn(held, await since(looked))
    expect(sorted(held), `act ${at}`).toEqual(sorted(await whole()))
  }
})

test('what a command began before the last look and finished after it is still found', async () => {
  t.clock.set('2026-03-04T00:00:00Z')
  await newDevice(t, 'late-1')
  // the look was at 00:01, the command's own moment is a minute older
  expect((await since('2026-03-04T00:01:00Z')).devices.map(({ serial }) => serial)).toContain('late-1')
  expect((await since('2026-03-04T00:30:00Z')).devices).toEqual([])
})
