import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { places } from '@yinqiao/places'
import { DistrictFile, LoadDistrict } from '@yinqiao/places/contract'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ChangeFirmState,
  ChangeInstitutionState,
  CreateFirm,
  CreateInstitution,
  EditFirm,
  EditInstitution,
  ListFirms,
} from '../contract/index.ts'
import { orgs } from '../index.ts'
import { organisationCheckCharacter, usccCheckCharacter } from '../rules/check-uscc.ts'

/** A valid code of no real body. */
const uscc = (eight: string) => {
  const seventeen = `91990101${eight}${organisationCheckCharacter(eight)}`
  return seventeen + usccCheckCharacter(seventeen)
}
const firm = {
  name: '青禾康养科技有限公司',
  uscc: uscc('TEST0001'.replace('S', '5')),
  kinds: ['enterprise' as const],
  divisionCode: '990101001',
  address: '稻香路8号',
}
const home = {
  name: '稻香养老院',
  category: '养老院',
  divisionCode: '990101001',
  address: '稻香路9号',
  beds: null,
  tags: [],
  firmId: null,
  point: null,
}

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([places, orgs], { area: '990101' })
  const district = DistrictFile.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../places/fixtures/qinghe.json'), 'utf8')))
  await t.done(LoadDistrict, { district }, t.actor({ role: 'system-admin' }))
})
afterAll(() => t.close())
const code = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) => (await answer).refusal?.refused.code

describe('a firm', () => {
  test('is active with a valid code, pending without, and found by name, sound and code', async () => {
    const made = await t.done(CreateFirm, firm)
    expect(made).toMatchObject({ state: 'active', version: 1, stateSince: '2026-03-02' })
    expect(await t.done(CreateFirm, { ...firm, name: '待核实公司', uscc: null })).toMatchObject({ state: 'pending', uscc: null })
    for (const search of ['康养', 'qhky', 'kangyang', firm.uscc])
      expect(
        (await t.done(ListFirms, { search })).rows.map((row) => row.id),
        search,
      ).toEqual([made.id])
  })
  test('a wrong code, a code twice and a foreign area are refused; nothing is left', async () => {
    const before = await t.rows('select 1 from orgs.firm')
    expect(await t.run(CreateFirm, { ...firm, uscc: `${firm.uscc.slice(0, 17)}!` })).toMatchObject({
      ok: false,
      refusal: { refused: { code: 'orgs.uscc-invalid' }, field: 'uscc' },
    })
    expect(await t.run(CreateFirm, firm)).toMatchObject({
      ok: false,
      refusal: { refused: { code: 'orgs.uscc-taken' }, facts: { name: firm.name } },
    })
    expect(await code(t.run(CreateFirm, { ...firm, uscc: null, divisionCode: '990101777' }))).toBe('orgs.division-unknown')
    expect(await code(t.run(CreateFirm, { ...firm, uscc: null }, t.actor({ role: 'town-officer', area: '990101100' })))).toBe(
      'orgs.outside-area',
    )
    expect(
      await code(t.run(CreateFirm, { ...firm, uscc: null, divisionCode: null }, t.actor({ role: 'town-officer', area: '990101001' }))),
    ).toBe('orgs.outside-area')
    expect(await code(t.run(CreateFirm, firm, t.actor({ role: 'family' })))).toBe('kernel.not-allowed')
    expect(await t.rows('select 1 from orgs.firm')).toEqual(before)
  })
  test('two at once with one code make one firm', async () => {
    const twice = { ...firm, name: '并发公司', uscc: uscc('TE5T0002') }
    const answers = await Promise.all([t.run(CreateFirm, twice), t.run(CreateFirm, twice)])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(await t.rows('select 1 from orgs.firm where uscc = $1', [twice.uscc])).toHaveLength(1)
  })
  test('moves are legal or refused with a reason', async () => {
    const made = await t.done(CreateFirm, { ...firm, name: '流转公司', uscc: null })
    const move = (to: 'active' | 'suspended' | 'closed' | 'pending', version: number) =>
      t.run(ChangeFirmState, { id: made.id, version, to, reason: '测试' })
    expect(await code(move('suspended', 1))).toBe('orgs.move-illegal')
    expect(await code(move('active', 1))).toBe('orgs.uscc-missing')
    const edited = await t.done(EditFirm, { ...firm, id: made.id, version: 1, name: '流转公司', uscc: uscc('TE5T0003') })
    expect(await move('active', edited.version)).toMatchObject({ ok: true, value: { state: 'active', version: 3 } })
    expect(await code(t.run(EditFirm, { ...firm, id: made.id, version: 3, name: '流转公司', uscc: null }))).toBe('orgs.uscc-missing')
    expect(await code(move('pending', 3))).toBe('orgs.move-illegal')
    expect(await code(move('closed', 2))).toBe('kernel.changed-meanwhile')
    expect(await move('closed', 3)).toMatchObject({ ok: true, value: { state: 'closed' } })
    expect(await t.rows("select data from kernel.event where type = 'firm.state-changed' and subject = $1", [made.id])).toHaveLength(2)
  })
})

describe('an institution by hand', () => {
  test('is created and edited; unknown beds stay null; the same name twice in a district is refused', async () => {
    const made = await t.done(CreateInstitution, home)
    expect(made).toMatchObject({ beds: null, kind: 'home', state: 'open', districtName: '青禾区' })
    expect(await code(t.run(CreateInstitution, { ...home, name: '稻香 养老院' }))).toBe('orgs.institution-taken')
    const edited = await t.done(EditInstitution, {
      ...home,
      id: made.id,
      version: 1,
      beds: 50,
      point: { lng: 120.6, lat: 31.4, coding: 'gcj02' },
    })
    expect(edited).toMatchObject({ beds: 50, version: 2 })
    expect(edited.point?.lng).not.toBe(120.6)
    expect(await code(t.run(EditInstitution, { ...home, id: made.id, version: 1 }))).toBe('kernel.changed-meanwhile')
    expect(
      await code(
        t.run(
          EditInstitution,
          { ...home, id: made.id, version: 2, divisionCode: '990101100' },
          t.actor({ role: 'town-officer', area: '990101001' }),
        ),
      ),
    ).toBe('orgs.outside-area')
    expect(await code(t.run(ChangeInstitutionState, { id: made.id, version: 2, to: 'merged', reason: '测试' }))).toBe('orgs.move-illegal')
    expect(await t.run(ChangeInstitutionState, { id: made.id, version: 2, to: 'suspended', reason: '测试' })).toMatchObject({
      ok: true,
      value: { state: 'suspended', version: 3 },
    })
  })
})
