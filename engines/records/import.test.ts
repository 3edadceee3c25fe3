import ExcelJS from 'exceljs'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CancelImport, CreateRecord, ListImportRows, ListRecords, OpenImport, RunImport } from './contract/index.ts'
import { licenceKind, permitKind } from './fixtures/licence-kind.ts'
import { records } from './index.ts'

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([records({ kinds: [licenceKind, permitKind], references: {} })])
})
afterAll(() => t.close())
beforeEach(() => t.rows('truncate records.record, records.version, records.import, records.import_row cascade'))

const kind = licenceKind.code
const base64 = (text: string | Uint8Array) => Buffer.from(text as string).toString('base64')
const open = (content: string, fileName = 'a.csv') => t.run(OpenImport, { kind, fileName, content })
const read = async (text: string) => {
  const answer = await open(base64(text))
  if (!answer.ok) throw new Error(answer.refusal.refused.code)
  const { rows } = await t.done(ListImportRows, { importId: answer.value.importId })
  return { ...answer.value, rows }
}
const run = async (importId: string) => {
  for (;;) {
    const { counts } = await t.done(RunImport, { importId, atMost: 2 })
    if (counts.ready === 0) return counts
  }
}

test('rows come in with what they tell; empty cells are unknown; a second time nothing changes', async () => {
  const csv = '名称,证号,费用（万元）,床位,营业,发证日,类别\n甲院,A-1,1.25,,是,2026年1月5日,甲\n乙院,A-2,"1,200",3,否,2026/2/3,B\n'
  const first = await read(csv)
  expect(first.counts).toMatchObject({ ready: 2, wrong: 0 })
  expect(await run(first.importId)).toMatchObject({ added: 2 })
  const { rows } = await t.done(ListRecords, { kind })
  const valuesOf = (number: string) => rows.find(({ values }) => values['number'] === number)?.values
  expect(valuesOf('A-2')).toEqual({ name: '乙院', number: 'A-2', fee: 1_200_000_000, beds: 3, open: false, from: '2026-02-03', sort: 'b' })
  expect(valuesOf('A-1')).toEqual({ name: '甲院', number: 'A-1', fee: 1_250_000, open: true, from: '2026-01-05', sort: 'a' })
  expect(await run((await read(csv)).importId)).toMatchObject({ added: 0, changed: 0, same: 2 })
  expect(await run((await read('名称,证号,床位\n甲院新名,A-1,9')).importId)).toMatchObject({ changed: 1 })
  const [changed] = (await t.done(ListRecords, { kind, search: '甲院新名' })).rows
  expect(changed).toMatchObject({ version: 2, values: { fee: 1_250_000, beds: 9 }, origin: 'import' })
})

test.each([
  ['名称,证号,费用\n甲,1,5', '须写明单位'],
  ['名称,证号,费用（元）\n甲,1,120万元', '与列标题的单位不同'],
  ['名称,证号,费用（元）\n甲,1,-5', '应为金额'],
  ['名称,证号,费用（元）\n甲,1,0.001', '细于一分'],
  ['名称,证号,床位\n甲,1,"12,5"', '不是数字'],
  ['名称,证号,床位\n甲,1,约30', '不是数字'],
  ['名称,证号,发证日\n甲,1,2026-02-29', '没有“2026-02-29”这一天'],
  ['名称,证号,发证日\n甲,1,05/03/2026', '不是日期'],
  ['名称,证号,营业\n甲,1,大概', '是或否'],
  ['名称,证号,类别\n甲,1,丙', '不在：甲、乙'],
  ['名称,证号,发证日,到期日\n甲,1,2026-03-01,', ''],
])('says at the row what cannot be read: %j', async (csv, said) => {
  const { counts, rows } = await read(csv)
  if (said === '') expect(counts).toMatchObject({ ready: 1, wrong: 0 })
  else {
    expect(counts).toMatchObject({ ready: 0, wrong: 1 })
    expect(rows[0]?.messages.map(({ zh }) => zh).join()).toContain(said)
  }
  expect(await t.rows('select 1 from records.record')).toHaveLength(0)
})

test('a code twice in one file is wrong at the second, also in other width', async () => {
  const { counts, rows } = await read('名称,证号\n甲,A-1\n乙,Ａ－１\n丙,A-3')
  expect(counts).toMatchObject({ ready: 2, wrong: 1 })
  expect(rows.find(({ state }) => state === 'wrong')).toMatchObject({ row: 3, messages: [{ zh: '与第 2 行是同一条，请删去其一' }] })
})

test('a file that is no table, has no heading or lacks a column leaves nothing behind', async () => {
  const codes = async (content: string) => {
    const answer = await open(content)
    return answer.ok ? 'ok' : answer.refusal.refused.code
  }
  expect(await codes(base64(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2])))).toBe('records.table-unreadable')
  expect(await codes(base64(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])))).toBe('records.table-unreadable')
  expect(await codes(base64('只有一列\n'))).toBe('records.table-unreadable')
  expect(await codes(base64('名称,床位\n甲,3'))).toBe('records.heading-missing')
  expect(await t.rows('select 1 from records.import')).toHaveLength(0)
})

test('a stop loses nothing and doubles nothing; a cancelled import goes on no more', async () => {
  const { importId } = await read(`名称,证号\n${[1, 2, 3, 4, 5].map((n) => `院${n},S-${n}`).join('\n')}`)
  await t.done(RunImport, { importId, atMost: 2 })
  await t.done(CancelImport, { importId })
  expect(await t.run(RunImport, { importId, atMost: 2 })).toMatchObject({ refusal: { refused: { code: 'records.import-over' } } })
  expect(await t.rows('select 1 from records.record')).toHaveLength(2)
})

test('20,000 rows of Excel with merged cells and doubled codes: each fault at its row, the rest goes in', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('表')
  sheet.addRow(['某区许可一览表（合成数据）'])
  sheet.addRow(['名称', '证号', '费用（万元）', '发证日'])
  for (let n = 1; n <= 20_000; n++)
    sheet.addRow([`机构${n}`, `X-${n === 500 ? 499 : n}`, n / 100, new Date(Date.UTC(2026, 0, 1 + (n % 28)))])
  sheet.mergeCells('B12:B14')
  const bytes = Buffer.from(await book.xlsx.writeBuffer())
  const { importId, counts } = await t.done(OpenImport, { kind, fileName: 'a.xlsx', content: bytes.toString('base64') })
  expect(counts).toMatchObject({ ready: 19_997, wrong: 3 })
  const { rows } = await t.done(ListImportRows, { importId, state: 'wrong' })
  expect(rows.map(({ row, messages }) => [row, messages[0]?.zh.slice(0, 4)])).toEqual([
    [13, '合并单元'],
    [14, '合并单元'],
    [502, '与第 5'],
  ])
  const first = await t.done(RunImport, { importId, atMost: 1000 })
  expect(first.counts).toMatchObject({ added: 1000, ready: 18_997 })
  const [fee] = await t.rows<{ fee: number }>(`select (values->>'fee')::bigint as fee from records.version where title = '机构7'`)
  expect(fee?.fee).toBe(70_000)
}, 60_000)

test('an empty row or a column of its own is no fault', async () => {
  await t.done(CreateRecord, { kind, values: { name: '旧', number: 'O-1' } })
  const { counts, ignoredHeadings } = await read('\n\n名称,证号,备注\n\n旧,O-1,随便\n,,\n')
  expect(counts).toMatchObject({ ready: 1, wrong: 0 })
  expect(ignoredHeadings).toEqual(['备注'])
})
