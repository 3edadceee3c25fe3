import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { type Block, lengthOf, type Paper, type Run, runsOf, type Words } from './contract/paper.ts'
import { dateZip } from './rules/date-zip.ts'
import { printable } from './rules/printable.ts'

const font = { ascii: 'Noto Sans SC', hAnsi: 'Noto Sans SC', eastAsia: 'Noto Sans SC', cs: 'Noto Sans SC' }
const slate = '2F3B46'
const grey = '7A858E'
const line = { style: BorderStyle.SINGLE, size: 4, color: 'C9CFD4' }
const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 }
const aligned = { left: AlignmentType.LEFT, right: AlignmentType.RIGHT, center: AlignmentType.CENTER }
/** Between the margins of an A4 page, in twentieths of a point. */
const width = 9638

/** Writes a paper as Word document (OOXML); the same paper gives the same bytes. */
export async function writeDocx(paper: Paper): Promise<Uint8Array> {
  const document = new Document({
    title: printable(paper.title),
    creator: printable(paper.issuer),
    styles: {
      default: {
        document: { run: { font, size: 21, color: '222222' }, paragraph: { spacing: { line: 320, after: 80 } } },
        heading1: {
          run: { font, size: 30, bold: true, color: slate },
          paragraph: { spacing: { before: 360, after: 140 }, keepNext: true },
        },
        heading2: {
          run: { font, size: 25, bold: true, color: slate },
          paragraph: { spacing: { before: 280, after: 100 }, keepNext: true },
        },
        heading3: { run: { font, size: 22, bold: true, color: slate }, paragraph: { spacing: { before: 200, after: 60 }, keepNext: true } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1300, bottom: 1200, left: 1134, right: 1134, header: 600, footer: 560 },
          },
        },
        headers: {
          default: new Header({ children: [small([paper.title, paper.mark].filter(Boolean).join('　·　'), AlignmentType.RIGHT)] }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  ...(paper.foot === null ? [] : linesOf({ text: `${paper.foot}　`, faint: true }, 15)),
                  new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], font, size: 15, color: grey }),
                ],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { before: 200, after: 120, line: 480 },
            children: [new TextRun({ text: printable(paper.title), font, bold: true, size: 38, color: slate })],
          }),
          ...paper.under.map((text) => small(text, AlignmentType.CENTER, 20)),
          ...paper.blocks.flatMap(blockOf),
        ],
      },
    ],
  })
  const bytes = await Packer.toBuffer(document, undefined, [{ path: 'docProps/core.xml', data: coreOf(paper) }])
  return dateZip(bytes, paper.at)
}

function blockOf(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: levels[block.level], children: [new TextRun({ text: printable(block.text) })] })]
    case 'paragraph':
      return [new Paragraph({ children: runs(block.words) })]
    case 'quote':
      return [
        new Paragraph({
          indent: { left: 300 },
          border: { left: { style: BorderStyle.SINGLE, size: 18, color: 'C99A2E', space: 10 } },
          children: runs(block.words),
        }),
      ]
    case 'note':
      return [new Paragraph({ children: runsOf(block.words).flatMap((each) => linesOf({ ...each, faint: true }, 17)) })]
    case 'bullets':
      return block.items.map(
        (words) => new Paragraph({ indent: { left: 360, hanging: 240 }, children: [new TextRun({ text: '· ', font }), ...runs(words)] }),
      )
    case 'facts':
      return [
        tableOf(
          block.facts.map(([name, words]) => [[{ text: name, faint: true }], words]),
          [22, 78],
          ['left', 'left'],
        ),
        gap(),
      ]
    case 'table':
      return [
        tableOf(
          block.rows,
          block.columns.map(({ share }) => share),
          block.columns.map(({ align }) => align ?? 'left'),
          block.columns.map(({ title }) => title),
        ),
        gap(),
      ]
    case 'break':
      return [new Paragraph({ pageBreakBefore: true, children: [] })]
  }
}

const gap = () => new Paragraph({ spacing: { after: 60, line: 160 }, children: [] })

function tableOf(
  rows: readonly (readonly Words[])[],
  shares: readonly number[],
  aligns: readonly ('left' | 'right' | 'center')[],
  titles?: readonly string[],
): Table {
  const all = shares.reduce((sum, share) => sum + share, 0)
  const widths = shares.map((share) => Math.floor((width * share) / all))
  const cell = (words: Words, at: number, head: boolean) =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      margins: { top: 50, bottom: 50, left: 90, right: 90 },
      verticalAlign: VerticalAlignTable.TOP,
      ...(head ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'EEF0F2' } } : {}),
      children: [
        new Paragraph({
          alignment: aligned[aligns[at] ?? 'left'],
          spacing: { after: 0, line: 280 },
          children: runsOf(words).flatMap((each) => codedRuns(head ? { ...each, bold: true } : each, 18)),
        }),
      ],
    })
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [
      ...(titles === undefined
        ? []
        : [new TableRow({ tableHeader: true, cantSplit: true, children: titles.map((title, at) => cell(title, at, true)) })]),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: row.every((words) => lengthOf(words) < 400),
            children: shares.map((_, at) => cell(row[at] ?? '', at, false)),
          }),
      ),
    ],
  })
}

const runs = (words: Words) => runsOf(words).flatMap((each) => codedRuns(each, 21))

const codedRuns = (each: Run, size: number) => [
  ...linesOf(each, size),
  ...(each.code === undefined ? [] : linesOf({ text: ` ${each.code}`, faint: true }, Math.round(size * 0.7))),
]

/** A stretch of words; each line after the first begins with a break. */
function linesOf({ text, bold, faint, unproven }: Run, size: number): TextRun[] {
  return printable(text)
    .split('\n')
    .map(
      (line, at) =>
        new TextRun({
          text: line,
          font,
          size: faint === true ? Math.min(size, 17) : size,
          ...(at === 0 ? {} : { break: 1 }),
          ...(bold === true ? { bold: true } : {}),
          ...(faint === true ? { color: grey } : {}),
          ...(unproven === true ? { highlight: 'yellow' as const } : {}),
        }),
    )
}

const small = (text: string, alignment: (typeof AlignmentType)[keyof typeof AlignmentType], size = 16) =>
  new Paragraph({ alignment, spacing: { after: 20 }, children: [new TextRun({ text: printable(text), font, size, color: grey })] })

const escaped = (text: string) => printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The library dates this part with the clock; here it has the moment of the paper. */
function coreOf({ title, issuer, at }: Paper): string {
  const moment = Temporal.Instant.from(at).round('second').toString()
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(issuer)}</dc:creator><cp:lastModifiedBy>${escaped(issuer)}</cp:lastModifiedBy><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${moment}</dcterms:modified></cp:coreProperties>`
}
