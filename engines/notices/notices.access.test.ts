import { anonymous, type Actor, type Signature } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GetNotice, ListFailed, ListNotices, noticesSignatures, ResendNotice } from './contract/index.ts'
import { markAnswered, noChannels, sendNotice } from './index.ts'
import { account, openStage, type Stage, subject, until } from './testing/stage.ts'

const desks = ['district-officer', 'town-officer', 'village-officer', 'care-coordinator', 'operator']
const others = ['system-admin', 'security-admin', 'audit-admin', 'district-leader', 'working-group', 'park-operator', 'statistician']
const faces = ['provider-staff', 'carer', 'responder', 'family', 'elder', 'firm']
const person = '00000000-0000-7000-8000-0000000000c3'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.t.close())
const as = (of: Partial<Actor>) => stage.t.actor({ role: 'operator', area: '', accountId: '00000000-0000-7000-8000-0000000000ff', ...of })
const refused = async (signature: Signature, actor: Actor) => {
  const answer = await stage.t.run(signature, {}, actor)
  return answer.ok ? 'done' : answer.refusal.refused.code
}

describe.each(noticesSignatures.map((signature: Signature) => [signature.name, signature] as const))('%s', (name, signature) => {
  test('only who may', async () => {
    expect(await refused(signature, anonymous)).toBe('kernel.not-signed-in')
    const allowed: string[] = []
    for (const role of [...desks, ...others, ...faces])
      if ((await refused(signature, as({ role }))) !== 'kernel.not-allowed') allowed.push(role)
    const all = signature.permission === 'signed-in' ? [...desks, ...others, ...faces] : desks
    expect(allowed).toEqual(name === 'notices.resend-notice' ? desks.filter((role) => role !== 'village-officer') : all)
  })
})

describe('a notice of a town', () => {
  let id: string
  beforeAll(async () => {
    id = await stage.tell(stage.live, { persons: [person], topic: 'toy.walls' })
    await stage.sending(stage.live, noChannels, () => until(async () => (await stage.row(id)).state === 'failed'))
  })
  const cast: readonly (readonly [string, () => Actor, boolean])[] = [
    ['the district', () => as({ area: '320507' }), true],
    ['the town', () => as({ area: '320507001' }), true],
    ['the neighbouring town', () => as({ area: '320507002' }), false],
    ['another district', () => as({ area: '320508' }), false],
    ['nobody in particular', () => as({}), false],
    ['who it was sent to', () => as({ accountId: account }), true],
    ['who is assigned to the person', () => as({ persons: [person] }), true],
  ]
  test.each(cast)('is seen by %s as it should be', async (_who, actor, sees) => {
    expect((await stage.t.run(GetNotice, { id }, actor())).ok).toBe(sees)
    expect((await stage.t.done(ListFailed, { topic: 'toy.walls' }, actor())).rows.length).toBe(sees ? 1 : 0)
    expect((await stage.t.done(ListNotices, { subjectKind: subject.kind, subjectId: subject.id }, actor())).rows.length > 0).toBe(sees)
    // the second wall: the rows themselves, with their proof
    const rows = await stage.in(
      stage.live,
      async ({ db }) => [
        (await sql`select 1 from notices.pub_notice where id = ${id}`.execute(db)).rows.length,
        (await sql`select 1 from notices.notice_event where notice_id = ${id} limit 1`.execute(db)).rows.length,
      ],
      actor(),
    )
    expect(rows).toEqual(sees ? [1, 1] : [0, 0])
  })
  test('cannot be sent again or answered by who does not see it', async () => {
    const stranger = as({ area: '320507002' })
    expect(await stage.t.run(ResendNotice, { id }, stranger)).toMatchObject({ refusal: { refused: { code: 'notices.notice-unknown' } } })
    expect(await stage.in(stage.live, (ctx) => markAnswered(ctx, id), stranger)).toBe(false)
    expect((await stage.row(id)).state).toBe('failed')
  })
  test('cannot be made for a town out of sight', async () => {
    const telling = {
      key: 'far',
      topic: 'toy.walls',
      subject,
      to: {},
      channel: 'sms',
      title: '题',
      body: '文',
      divisionCode: '320507001',
    } as const
    await expect(stage.in(stage.live, (ctx) => sendNotice(ctx, telling), as({ area: '320507002' }))).rejects.toThrow(/row-level security/)
    expect(await stage.t.rows(`select 1 from notices.notice where key = 'far'`)).toEqual([])
  })
  test('its look is in the audit; its proof is only added to', async () => {
    await stage.t.done(GetNotice, { id }, as({ area: '320507' }))
    const [line] = await stage.t.rows<{ subjects: string }>(
      `select subjects::text from kernel.audit_line where signature = 'notices.get-notice' order by n desc limit 1`,
    )
    expect(line?.subjects).toContain(id)
    expect(
      await stage.t.rows(
        `select has_any_column_privilege('yinqiao_app', 'notices.notice_event', 'update') as change, has_table_privilege('yinqiao_app', 'notices.notice_event', 'delete') as remove`,
      ),
    ).toEqual([{ change: false, remove: false }])
  })
})
