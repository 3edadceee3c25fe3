import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRefusal } from '@yinqiao/kernel/contract'
import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { readPlan } from '../rules/read-plan.ts'
import { greatestFile, greatestText, readDocument, readPlanFile } from './read-document.ts'

const text = readFileSync(join(import.meta.dirname, '../fixtures/qinghe-2026.txt'), 'utf8')
const expected = readPlan(text)

async function docx(content: string): Promise<Uint8Array> {
  const children = content.split('\n').map((line) => new Paragraph({ children: [new TextRun(line)] }))
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })))
}

const code = async (bytes: Uint8Array, name = 'plan.txt') => {
  const answer = await readPlanFile(bytes, name)
  return isRefusal(answer) ? answer.refused.code : 'read'
}

describe('the same plan in every accepted form', () => {
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE with mark', iconv.encode(text, 'utf-16le', { addBOM: true })],
    ['UTF-16BE with mark', iconv.encode(text, 'utf-16be', { addBOM: true })],
    ['UTF-16LE without mark', iconv.encode(text, 'utf-16le', { addBOM: false })],
    ['GB18030', iconv.encode(text, 'gb18030')],
    ['GBK', iconv.encode(text, 'gbk')],
  ])('%s', async (_, bytes) => {
    expect(await readPlanFile(bytes, 'plan.txt')).toEqual(expected)
  })

  test('docx: offsets count in its raw text', async () => {
    const bytes = await docx(text)
    const raw = await readDocument(bytes, '方案.docx')
    const plan = await readPlanFile(bytes, '方案.docx')
    if (isRefusal(plan) || isRefusal(raw) || isRefusal(expected)) throw new Error('refused')
    expect(plan.tasks.map((task) => [task.label, task.units.map((unit) => unit.asWritten)])).toEqual(
      expected.tasks.map((task) => [task.label, task.units.map((unit) => unit.asWritten)]),
    )
    expect(plan.quantities.map((one) => one.value)).toEqual(expected.quantities.map((one) => one.value))
    for (const task of plan.tasks) expect(raw.slice(task.from, task.to)).toBe(task.text)
  })

  test('docx with a table: its rows are tasks, with units and time limits', async () => {
    const row = (...cells: string[]) =>
      new TableRow({ children: cells.map((cell) => new TableCell({ children: cell.split('|').map((line) => new Paragraph(line)) })) })
    const table = new Table({
      rows: [
        row('序号', '重点任务', '牵头单位', '责任单位', '完成时限'),
        row('1', '新增床位500张', '区民政局', '区财政局、|区住建局等', '2026年底'),
        row('2', '培训300人次', '区人社局', '区民政局', '2026年11月'),
      ],
    })
    const lines = [
      '青禾区养老服务重点任务分工方案',
      '为做好养老服务各项工作，现将重点任务分工如下，请各单位认真落实，按时完成，确保各项任务落到实处，取得实效。',
      '一、总体要求',
      '坚持统筹推进，不断增强老年人获得感。',
      '二、任务分工',
    ]
    const bytes = new Uint8Array(
      await Packer.toBuffer(
        new Document({
          sections: [
            { children: [...lines.map((line) => new Paragraph(line)), table, new Paragraph('三、工作要求'), new Paragraph('加强领导。')] },
          ],
        }),
      ),
    )
    const raw = await readDocument(bytes, '方案.docx')
    const plan = await readPlanFile(bytes, '方案.docx')
    if (isRefusal(plan) || isRefusal(raw)) throw new Error('refused')
    expect(plan.tasks.map((task) => [task.title, task.units.map((unit) => unit.asWritten), task.unitsOpen, task.groups?.[0]?.due])).toEqual(
      [
        ['新增床位500张', ['区民政局', '区财政局', '区住建局'], true, '2026年底'],
        ['培训300人次', ['区人社局', '区民政局'], false, '2026年11月'],
      ],
    )
    for (const task of plan.tasks) expect(raw.slice(task.from, task.to)).toBe(task.text)
  })

  test('markdown: marks are no words', async () => {
    const md = text
      .replace(/^(一|二|三)、/gm, '## $1、')
      .replace(/^(（[一二]）)/gm, '### $1')
      .replace(/^(\d[.、．] ?\S+?。)/gm, '**$1**')
    const plan = await readPlanFile(Buffer.from(md), 'plan.md')
    if (isRefusal(plan) || isRefusal(expected)) throw new Error('refused')
    expect(plan.tasks.map((task) => task.title)).toEqual(expected.tasks.map((task) => task.title))
    expect(plan.sections).toHaveLength(expected.sections.length)
  })
})

describe('refusals', () => {
  test.each([
    ['no bytes', new Uint8Array(), 'plan.read-empty'],
    ['a mark only', Buffer.from('\ufeff \n'), 'plan.read-empty'],
    ['PDF', Buffer.from('%PDF-1.7 ...'), 'plan.read-not-text'],
    ['old Word', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'plan.read-not-text'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), 'plan.read-not-text'],
    ['a zip', Buffer.from('PK\u0003\u0004 nothing'), 'plan.read-not-text'],
    ['zeros', new Uint8Array(3001), 'plan.read-not-text'],
    ['a plan in Big5', iconv.encode(text.replaceAll('\u3000', ''), 'big5'), 'plan.read-encoding'],
    ['bytes that are no encoding', Uint8Array.from({ length: 3000 }, (_, i) => 0x80 + ((i * 37) % 0x7f)), 'plan.read-encoding'],
    ['JSON', Buffer.from(JSON.stringify({ a: Array.from({ length: 50 }, () => 'value') })), 'plan.read-not-plan'],
  ])('%s', async (_, bytes, refused) => {
    expect(await code(bytes)).toBe(refused)
  })

  test('too large, before anything is decoded: 50 MB of anything, 10 MB of plain text', async () => {
    const fifty = Buffer.alloc(50_000_000, text)
    expect(await code(fifty)).toBe('plan.read-too-large')
    expect(await code(fifty, 'a.docx')).toBe('plan.read-too-large')
    expect(await code(new Uint8Array(greatestFile + 1), 'a.docx')).toBe('plan.read-too-large')
    expect(await code(fifty.subarray(0, greatestText + 1), 'a.md')).toBe('plan.read-too-large')
  })

  test('broken docx: cut off, other bytes, no document inside', async () => {
    const whole = await docx(text)
    expect(await code(whole.slice(0, Math.floor(whole.length / 2)), 'a.docx')).toBe('plan.read-broken-docx')
    expect(await code(Buffer.from(text), 'a.docx')).toBe('plan.read-broken-docx')
    expect(await code(new Uint8Array(), 'a.docx')).toBe('plan.read-empty')
  })

  test('a docx without words is empty', async () => {
    expect(await code(await docx(''), 'a.docx')).toBe('plan.read-empty')
  })

  test('a docx that would unpack to gigabytes is not opened', async () => {
    const whole = await docx(text)
    const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength)
    const entry = Buffer.from(whole).indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    view.setUint32(entry + 24, 0xfffffff0, true)
    expect(await code(whole, 'a.docx')).toBe('plan.read-broken-docx')
  })

  test('the refusal names the file, not its folder', async () => {
    const answer = await readPlanFile(new Uint8Array(), '/secret/folder/方案.txt')
    expect(isRefusal(answer) && answer.facts).toEqual({ file: '方案.txt' })
  })
})
