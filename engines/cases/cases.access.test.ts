import { anonymous, type Signature } from '@yinqiao/kernel/contract'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { transact } from '@yinqiao/kernel/server'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { casesSignatures, GetCase, ListCases, RaiseCase } from './contract/index.ts'
import { asked, type Cast, castOf, openStage, raised, traces } from './fixtures/cast.ts'

const desk = ['district-leader', 'working-group', 'district-officer', 'town-officer', 'village-officer', 'park-operator', 'statistician']
const others = [
  'system-admin',
  'security-admin',
  'audit-admin',
  'care-coordinator',
  'provider-staff',
  'carer',
  'operator',
  'responder',
  'family',
  'elder',
  'firm',
]
const may: Readonly<Record<string, readonly string[]>> = { 'cases.set-calendar-day': ['working-group', 'district-officer'] }

let t: TestRooms
let cast: Cast
beforeAll(async () => {
  t = await openStage()
  cast = castOf(t)
})
afterAll(() => t.close())

describe.each(casesSignatures.map((signature: Signature) => [signature.name, signature] as const))('%s', (name, signature) => {
  const refused = async (role: string) => {
    const answer = await t.run(signature, {}, role === 'anonymous' ? anonymous : t.actor({ role }))
    return answer.ok ? 'done' : answer.refusal.refused.code
  }
  test('only the roles of the desk', async () => {
    expect(await refused('anonymous')).toBe('kernel.not-signed-in')
    const allowed = await Promise.all(
      [...desk, ...others].map(async (role) => ((await refused(role)) === 'kernel.not-allowed' ? [] : [role])),
    )
    expect(allowed.flat().toSorted()).toEqual([...(may[name] ?? desk)].toSorted())
  })
})

describe('a case', () => {
  test('is raised only by the roles of its kind', async () => {
    const before = await traces(t)
    for (const who of [cast.town, cast.leader, cast.stranger])
      expect(await t.run(RaiseCase, { ...asked, divisionCode: null }, who)).toMatchObject({
        refusal: { refused: { code: 'cases.not-yours' } },
      })
    expect(await traces(t)).toEqual(before)
  })
  test('does not exist for who has no part in it, and is listed for nobody who may not open it', async () => {
    const { id } = await raised(t, cast)
    for (const [name, who] of Object.entries(cast)) {
      const opened = (await t.run(GetCase, { id }, who)).ok
      const listed = (await t.done(ListCases, { limit: 500 }, who)).rows.some((row) => row.id === id)
      expect([name, listed]).toEqual([name, opened])
      expect([name, opened]).toEqual([name, !['other', 'stranger'].includes(name)])
    }
    expect(await t.run(GetCase, { id }, { ...cast.leader, area: '320508' })).toMatchObject({
      refusal: { refused: { code: 'cases.case-unknown' } },
    })
  })
  test('and its steps are cut off by the database itself, outside area and parties', async () => {
    const { id } = await raised(t, cast)
    const seen = (actor: Cast['town']) =>
      transact(t.kernel, { actor, room: 'cases', origin: 'test' }, async ({ db }) => {
        const heads = await sql`select 1 from cases.case_file where id = ${id}`.execute(db)
        const steps = await sql`select 1 from cases.step where case_id = ${id}`.execute(db)
        return [heads.rows.length, steps.rows.length]
      })
    expect(await seen(cast.town)).toEqual([1, 1])
    expect(await seen(cast.other)).toEqual([0, 0])
    expect(await seen({ ...cast.stranger, area: '' })).toEqual([0, 0])
    // the raiser keeps sight of it, also from a post without an area
    expect(await seen({ ...cast.park, area: '' })).toEqual([1, 1])
  })
  test('its history is added to, never changed', async () => {
    for (const table of ['cases.step', 'cases.calendar_day'])
      expect(
        await t.rows(
          `select has_any_column_privilege('yinqiao_app', '${table}', 'update') as change, has_table_privilege('yinqiao_app', '${table}', 'delete') as remove`,
        ),
      ).toEqual([{ change: false, remove: false }])
    expect(
      await t.rows(
        `select has_column_privilege('yinqiao_app', 'cases.known_case', 'state', 'update') as change, has_column_privilege('yinqiao_app', 'cases.known_case', 'known_to', 'update') as close`,
      ),
    ).toEqual([{ change: false, close: true }])
  })
})
