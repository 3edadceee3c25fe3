import type { TestRooms } from '@yinqiao/kernel/testing'
import { SetLifeState } from '@yinqiao/people/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AddMember, type Contact, GetHome, HomeId, ListHomes, SaveContacts, SaveHome } from '../contract/index.ts'
import { boundDevice, newElder, newHome, openWatch, plainHome } from '../fixtures/open-watch.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openWatch()
})
afterAll(() => t.close())
const code = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) =>
  (await answer).refusal?.refused.code ?? 'done'
const contact = (name: string, of: Partial<Contact> = {}): Contact => ({
  id: null,
  kind: 'neighbour',
  name,
  phone: '13900001111',
  accountId: null,
  hasKey: null,
  minutes: null,
  language: null,
  ...of,
})

describe('a home', () => {
  const entry = { gate: '3号门 密码见钥匙箱', floor: '3楼', key: '传达室', language: '苏州话', hazards: '大型犬', note: null }
  test('keeps how one gets in sealed: no word of it lies in the database or the audit in clear', async () => {
    const made = await t.done(SaveHome, {
      ...plainHome,
      name: '密封家',
      entry,
      indoors: { from: '21:30', to: '05:00' },
      silenceMinutes: 240,
    })
    expect(await t.done(GetHome, { id: made.id })).toMatchObject({
      entry,
      indoors: { from: '21:30', to: '05:00' },
      silenceMinutes: 240,
      inside: 'unknown',
    })
    const [row] = await t.rows<{ all: string }>('select h::text as all from watch.home h where id = $1', [made.id])
    expect(row?.all).not.toMatch(/密码|传达室|苏州话|大型犬/)
    expect(await t.rows("select 1 from kernel.audit_line where subjects ~ '密码|传达室|苏州话|大型犬'")).toEqual([])
  })
  test('of which nothing is known says so: nothing reads as no', async () => {
    const made = await t.done(SaveHome, { ...plainHome, name: '未知家' })
    expect(await t.done(GetHome, { id: made.id })).toMatchObject({
      entry: null,
      indoors: null,
      point: null,
      activeAt: null,
    })
  })
  test('saved over a newer version is refused and changes nothing', async () => {
    const made = await t.done(SaveHome, { ...plainHome, name: '版本家' })
    await t.done(SaveHome, { ...plainHome, name: '版本家二', id: made.id, version: 1 })
    expect(await code(t.run(SaveHome, { ...plainHome, name: '版本家三', id: made.id, version: 1 }))).toBe('kernel.changed-meanwhile')
    expect((await t.done(GetHome, { id: made.id })).name).toBe('版本家二')
    expect(await code(t.run(SaveHome, { ...plainHome, id: HomeId.parse('00000000-0000-7000-8000-0000000000aa'), version: 1 }))).toBe(
      'watch.home-unknown',
    )
  })
  test.each([
    ['a village that does not exist', { divisionCode: '990101001009' }, 'places.division-unknown'],
    ['another district', { divisionCode: '990102001001' }, 'places.division-unknown'],
    ['half the hours', { indoors: { from: '21:30', to: '' } }, 'kernel.invalid-input'],
    ['a clock of 25 hours', { indoors: { from: '25:30', to: '05:00' } }, 'kernel.invalid-input'],
    ['silence of nothing', { silenceMinutes: 0 }, 'kernel.invalid-input'],
    ['a place on no earth', { point: { lng: 181, lat: 0, coding: 'wgs84' as const } }, 'kernel.invalid-input'],
  ])('%s is refused', async (_what, facts, refused) => {
    expect(await code(t.run(SaveHome, { ...plainHome, name: '不应存在', ...facts }))).toBe(refused)
    expect(await t.rows("select 1 from watch.home where name = '不应存在'")).toEqual([])
  })
})

describe('the call list', () => {
  test('keeps its order and its people through changes; who leaves is ended, not deleted', async () => {
    const home = await newHome(t, '名单家', ['名单人'])
    await t.done(SaveContacts, {
      homeId: home.id,
      version: 1,
      contacts: [contact('甲', { hasKey: true, minutes: 5 }), contact('乙'), contact('丙')],
    })
    const [first, second, third] = (await t.done(GetHome, { id: home.id })).contacts
    expect([first?.name, second?.name, third?.name]).toEqual(['甲', '乙', '丙'])
    expect(second).toMatchObject({ hasKey: null, minutes: null })
    if (!first || !third) throw new Error('the list is short')
    await t.done(SaveContacts, { homeId: home.id, version: 2, contacts: [third, contact('丁'), first] })
    const after = (await t.done(GetHome, { id: home.id })).contacts
    expect(after.map(({ name }) => name)).toEqual(['丙', '丁', '甲'])
    expect([after[0]?.id, after[2]?.id]).toEqual([third.id, first.id])
    expect(
      await t.rows('select count(*)::int as n, count(ended_at)::int as ended from watch.contact where home_id = $1', [home.id]),
    ).toEqual([{ n: 4, ended: 1 }])
    const stored = await t.rows<{ all: string }>('select c::text as all from watch.contact c where home_id = $1', [home.id])
    expect(JSON.stringify(stored)).not.toMatch(/甲|13900001111/)
  })
  test.each([
    ['a wrong phone', [contact('甲', { phone: '1234567890123' }), contact('乙')], 'watch.contact-phone-invalid', 'contacts.0.phone'],
    ['nobody could reach', [contact('甲'), contact('乙', { phone: null })], 'watch.contact-unreachable', 'contacts.1.phone'],
    [
      'somebody of another home',
      [contact('甲', { id: '00000000-0000-7000-8000-0000000000ab' })],
      'watch.contact-unknown',
      'contacts.0.name',
    ],
  ])('%s is refused beside its field; the list stays as it was', async (what, contacts, refused, field) => {
    const home = await newHome(t, `名单${what}`, [])
    await t.done(SaveContacts, { homeId: home.id, version: 1, contacts: [contact('原')] })
    expect(await t.run(SaveContacts, { homeId: home.id, version: 2, contacts })).toMatchObject({
      refusal: { refused: { code: refused }, field },
    })
    expect((await t.done(GetHome, { id: home.id })).contacts.map(({ name }) => name)).toEqual(['原'])
  })
  test('the same person twice in one list is refused; two who save at once: one is told to look again', async () => {
    const home = await newHome(t, '双份家', [])
    await t.done(SaveContacts, { homeId: home.id, version: 1, contacts: [contact('原')] })
    const [there] = (await t.done(GetHome, { id: home.id })).contacts
    if (!there) throw new Error('the list is empty')
    expect(await code(t.run(SaveContacts, { homeId: home.id, version: 2, contacts: [there, there] }))).toBe('watch.contact-unknown')
    const both = await Promise.all(
      ['先', '后'].map((name) => t.run(SaveContacts, { homeId: home.id, version: 2, contacts: [there, contact(name)] })),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await t.done(GetHome, { id: home.id })).contacts).toHaveLength(2)
  })
})

test('who is recorded as dead or moved away is not taken into watch', async () => {
  const home = await newHome(t, '空家', [])
  const elderId = await newElder(t, '去世人')
  await t.done(SetLifeState, { elderId, seen: null, state: 'dead', from: '2026-01-01', to: null, note: null })
  expect(await code(t.run(AddMember, { homeId: home.id, elderId }))).toBe('watch.elder-gone')
})

describe('the list', () => {
  test('by a piece of name, address or elder, by what is missing, in pages', async () => {
    const full = await newHome(t, '列表全家', ['列表老人'])
    await boundDevice(t, 'l-1', { homeId: full.id })
    await t.rows(
      "insert into watch.device_state (device_id, last_seen_at, silent_since) select id, '2026-03-01T00:00:00Z', '2026-03-01T04:00:00Z' from watch.device where serial = 'l-1'",
    )
    await t.done(SaveContacts, { homeId: full.id, version: 1, contacts: [contact('甲')] })
    for (const n of [1, 2, 3]) await newHome(t, `列表空家${n}`, [])
    const names = async (filter: object) => (await t.done(ListHomes, filter)).rows.map(({ name }) => name)
    expect(await names({ search: '列表老人' })).toEqual(['列表全家'])
    expect(await names({ search: '列表', lacks: 'contacts' })).toEqual(['列表空家1', '列表空家2', '列表空家3'])
    expect(await names({ search: '列表', lacks: 'devices' })).toEqual(['列表空家1', '列表空家2', '列表空家3'])
    expect(await names({ search: '列表', silent: true })).toEqual(['列表全家'])
    expect(await names({ elderId: full.elders[0] ?? null })).toEqual(['列表全家'])
    expect(await names({ search: '稻香路8号', under: '990101100' })).toEqual([])
    expect(await names({ search: '%' })).toEqual([])
    const [row] = (await t.done(ListHomes, { search: '列表全家' })).rows
    expect(row).toMatchObject({
      members: ['列表老人'],
      devices: 1,
      silentDevices: 1,
      contacts: 1,
      openAlarms: 0,
      lastSeenAt: '2026-03-01T00:00:00.000Z',
    })
    const first = await t.done(ListHomes, { search: '列表', limit: 3 })
    const second = await t.done(ListHomes, { search: '列表', limit: 3, cursor: first.next })
    expect([first.total, first.rows.length, second.rows.length, second.next]).toEqual([4, 3, 1, null])
  })
})
