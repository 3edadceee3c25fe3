import { isRefusal, type Refusal, refuse } from '@yinqiao/kernel/contract'
import { ReadBrokenDocx, ReadEmpty, ReadEncoding, ReadNotText, ReadTooLarge } from '../contract/read-refusals.ts'
import type { PlanStructure } from '../contract/structure.ts'
import { readPlan } from '../rules/read-plan.ts'

/** Greatest docx that is read, in bytes: pictures make them large. */
export const greatestFile = 40 * 1024 * 1024
/** Greatest plain text that is read, in bytes; the longest five-year plans have half of one. */
export const greatestText = 10 * 1024 * 1024

const starts = (bytes: Uint8Array, ...signs: number[]) => signs.every((sign, i) => bytes[i] === sign)

/** What a binary file is, by its first bytes; undefined for text. */
function binaryKind(bytes: Uint8Array): string | undefined {
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return 'PDF'
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'Word 97-2003 (doc)'
  if (starts(bytes, 0x50, 0x4b)) return 'zip'
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47) || starts(bytes, 0xff, 0xd8, 0xff) || starts(bytes, 0x47, 0x49, 0x46)) return '图片'
  if (starts(bytes, 0x1f, 0x8b)) return 'gzip'
  return undefined
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Share of signs (of the first 20000) that Chinese documents are made of; a wrong decoding gives rare signs and controls. */
function plausible(text: string): number {
  let good = 0
  let all = 0
  for (let i = 0; i < text.length && all < 20000; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) continue
    all++
    if (
      (code >= 0x4e00 && code <= 0x9fff) ||
      (code > 0x20 && code < 0x7f) ||
      (code >= 0x3000 && code <= 0x303f) ||
      (code >= 0xff00 && code <= 0xffef) ||
      (code >= 0x2000 && code <= 0x26ff)
    )
      good++
  }
  return all === 0 ? 1 : good / all
}

function utf16Kind(bytes: Uint8Array): string | undefined {
  if (starts(bytes, 0xff, 0xfe)) return 'utf-16le'
  if (starts(bytes, 0xfe, 0xff)) return 'utf-16be'
  const head = bytes.subarray(0, 2000)
  let even = 0
  let odd = 0
  head.forEach((byte, i) => {
    if (byte !== 0x0a && byte !== 0x0d && byte !== 0x30 && byte !== 0x4e && byte !== 0x00) return
    if (i % 2 === 0) even++
    else odd++
  })
  const zeros = head.filter((byte) => byte === 0).length
  if (zeros < 2 || bytes.length % 2 !== 0) return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/**
 * Decodes a document to text without byte order mark: UTF-8, UTF-16, GB18030 (GBK, GB 2312), or the raw text of a docx.
 * Offsets of a reading count in this text.
 */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<string | Refusal> {
  const file = fileName.split(/[\\/]/).pop() ?? fileName
  if (bytes.length > greatestFile) return refuse(ReadTooLarge, { file, limit: greatestFile / 1024 / 1024 })
  if (bytes.length === 0) return refuse(ReadEmpty, { file })
  if (/\.docx$/i.test(file) || (starts(bytes, 0x50, 0x4b, 3, 4) && /word\/document\.xml/.test(latin(bytes)))) return readDocx(bytes, file)
  if (bytes.length > greatestText) return refuse(ReadTooLarge, { file, limit: greatestText / 1024 / 1024 })
  const kind = binaryKind(bytes)
  if (kind !== undefined) return refuse(ReadNotText, { file, found: kind })
  const wide = utf16Kind(bytes)
  const utf8 = wide === undefined ? decode(bytes, 'utf-8') : undefined
  const encoding = wide ?? (utf8 === undefined ? 'gb18030' : 'utf-8')
  const text = utf8 ?? decode(bytes, encoding)
  if (text === undefined) return refuse(ReadEncoding, { file })
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text
  if (plain.trim() === '') return refuse(ReadEmpty, { file })
  if (plain.includes('\0')) return refuse(ReadNotText, { file, found: '二进制数据' })
  if (plausible(plain) < 0.7 || (encoding === 'gb18030' && !/[的和在][^]*[，。、]|[，。、][^]*[的和在]/.test(plain)))
    return refuse(ReadEncoding, { file })
  return plain
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** Greatest size a docx may unpack to; more is no document but a trap. */
const greatestUnpacked = 500 * 1024 * 1024

/** Sum of the unpacked sizes that the archive's directory declares (PKWARE APPNOTE 4.3.12). */
function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let sum = 0
  for (let i = 0; i + 46 <= bytes.length; i++) {
    if (bytes[i] === 0x50 && bytes[i + 1] === 0x4b && bytes[i + 2] === 1 && bytes[i + 3] === 2) sum += view.getUint32(i + 24, true)
  }
  return sum
}

const marks: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&nbsp;': ' ' }

/** Plain text of the HTML that mammoth makes: a paragraph a line, a row of a table a line with tabs between its cells. */
function textOfHtml(html: string): string {
  const rows = html.replace(/<tr>[^]*?<\/tr>/g, (row) =>
    row
      .replace(/<\/p>(?=<p)/g, '')
      .replace(/<\/?(?:p|br)[^>]*>/g, '')
      .replace(/<\/t[dh]>(?!<\/tr>)/g, '\t')
      .replace('</tr>', '\n\n'),
  )
  return rows
    .replace(/<br ?\/?>/g, '\n')
    .replace(/<\/(?:p|h[1-6]|li)>/g, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|amp|quot|nbsp);/g, (mark) => marks[mark] ?? mark)
}

async function readDocx(bytes: Uint8Array, file: string): Promise<string | Refusal> {
  if (!starts(bytes, 0x50, 0x4b) || unpackedSize(bytes) > greatestUnpacked) return refuse(ReadBrokenDocx, { file })
  // loaded when it is first needed: the program comes back sooner after a kill, and devices wait for that
  const { default: mammoth } = await import('mammoth')
  // pictures say nothing that is read
  const noImage = mammoth.images.imgElement(() => Promise.resolve({ src: '' }))
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const { value } = await mammoth.extractRawText({ buffer })
    if (value.trim() === '') return refuse(ReadEmpty, { file })
    // the raw text takes tables apart into lines; rows must stay rows
    const html = (await mammoth.convertToHtml({ buffer }, { convertImage: noImage })).value
    return html.includes('<table') ? textOfHtml(html) : value
  } catch {
    // the archive or its XML is damaged; mammoth has no errors of its own kind to tell apart
    return refuse(ReadBrokenDocx, { file })
  }
}

/** Reads a plan from a file of any accepted sort; the decoded text comes with it, for its offsets. */
export async function readPlanFile(bytes: Uint8Array, fileName: string): Promise<PlanStructure | Refusal> {
  const text = await readDocument(bytes, fileName)
  if (isRefusal(text)) return text
  const plan = readPlan(text)
  return plan
}
