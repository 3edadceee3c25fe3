import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { places } from '@yinqiao/places'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { access } from './index.ts'

const me = '00000000-0000-7000-8000-0000000000b1'
const other = '00000000-0000-7000-8000-0000000000b2'
const postOf = (account: string) => account.replace('b', 'c')

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([
    places,
    access({ district: { code: '320507', name: '相城区', synthetic: false }, oidc: null, permissionsOf: () => [], keptHead: () => null }),
  ])
  for (const id of [me, other]) {
    await t.rows(`insert into access.account (id, username, name, created_at) values ($1, $2, '测试', now())`, [id, `t${id.slice(-2)}`])
    await t.rows(
      `insert into access.post (id, account_id, role, area, valid_from, granted_at) values ($1, $2, 'town-officer', '320507001', '2026-01-01', now())`,
      [postOf(id), id],
    )
  }
})
afterAll(() => t.close())

/** Runs SQL as the application with an actor, past all use cases: what is left is the database's own wall. Rows touched, or the error's code. */
async function past(role: string, account: string, sql: string): Promise<number | string> {
  const client = await t.kernel.pool.connect()
  try {
    await client.query(
      `begin; set local yinqiao.role = '${role}'; set local yinqiao.account = '${account}'; set local yinqiao.area = '320507'`,
    )
    return (await client.query(sql)).rowCount ?? 0
  } catch (error) {
    return String((error as { code?: string }).code)
  } finally {
    await client.query('rollback')
    client.release()
  }
}
const grant = (account: string, role = 'security-admin') =>
  `insert into access.post (id, account_id, role, valid_from, granted_at) values (gen_random_uuid(), '${account}', '${role}', '2026-01-01', now())`
const denied = '42501'

describe('behind the use cases, in the database itself', () => {
  test.each(['town-officer', 'system-admin', 'audit-admin', 'security-admin', 'anonymous'])(
    '%s gives himself no post and widens none',
    async (role) => {
      expect(await past(role, me, grant(me))).toBe(denied)
      expect(await past(role, me, `update access.post set area = '320507', role = 'district-officer' where account_id = '${me}'`)).toBe(0)
      expect(
        await past(
          role,
          me,
          `insert into access.post_person (post_id, person_id, relation) values ('${postOf(me)}', gen_random_uuid(), 'family')`,
        ),
      ).toBe(denied)
    },
  )
  test('only the security administrator gives posts to others', async () => {
    for (const role of ['town-officer', 'system-admin', 'audit-admin'])
      expect([role, await past(role, me, grant(other))]).toEqual([role, denied])
    expect(await past('security-admin', me, grant(other))).toBe(1)
  })
  test('the audit administrator sees accounts and changes none; a clerk sees his own only', async () => {
    expect(await past('audit-admin', me, 'select from access.account')).toBe(2)
    expect(await past('audit-admin', me, `update access.account set state = 'closed' where id = '${other}'`)).toBe(0)
    expect(await past('town-officer', me, 'select from access.account')).toBe(1)
    expect(await past('town-officer', me, `update access.account set password_hash = 'x' where id = '${other}'`)).toBe(0)
    expect(
      await past(
        'town-officer',
        me,
        `insert into access.account (id, username, name, created_at) values (gen_random_uuid(), 'planted', '某', now())`,
      ),
    ).toBe(denied)
  })
  test('nobody removes or moves a session of another', async () => {
    await t.rows(
      `insert into access.session (id, token_hash, account_id, post_id, origin, created_at, last_seen_at) values (gen_random_uuid(), 'h', $1, $2, 'test', now(), now())`,
      [other, postOf(other)],
    )
    for (const sql of [`update access.session set post_id = post_id`, `select from access.session`])
      expect(await past('town-officer', me, sql)).toBe(0)
    expect(await past('town-officer', me, 'delete from access.session')).toBe(denied)
  })
})
