import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Content, default as PdfMake, TableCell } from 'pdfmake'
import { type Block, lengthOf, type Paper, type Run, runsOf, type Words } from './contract/paper.ts'
import { type Coverage, fontCoverage, nameMissing } from './rules/font-coverage.ts'
import { printable } from './rules/printable.ts'

const place = createRequire(import.meta.url)
const normal = place.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
const bold = place.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf')
type Definition = Parameters<typeof PdfMake.createPdf>[0]

let library: Promise<typeof PdfMake> | undefined
// loaded when it is first needed: the program comes back sooner after a kill, and devices wait for that
async function load(): Promise<typeof PdfMake> {
  const { default: pdfmake } = await import('pdfmake')
  pdfmake.setFonts({ Noto: { normal, bold, italics: normal, bolditalics: bold } })
  // nothing is fetched, and of the disk only the two fonts are read
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => path === normal || path === bold)
  return pdfmake
}

let coverage: Coverage | undefined
/** Words that the fonts can print; both weights are of one family and have the same characters. */
const inPrint = (text: string) => nameMissing(printable(text), (coverage ??= fontCoverage(readFileSync(normal))))

const slate = '#2f3b46'
const grey = '#7a858e'
const sizes = { 1: 15, 2: 12.5, 3: 11 }
/** Between the margins of an A4 page, in points. */
const width = 482

/** Writes a paper as PDF, A4 upright, the used glyphs of the fonts inside; the same paper gives the same bytes. */
export async function writePdf(paper: Paper): Promise<Uint8Array> {
  const moment = new Date(Temporal.Instant.from(paper.at).epochMilliseconds)
  const definition: Definition = {
    pageSize: 'A4',
    pageMargins: [56, 62, 56, 58],
    language: 'zh-CN',
    info: {
      title: printable(paper.title),
      author: printable(paper.issuer),
      creator: 'Yinqiao',
      producer: 'Yinqiao',
      creationDate: moment,
      modDate: moment,
    },
    defaultStyle: { font: 'Noto', fontSize: 10.5, lineHeight: 1.35, color: '#222222' },
    header: {
      margin: [56, 28, 56, 0],
      columns: [
        { text: inPrint(paper.title), fontSize: 8, color: grey, width: '*' },
        { text: inPrint(paper.mark ?? ''), fontSize: 8, bold: true, color: '#b3402e', alignment: 'right', width: 'auto' },
      ],
    },
    footer: (page, pages) => ({
      margin: [56, 16, 56, 0],
      columns: [
        { text: inPrint(paper.foot ?? ''), fontSize: 7.5, color: grey, width: '*' },
        { text: `${page} / ${pages}`, fontSize: 7.5, color: grey, alignment: 'right', width: 60 },
      ],
    }),
    content: [
      { text: inPrint(paper.title), fontSize: 19, bold: true, color: slate, alignment: 'center', margin: [0, 6, 0, 8] },
      ...paper.under.map(
        (text): Content => ({ text: inPrint(text), fontSize: 10, color: grey, alignment: 'center', margin: [0, 0, 0, 2] }),
      ),
      ...paper.blocks.map(contentOf),
    ],
    // a heading does not stay behind alone at the foot of a page
    pageBreakBefore: ({ headlineLevel, startPosition }) => headlineLevel !== undefined && startPosition.verticalRatio > 0.87,
  }
  return new Uint8Array(await (await (library ??= load())).createPdf(definition).getBuffer())
}

function contentOf(block: Block): Content {
  switch (block.kind) {
    case 'heading':
      return {
        text: inPrint(block.text),
        fontSize: sizes[block.level],
        bold: true,
        color: slate,
        headlineLevel: block.level,
        margin: [0, 18 - 3 * block.level, 0, 5],
      }
    case 'paragraph':
      return { text: textOf(block.words, 10.5), margin: [0, 0, 0, 6] }
    case 'quote':
      return {
        table: { widths: ['*'], body: [[{ text: textOf(block.words, 10.5) }]] },
        layout: { hLineWidth: () => 0, vLineWidth: (at) => (at === 0 ? 2 : 0), vLineColor: () => '#c99a2e', paddingLeft: () => 10 },
        margin: [4, 0, 0, 7],
      }
    case 'note':
      return { text: textOf(block.words, 8.5), fontSize: 8.5, color: grey, margin: [0, 0, 0, 6] }
    case 'bullets':
      return { ul: block.items.map((words) => ({ text: textOf(words, 10.5) })), markerColor: grey, margin: [4, 0, 0, 6] }
    case 'facts':
      return tableOf(
        block.facts.map(([name, words]) => [[{ text: name, faint: true }], words]),
        [22, 78],
        ['left', 'left'],
      )
    case 'table':
      return tableOf(
        block.rows,
        block.columns.map(({ share }) => share),
        block.columns.map(({ align }) => align ?? 'left'),
        block.columns.map(({ title }) => title),
      )
    case 'break':
      return { text: '', pageBreak: 'after' }
  }
}

function tableOf(
  rows: readonly (readonly Words[])[],
  shares: readonly number[],
  aligns: readonly ('left' | 'right' | 'center')[],
  titles?: readonly string[],
): Content {
  const all = shares.reduce((sum, share) => sum + share, 0)
  // padding and lines are the table's own
  const widths = shares.map((share) => (share / all) * width - 11)
  const cell = (words: Words, at: number, head: boolean): TableCell => ({
    text: textOf(words, 9).map((part) => (head ? { ...part, bold: true } : part)),
    alignment: aligns[at] ?? 'left',
    fontSize: 9,
    lineHeight: 1.25,
    ...(head ? { fillColor: '#eef0f2' } : {}),
  })
  const body = [
    ...(titles === undefined ? [] : [titles.map((title, at) => cell(title, at, true))]),
    ...rows.map((row) => shares.map((_, at) => cell(row[at] ?? '', at, false))),
  ]
  if (body.length === 0) return { text: '' }
  // short rows stay whole; one longer than a page must break
  const dontBreakRows = rows.every((row) => row.every((words) => lengthOf(words) < 400))
  return {
    table: {
      widths,
      body,
      dontBreakRows,
      headerRows: titles === undefined ? 0 : 1,
      keepWithHeaderRows: titles === undefined || rows.length === 0 ? 0 : 1,
    },
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0.5,
      hLineColor: () => '#c9cfd4',
      vLineColor: () => '#c9cfd4',
      paddingLeft: () => 5,
      paddingRight: () => 5,
      paddingTop: () => 3,
      paddingBottom: () => 3,
    },
    margin: [0, 2, 0, 10],
  }
}

interface Part {
  readonly text: string
  readonly fontSize: number
  readonly bold?: boolean
  readonly color?: string
  readonly background?: string
  readonly wordBreak?: 'break-all'
}

function textOf(words: Words, size: number): Part[] {
  return runsOf(words).flatMap((each) => [
    ...partsOf(each, size),
    ...(each.code === undefined ? [] : [{ text: ` ${each.code}`, fontSize: size * 0.7, color: grey }]),
  ])
}

function partsOf({ text, bold: strong, faint, unproven }: Run, size: number): Part[] {
  const look = {
    fontSize: faint === true ? Math.min(size, 8.5) : size,
    ...(strong === true ? { bold: true } : {}),
    ...(faint === true ? { color: grey } : {}),
    ...(unproven === true ? { background: '#ffe58a' } : {}),
  }
  // long words without a gap (hashes, codes, addresses) go on in the next line instead of over the edge
  return inPrint(text)
    .split(/([!-~]{25,})/)
    .flatMap((part, at): Part[] => (part === '' ? [] : [{ text: part, ...look, ...(at % 2 === 1 ? { wordBreak: 'break-all' } : {}) }]))
}
