import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import mammoth from 'mammoth'
import { describe, expect, test } from 'vitest'
import type { Paper, Workbook } from './contract/index.ts'
import { writeDocx, writePdf, writeXlsx } from './index.ts'
import { nameMissing } from './rules/font-coverage.ts'
import { sheetNames } from './rules/sheet-names.ts'

const paper: Paper = {
  title: '测试文书 <A&B>',
  under: ['青禾区'],
  issuer: '工作组 & 同仁',
  at: '2026-03-02T01:00:00.000Z',
  mark: '合成数据',
  foot: '校验值 abc',
  blocks: [
    { kind: 'heading', level: 1, text: '一、标题' },
    {
      kind: 'paragraph',
      words: [{ text: '已引入' }, { text: '7 家', bold: true, code: 'R-2b7f' }, { text: '，另有' }, { text: '3家', unproven: true }],
    },
    { kind: 'quote', words: '原文一行\n原文二行' },
    { kind: 'note', words: '小字\u0001与半个\ud800字' },
    { kind: 'bullets', items: ['甲', '乙'] },
    { kind: 'facts', facts: [['校验值', 'abcdef0123456789'.repeat(12)]] },
    {
      kind: 'table',
      columns: [
        { title: '名称', share: 1 },
        { title: '数', share: 1, align: 'right' },
      ],
      rows: Array.from({ length: 90 }, (_, at) => [`第${at}行`, `${at}`]),
    },
    { kind: 'table', columns: [{ title: '空表', share: 1 }], rows: [] },
    { kind: 'break' },
    { kind: 'paragraph', words: '末页𠮷堃' },
  ],
}
const book: Workbook = {
  title: '测试表',
  issuer: '工作组',
  at: '2026-03-02T01:00:00.000Z',
  mark: '合成数据',
  sheets: [
    {
      name: '目标/一',
      notes: ['冻结时点'],
      columns: [
        { title: '名称', type: 'text' },
        { title: '金额', unit: '元', type: 'number', decimals: 2 },
        { title: '日期', type: 'day' },
      ],
      rows: [
        ['=1+1', 1234.5, '2026-02-28'],
        ['+86', null, null],
        ['@SUM(A1)', '无数据', '未定'],
        ['-x', 0, '2024-02-29'],
        ['long'.repeat(10_000), Number.NaN, null],
      ],
    },
    { name: '目标/一', notes: [], columns: [{ title: 'a', type: 'text' }], rows: [] },
  ],
}
const later = () => new Promise((done) => setTimeout(done, 2100))

test.each([
  ['docx', () => writeDocx(paper)],
  ['pdf', () => writePdf(paper)],
  ['xlsx', () => writeXlsx(book)],
] as const)('%s: the same content gives the same bytes at another time', async (_, write) => {
  const first = await write()
  await later()
  expect(Buffer.from(await write()).equals(Buffer.from(first))).toBe(true)
})

describe('docx', () => {
  test('holds every word, with figure codes, and no broken character', async () => {
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await writeDocx(paper)) })
    for (const words of ['测试文书 <A&B>', '一、标题', '7 家 R-2b7f', '3家', '原文一行', '原文二行', '第89行', '末页', '小字�与半个�字'])
      expect(value).toContain(words)
  })
  test('carries mark, foot and repeated headings', async () => {
    const text = partsOf(await writeDocx(paper))
    expect(text.get('word/header1.xml')).toContain('合成数据')
    expect(text.get('word/footer1.xml')).toContain('校验值 abc')
    expect(text.get('word/document.xml')).toContain('<w:tblHeader/>')
    expect(text.get('word/document.xml')).toMatch(/原文一行<.*<w:br\/>.*原文二行/)
    expect(text.get('word/document.xml')).toContain('w:eastAsia="Noto Sans SC"')
    expect(text.get('docProps/core.xml')).toContain('2026-03-02T01:00:00Z')
  })
})

describe('xlsx', () => {
  test('numbers are numbers, texts never formulas, missing cells empty, units in the heading', async () => {
    const read = new ExcelJS.Workbook()
    await read.xlsx.load((await writeXlsx(book)).buffer as ArrayBuffer)
    const sheet = read.worksheets[0]
    if (sheet === undefined) throw new Error('no sheet')
    const rows = [4, 5, 6, 7, 8].map((row) => [1, 2, 3].map((column) => sheet.getRow(row).getCell(column)))
    expect(sheet.getRow(1).getCell(1).value).toBe('合成数据')
    expect([1, 2, 3].map((column) => sheet.getRow(3).getCell(column).value)).toEqual(['名称', '金额（元）', '日期'])
    expect(rows.flat().some((cell) => cell.type === ExcelJS.ValueType.Formula)).toBe(false)
    expect(rows.map(([name]) => name?.text.slice(0, 8))).toEqual(['=1+1', '+86', '@SUM(A1)', '-x', 'longlong'])
    expect(rows.map((row) => row[1]?.value)).toEqual([1234.5, null, '无数据', 0, null])
    expect(rows.map((row) => row[2]?.value)).toEqual([
      new Date('2026-02-28T00:00:00Z'),
      null,
      '未定',
      new Date('2024-02-29T00:00:00Z'),
      null,
    ])
    expect(rows[4]?.[0]?.text).toHaveLength(32_767)
  })
  test.each([
    [
      ['a/b', 'A/B', ''],
      ['a b', 'A B 2', 'Sheet'],
    ],
    [
      ['长'.repeat(40), '长'.repeat(40)],
      ['长'.repeat(31), `${'长'.repeat(29)} 2`],
    ],
  ])('names of sheets are what Excel takes: %j', (wanted, given) => {
    expect(sheetNames(wanted)).toEqual(given)
  })
})

describe('pdf', () => {
  test('names what its font cannot print, and leaves what it can', () => {
    const coverage = [
      [0x20, 0x7e],
      [0x4e00, 0x9fff],
      [0x20000, 0x20010],
    ] as const
    expect(nameMissing('王堃𠀀𠮷☑ a\n', coverage)).toBe('王堃𠀀〔U+20BB7〕〔U+2611〕 a\n')
  })
  test('is A4 with both fonts inside, and only the glyphs used', async () => {
    const bytes = await writePdf(paper)
    const text = Buffer.from(bytes).toString('latin1')
    expect(text.startsWith('%PDF-')).toBe(true)
    expect(text.match(/\/FontFile2/g)).toHaveLength(2)
    expect(text).toContain('/MediaBox [0 0 595.28 841.89]')
    expect(bytes.length).toBeLessThan(400_000)
  })
  const pdftotext = '/usr/bin/pdftotext'
  test.skipIf(!existsSync(pdftotext))('says on every page what it is (skipped without pdftotext)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'papers-'))
    try {
      const file = join(folder, 'a.pdf')
      writeFileSync(file, await writePdf(paper))
      const pages = execFileSync(pdftotext, ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1)
      expect(pages.length).toBeGreaterThan(3)
      expect(pages.filter((page) => !page.includes('合成数据') || !page.includes('校验值 abc'))).toEqual([])
      // the heading of the table stands on each of its pages
      expect(pages.filter((page) => page.includes('名称')).length).toBeGreaterThan(1)
      expect(pages.join('')).toContain('R-2b7f')
      expect(pages.join('')).toContain('末页〔U+20BB7〕堃')
      expect(pages.join('').replaceAll(/\s/g, '')).toContain('abcdef0123456789'.repeat(12))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

/** The files of a zip by its directory. */
function partsOf(bytes: Uint8Array): Map<string, string> {
  const zip = Buffer.from(bytes)
  const parts = new Map<string, string>()
  for (let at = zip.readUInt32LE(zip.length - 6); zip.readUInt32LE(at) === 0x02014b50; ) {
    const [size, nameSize, extra, comment] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ]
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const data = zip.subarray(from, from + size)
    parts.set(
      zip.toString('utf8', at + 46, at + 46 + nameSize),
      (zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data).toString('utf8'),
    )
    at += 46 + nameSize + extra + comment
  }
  return parts
}
