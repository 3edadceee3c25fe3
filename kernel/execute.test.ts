import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { anonymous } from './contract/actor.ts'
import { command, permission, refusal, refuse } from './contract/index.ts'
import { body, type Room } from './room.ts'
import { testRooms, type TestRooms } from './testing/index.ts'
import { AddCount, ListPersons, toyRoom } from './testing/toy/toy-room.ts'

const Unheard = refusal('pulse.unheard', 'state', '没听见', 'Not heard')
const TellAlive = command({
  name: 'pulse.tell-alive',
  title: { zh: '报平安', en: 'Tell alive' },
  permission: permission('pulse.alive.tell', { zh: '报平安', en: 'Tell alive' }, ['operator']),
  quiet: true,
  input: z.object({ what: z.enum(['nothing', 'note', 'refuse', 'refuse noted', 'fall']) }),
  output: z.object({}),
  refusals: [Unheard],
})
const pulseRoom: Room = {
  name: 'pulse',
  signatures: [TellAlive],
  bodies: [
    body(TellAlive, async (ctx, { what }) => {
      if (what === 'note' || what === 'refuse noted') ctx.note({ kind: 'screen', id: 'one' })
      if (what === 'fall') throw new Error('fell')
      return what === 'refuse' || what === 'refuse noted' ? refuse(Unheard) : {}
    }),
  ],
}

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([toyRoom(), pulseRoom])
})
afterAll(() => t.close())

const count = async (title: string) =>
  (await t.rows<{ count: number }>('select count from toy.counter where title = $1', [title]))[0]?.count
const left = async (title: string) => ({
  counter: await count(title),
  events: (await t.rows('select 1 from kernel.event where subject = $1', [title])).length,
})

describe('a command', () => {
  test('writes, tells and is audited in one transaction', async () => {
    const answer = await t.run(AddCount, { title: '甲' })
    expect(answer).toMatchObject({ ok: true, value: { count: 1 } })
    expect(await left('甲')).toEqual({ counter: 1, events: 1 })
    const lines = await t.rows<{ signature: string; outcome: string; subjects: string }>(
      "select * from kernel.audit_line where subjects like '%甲%'",
    )
    expect(lines).toMatchObject([{ signature: 'toy.add-count', outcome: 'done', subjects: '[{"kind":"counter","id":"甲","after":1}]' }])
  })

  test('a refusal leaves nothing but its audit line, and is remembered under its key', async () => {
    const key = 'key-refused-1'
    const first = await t.run(AddCount, { title: '乙', fail: true }, t.actor(), key)
    expect(first).toMatchObject({ ok: false, refusal: { refused: { code: 'toy.full' }, facts: { title: '乙' } } })
    expect(await left('乙')).toEqual({ counter: undefined, events: 0 })
    expect(await t.run(AddCount, { title: '乙', fail: true }, t.actor(), key)).toEqual(first)
    expect(await t.rows("select outcome from kernel.audit_line where outcome = 'toy.full'")).toHaveLength(1)
  })

  test('a bug leaves nothing, and its answer tells no detail', async () => {
    const answer = await t.run(AddCount, { title: '丙', by: 9 })
    expect(answer).toMatchObject({ ok: false, refusal: { refused: { code: 'kernel.internal' } } })
    expect(JSON.stringify(answer)).not.toContain('check')
    expect(await left('丙')).toEqual({ counter: undefined, events: 0 })
  })

  test('the same key and body give the same answer once; twenty at one time have one effect', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => t.run(AddCount, { title: '丁' }, t.actor(), 'key-at-once')))
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"ok":true,"value":{"count":1}}']))
    expect(await left('丁')).toEqual({ counter: 1, events: 1 })
  })

  test('the same key with another body is refused; keys of two accounts do not meet', async () => {
    await t.run(AddCount, { title: '戊' }, t.actor(), 'key-of-two')
    expect(await t.run(AddCount, { title: '戊', by: 2 }, t.actor(), 'key-of-two')).toMatchObject({
      refusal: { refused: { code: 'kernel.key-reused' } },
    })
    const other = t.actor({ accountId: '00000000-0000-7000-8000-000000000002' })
    expect(await t.run(AddCount, { title: '戊' }, other, 'key-of-two')).toMatchObject({ ok: true, value: { count: 2 } })
  })

  test.each([[''], ['short'], ['with space in it'], ['k'.repeat(201)]])('key %j is refused', async (key) => {
    expect(await t.run(AddCount, { title: '己' }, t.actor(), key)).toMatchObject({ refusal: { refused: { code: 'kernel.key-missing' } } })
    expect(await count('己')).toBeUndefined()
  })

  test('bad input names its field in both languages and never repeats the value', async () => {
    const answer = await t.run(AddCount, { title: '密'.repeat(21) })
    expect(answer).toMatchObject({ refusal: { refused: { code: 'kernel.invalid-input' }, field: 'title' } })
    expect(JSON.stringify(answer)).not.toContain('密密')
    expect(JSON.stringify(answer)).toMatch(/problem":"title：.*[一-鿿]/)
  })
})

describe('a quiet command', () => {
  const operator = () => t.actor({ role: 'operator' })
  const lines = () =>
    t.rows<{ outcome: string; subjects: string }>(
      "select outcome, subjects from kernel.audit_line where signature = 'pulse.tell-alive' order by n",
    )

  test('leaves no line, but is remembered under its key', async () => {
    const twice = [1, 2].map(() => t.run(TellAlive, { what: 'nothing' }, operator(), 'quiet-key'))
    expect(await Promise.all(twice)).toEqual([
      { ok: true, value: {} },
      { ok: true, value: {} },
    ])
    expect(await t.run(TellAlive, { what: 'note' }, operator(), 'quiet-key')).toMatchObject({
      refusal: { refused: { code: 'kernel.key-reused' } },
    })
    expect(await lines()).toEqual([])
  })
  test('leaves one when it noted something, and for every refusal, also to who may not', async () => {
    for (const what of ['note', 'refuse', 'refuse noted'] as const) await t.run(TellAlive, { what }, operator())
    await t.run(TellAlive, { what: 'nothing' }, t.actor({ role: 'family' }))
    await t.run(TellAlive, { what: 'nothing' }, anonymous)
    await t.run(TellAlive, { what: 'fall' }, operator())
    expect(await lines()).toEqual([
      { outcome: 'done', subjects: '[{"kind":"screen","id":"one"}]' },
      { outcome: 'pulse.unheard', subjects: '[]' },
      { outcome: 'pulse.unheard', subjects: '[{"kind":"screen","id":"one"}]' },
      { outcome: 'kernel.not-allowed', subjects: '[]' },
      { outcome: 'kernel.not-signed-in', subjects: '[]' },
    ])
  })
})

describe('who may not', () => {
  test('another role and nobody are refused, and both leave a line', async () => {
    expect(await t.run(AddCount, { title: '庚' }, t.actor({ role: 'family' }))).toMatchObject({
      refusal: { refused: { code: 'kernel.not-allowed' } },
    })
    expect(await t.run(AddCount, { title: '庚' }, anonymous)).toMatchObject({ refusal: { refused: { code: 'kernel.not-signed-in' } } })
    expect(await count('庚')).toBeUndefined()
    const lines = await t.rows<{ outcome: string }>(
      "select outcome from kernel.audit_line where outcome like 'kernel.not-%' and signature like 'toy.%' order by n",
    )
    expect(lines.map(({ outcome }) => outcome)).toEqual(['kernel.not-allowed', 'kernel.not-signed-in'])
  })

  test('row security shows the area, or the own persons, or nothing', async () => {
    const [a, b] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b']
    await t.rows("insert into toy.person values ($1, '320507001', ''), ($2, '320507002', '')", [a, b])
    const seen = async (of: Parameters<TestRooms['actor']>[0]) => (await t.done(ListPersons, {}, t.actor(of))).ids
    expect(await seen({ area: '320507' })).toEqual([a, b])
    expect(await seen({ area: '320507002' })).toEqual([b])
    expect(await seen({ area: '', persons: [a] })).toEqual([a])
    expect(await seen({ area: '' })).toEqual([])
    expect(await t.rows("select 1 from kernel.audit_line where signature = 'toy.list-persons' and outcome = 'done'")).toHaveLength(4)
  })

  test('a pooled connection does not keep the actor of the call before', async () => {
    await t.done(ListPersons, {}, t.actor())
    for (let call = 0; call < 20; call++) expect(await t.done(ListPersons, {}, t.actor({ area: '' }))).toEqual({ ids: [] })
    const raw = await t.kernel.pool.query('select id from toy.person')
    expect(raw.rows).toEqual([])
  })

  test('the application role owns nothing, bypasses nothing and cannot change the audit', async () => {
    expect(await t.rows("select relname from pg_class where pg_get_userbyid(relowner) = 'yinqiao_app'")).toEqual([])
    expect(
      await t.rows(
        "select rolname from pg_roles where rolname like 'yinqiao_%' and rolname <> 'yinqiao_admin' and (rolbypassrls or rolsuper)",
      ),
    ).toEqual([])
    for (const statement of [
      'update kernel.audit_line set name = name',
      'delete from kernel.audit_line',
      'delete from kernel.audit_seal',
      'truncate kernel.audit_line',
      'select * from graphile_worker._private_jobs',
      'set role yinqiao_owner',
    ]) {
      await expect(t.kernel.pool.query(statement), statement).rejects.toMatchObject({ code: '42501' })
    }
  })
})
