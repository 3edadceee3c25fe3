import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealAudit, verifyAudit } from './audit.ts'
import { asSystem } from './transaction.ts'
import { testRooms, type TestRooms } from './testing/index.ts'
import { AddCount, toyRoom } from './testing/toy/toy-room.ts'

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([toyRoom()])
  for (let turn = 0; turn < 12; turn++) await t.run(AddCount, { title: `行${turn}` })
})
afterAll(() => t.close())

const seal = () => asSystem(t.kernel, 'kernel', ({ db }) => sealAudit(db))
const verify = (head: Parameters<typeof verifyAudit>[1] = null) => asSystem(t.kernel, 'kernel', ({ db }) => verifyAudit(db, head))

test('the chain covers every line once, also when two seal at one time', async () => {
  await Promise.all([seal(), seal(), seal()])
  expect(await verify()).toMatchObject({ lines: 12, unsealed: 0, faults: [] })
})

test('a changed line, a missing line, a missing link and a cut tail are each found', async () => {
  const head = await seal()
  await t.rows("update kernel.audit_line set subjects = replace(subjects, '行3', '行X') where subjects like '%行3%'")
  expect((await verify(head)).faults).toContainEqual({ seq: 4, fault: 'line-changed' })
  await t.rows("update kernel.audit_line set subjects = replace(subjects, '行X', '行3') where subjects like '%行X%'")
  expect((await verify(head)).faults).toEqual([])
  await t.rows('delete from kernel.audit_seal where seq = 6')
  expect((await verify(head)).faults).toContainEqual({ seq: 6, fault: 'link-missing' })
  await t.rows('delete from kernel.audit_seal where seq >= 6')
  expect((await verify(head)).faults).toEqual([{ seq: 12, fault: 'link-missing' }])
})

test('a tail that was cut and chained anew does not match the head kept outside', async () => {
  const kept = { seq: 12, hash: (await t.rows<{ hash: string }>("select 'x' as hash"))[0]?.hash ?? '' }
  await seal()
  expect((await verify(kept)).faults).toContainEqual({ seq: 12, fault: 'head-changed' })
})
