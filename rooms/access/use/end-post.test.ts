import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { places } from '@yinqiao/places'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CreateAccount, EndPost, GetAccount, GrantPost } from '../contract/index.ts'
import { access } from '../index.ts'

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([
    places,
    access({
      district: { code: '320507', name: '相城区', synthetic: false },
      oidc: null,
      permissionsOf: () => ['a.b'],
      keptHead: () => null,
    }),
  ])
  t.clock.set('2026-03-02T02:00:00Z')
})
afterAll(() => t.close())

const asSystem = () => t.actor({ role: 'system-admin', accountId: '00000000-0000-7000-8000-0000000000a1', area: '' })
const asSecurity = () => t.actor({ role: 'security-admin', accountId: '00000000-0000-7000-8000-0000000000a2', area: '' })
const makeAccount = async (username: string) => (await t.done(CreateAccount, { username, name: '测试员' }, asSystem())).accountId

describe('posts with a last day', () => {
  test('can be ended before that day, once', async () => {
    const accountId = await makeAccount('end.early')
    const post = { accountId, role: 'town-officer', area: '320507001', validTo: '2027-01-01' }
    const { postId } = await t.done(GrantPost, post, asSecurity())
    await t.done(EndPost, { postId }, asSecurity())
    const account = await t.done(GetAccount, { accountId }, asSecurity())
    expect(account.posts.map(({ validTo }) => validTo)).toEqual(['2026-03-02'])
    expect(account.roles).toEqual([])
    expect(await t.run(EndPost, { postId }, asSecurity())).toMatchObject({
      ok: false,
      refusal: { refused: { code: 'access.post-unknown' } },
    })
  })

  test.each(['2026-03-02', '2020-01-01'])('a last day that does not lie ahead (%s) is refused, and nothing is granted', async (validTo) => {
    const accountId = await makeAccount(`past.${validTo}`)
    const answer = await t.run(GrantPost, { accountId, role: 'town-officer', area: '320507001', validTo }, asSecurity())
    expect(answer).toMatchObject({ ok: false, refusal: { refused: { code: 'kernel.invalid-input' }, field: 'validTo' } })
    expect(await t.rows('select 1 from access.post where account_id = $1', [accountId])).toEqual([])
  })
})
