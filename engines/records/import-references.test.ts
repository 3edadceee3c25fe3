import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CreateRecord, ListImportRows, ListRecords, OpenImport, type RecordKind, RunImport } from './contract/index.ts'
import { licenceKind } from './fixtures/licence-kind.ts'
import { records } from './index.ts'

const words = (zh: string) => ({ zh, en: zh })
const { day: _day, until: _until, ...undated } = licenceKind
const visitKind: RecordKind = {
  ...undated,
  code: 'test.visit',
  title: words('走访'),
  fields: [
    { key: 'name', title: words('名称'), type: 'text', required: true },
    { key: 'whom', title: words('对象'), type: 'ref', to: 'thing', required: true },
    { key: 'licence', title: words('许可'), type: 'record', to: 'test.licence' },
  ],
  identity: [],
  evidence: [],
}

let t: TestRooms
let first: string
beforeAll(async () => {
  const kinds = [licenceKind, visitKind]
  // the register of licences stands for a table of another room
  t = await testRooms([records({ kinds, references: { thing: { view: 'records.pub_record', label: 'title', more: 'identity' } } })])
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.rows('truncate records.record, records.version, records.import, records.import_row cascade')
  const add = (name: string, number: string) => t.done(CreateRecord, { kind: 'test.licence', values: { name, number } })
  ;({ id: first } = await add('青禾院', 'A-1'))
  await add('同名院', 'B-1')
  await add('同名院', 'B-2')
})
const read = async (text: string) => {
  const { importId, counts } = await t.done(OpenImport, {
    kind: 'test.visit',
    fileName: 'a.csv',
    content: Buffer.from(text).toString('base64'),
  })
  return { importId, counts, rows: (await t.done(ListImportRows, { importId })).rows }
}

test('a table names what it points to: by name, by code in any case, or by id', async () => {
  const { importId, counts } = await read(`名称,对象,许可\n甲,青禾院,青禾院\n乙,a-1,Ａ-1\n丙,${first},\n`)
  expect(counts).toMatchObject({ ready: 3, wrong: 0 })
  await t.done(RunImport, { importId, atMost: 10 })
  const { rows } = await t.done(ListRecords, { kind: 'test.visit' })
  expect(rows.map(({ values }) => values['whom'])).toEqual([first, first, first])
  expect(rows.filter(({ values }) => values['licence'] === first)).toHaveLength(2)
})

test('nobody guesses: several of one name and none of it are said at the row', async () => {
  const { counts, rows } = await read('名称,对象\n甲,同名院\n乙,没有的院\n丙,B-2\n')
  expect(counts).toMatchObject({ ready: 1, wrong: 2 })
  expect(rows[0]?.messages).toMatchObject([{ heading: '对象', zh: '有几个“同名院”，请改填其代码或系统编号' }])
  expect(rows[1]?.messages).toMatchObject([{ heading: '对象', zh: '登记册中没有“没有的院”，请先登记，或核对名称' }])
})
