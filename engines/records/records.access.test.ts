import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  AddEvidence,
  CorrectRecord,
  CreateRecord,
  GetRecord,
  ListRecords,
  ListVersions,
  OpenEvidence,
  OpenImport,
  RuleEvidence,
  VoidRecord,
} from './contract/index.ts'
import { licenceKind, permitKind } from './fixtures/licence-kind.ts'
import { records } from './index.ts'

let t: TestRooms
let id: string
let evidenceId: string
beforeAll(async () => {
  t = await testRooms([records({ kinds: [licenceKind, permitKind], references: {} })])
  ;({ id } = await t.done(
    CreateRecord,
    { kind: 'test.permit', values: { name: '一', number: '1' }, divisionCode: '320507001' },
    t.actor({ role: 'working-group' }),
  ))
  ;({ evidenceId } = await t.done(
    AddEvidence,
    { id, slot: 'paper', fileName: 'a.txt', content: btoa('a') },
    t.actor({ role: 'working-group' }),
  ))
})
afterAll(() => t.close())

const values = { name: '二', number: '2' }
test('a kind is closed to roles it does not name, whichever way they come', async () => {
  const officer = t.actor({ role: 'district-officer' })
  const answers = await Promise.all([
    t.run(ListRecords, { kind: 'test.permit' }, officer),
    t.run(GetRecord, { id }, officer),
    t.run(ListVersions, { id }, officer),
    t.run(OpenEvidence, { evidenceId }, officer),
    t.run(CreateRecord, { kind: 'test.licence', values }, t.actor({ role: 'park-operator' })),
    t.run(RuleEvidence, { evidenceId, verdict: 'accept' }, t.actor({ role: 'statistician' })),
  ])
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, refusal: { refused: { code: 'records.not-yours' } } })
  expect(await t.rows('select 1 from records.record')).toHaveLength(1)
})
test('the firm, the carer and who is not signed in reach no register', async () => {
  for (const role of ['firm', 'carer', 'family', 'anonymous'])
    expect((await t.run(ListRecords, { kind: 'test.permit' }, t.actor({ role }))).ok).toBe(false)
})
test('a town writes its own records only', async () => {
  const town = t.actor({ role: 'town-officer', area: '320507002' })
  const answers = [
    await t.run(CreateRecord, { kind: 'test.licence', values, divisionCode: '320507001' }, town),
    await t.run(CreateRecord, { kind: 'test.licence', values }, town),
    await t.run(VoidRecord, { id, version: 1, reason: '不是我的' }, town),
    await t.run(CorrectRecord, { id, version: 1, values, divisionCode: '320507002', validFrom: '2026-03-02', reason: '夺取' }, town),
    await t.run(AddEvidence, { id, slot: 'paper', fileName: 'a.txt', content: btoa('a') }, town),
  ]
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, refusal: { refused: { code: 'records.outside-area' } } })
  expect((await t.run(CreateRecord, { kind: 'test.licence', values, divisionCode: '320507002001' }, town)).ok).toBe(true)
})
test('an import may be run by who opened it only', async () => {
  const { importId } = await t.done(OpenImport, {
    kind: 'test.licence',
    fileName: 'a.csv',
    content: Buffer.from('名称,证号\n三,3').toString('base64'),
  })
  const { RunImport } = await import('./contract/index.ts')
  expect(await t.run(RunImport, { importId }, t.actor({ accountId: '00000000-0000-7000-8000-000000000009' }))).toMatchObject({
    refusal: { refused: { code: 'records.import-unknown' } },
  })
})
