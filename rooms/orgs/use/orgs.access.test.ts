import { anonymous, type Signature } from '@yinqiao/kernel/contract'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { places } from '@yinqiao/places'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orgsSignatures } from '../contract/index.ts'
import { orgs } from '../index.ts'

const roles = [
  'system-admin',
  'security-admin',
  'audit-admin',
  'district-leader',
  'working-group',
  'district-officer',
  'town-officer',
  'village-officer',
  'park-operator',
  'statistician',
  'care-coordinator',
  'provider-staff',
  'carer',
  'operator',
  'responder',
  'family',
  'elder',
  'firm',
]

/** Who may change what; everything else of this room may be read by anybody signed in. */
const may: Readonly<Record<string, readonly string[]>> = {
  'orgs.load-units': ['system-admin'],
  'orgs.create-unit': ['working-group', 'district-officer'],
  'orgs.add-alias': ['working-group', 'district-officer'],
  'orgs.rename-unit': ['working-group', 'district-officer'],
  'orgs.merge-unit': ['working-group', 'district-officer'],
  'orgs.create-firm': ['district-officer', 'town-officer', 'park-operator'],
  'orgs.edit-firm': ['district-officer', 'town-officer', 'park-operator'],
  'orgs.change-firm-state': ['district-officer', 'town-officer', 'park-operator'],
  'orgs.import-institutions': ['district-officer'],
  'orgs.create-institution': ['district-officer', 'town-officer', 'care-coordinator'],
  'orgs.edit-institution': ['district-officer', 'town-officer', 'care-coordinator'],
  'orgs.change-institution-state': ['district-officer', 'town-officer', 'care-coordinator'],
  'orgs.list-duplicate-proposals': ['district-officer', 'town-officer', 'care-coordinator'],
  'orgs.decide-duplicate': ['district-officer', 'town-officer', 'care-coordinator'],
}

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([places, orgs])
})
afterAll(() => t.close())
/** The refusal of a call with nothing in it: who may not is told so before the input is read. */
const refused = async (signature: Signature, role: string) => {
  const answer = await t.run(signature, {}, role === 'anonymous' ? anonymous : t.actor({ role }))
  return answer.ok ? 'done' : answer.refusal.refused.code
}

describe.each(orgsSignatures.map((signature: Signature) => [signature.name, signature] as const))('%s', (name, signature) => {
  test('nobody without signing in', async () => {
    expect(await refused(signature, 'anonymous')).toBe('kernel.not-signed-in')
  })
  test('only the roles it is for', async () => {
    const allowed = await Promise.all(roles.map(async (role) => ((await refused(signature, role)) === 'kernel.not-allowed' ? [] : [role])))
    expect(allowed.flat().toSorted()).toEqual([...(may[name] ?? roles)].toSorted())
  })
  test('changes nothing unless it is a command', () => {
    expect(signature.kind === 'query').toBe(/\.(list|get|find)-/.test(name))
  })
})
