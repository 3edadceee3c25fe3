import { findContents } from './find-contents.ts'
import { foldMark } from './fold-mark.ts'
import { asWritten, type Normal, type Paragraph } from './normalise.ts'
import { readDay } from './read-day.ts'

/** What stands before the first section and after the last: who, when, which number, how public. */
interface DocumentHead {
  readonly title: string
  readonly number: string | null
  readonly issuer: string | null
  readonly issuedOn: string | null
  readonly disclosure: string | null
  readonly noticeTitle?: string
}

const year = '(?:19|20)\\d{2}'
const numberForm = new RegExp(
  `(?:^\\(?|(?:发文字号|文号|文件编号|字号):?)([\\u4e00-\\u9fff]{1,16}(?:\\([\\u4e00-\\u9fff]{1,6}\\))?[\\[(]${year}[\\])]第?\\d{1,5}号)`,
)
const titleEnding =
  /(?:方案|计划|规划|意见|措施|办法|行动|政策|细则|规定|决定|纲要|要点|清单|举措|条例|任务|部署|安排|通知|通告|公告|若干条|[一二三四五六七八九十]条)》?(?:的通知)?(?:\([^()]{1,24}\))*$/
const planWord =
  /(?:方案|计划|规划|意见|措施|办法|行动|政策|细则|规定|决定|纲要|要点|清单|举措|条例|任务|部署|安排|条)》?(?:\([^()]{1,24}\))*$/
const dayOnly = /^(?:\d{4}|[一二三四五六七八九〇零]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$/
const bodyNames =
  '政府|办公室|办公厅|委员会|国务院|党委|省委|市委|区委|县委|局|厅|部|中心|委|院|署|会|小组|工委|管委会|集团|公司|银行|支行|专班'
const bodyEnding = new RegExp(`(?:${bodyNames})(?:\\([^()]{2,20}\\))?$`)
const disclosureForm =
  /\(?(?:此件|本件)(?:[^()。]{0,6}?)((?:依申请|主动|不予?|公开)[^()。]{0,6})\)?|(?:公开(?:方式|属性|类型|选项)|信息公开(?:选项|类别)|政府信息公开(?:选项|属性)):?((?:主动|依申请|不予?)公开)/
const closing =
  /^(?:本|以上|该)[^。]{0,120}(?:施行|实施|执行|有效期|解释)|(?:抄送|主送|抄报|联系人|联系电话|印发|印制)|\d{4}年\d{1,2}月\d{1,2}日(?:起?(?:施行|实施)|发布|印发)|^\d{4}年\d{1,2}月\d{1,2}日[^。]{3,40}(?:发布|印发|公布)/

/** 某某办公室 2026年1月16日印发: the printing note on the last page (GB/T 9704-2012, 7.4.3). */
const imprint = /^[^,。;:]{4,40}\d{4}年\d{1,2}月\d{1,2}日印发$/

const words = (normal: Normal, paragraph: Paragraph) => normal.norm.slice(paragraph.from, paragraph.to)

/** Whether the numbered line at `i` stands in a list that 附件：1.… opens. */
function listsAnnexes(normal: Normal, i: number): boolean {
  for (let k = i - 1; k >= Math.max(0, i - 20); k--) {
    const above = normal.paragraphs[k]
    if (above === undefined) return false
    const line = words(normal, above)
    if (/^附件?:1[.、]/.test(line)) return true
    if (!/^\d{1,2}[.、](?!\d)[^。;]{2,}$/.test(line) || line.length > 60) return false
  }
  return false
}

/** Where the body ends: the closing clause, signature, date, disclosure line and annex list after it are no part of a task. */
export function findBodyEnd(normal: Normal, before = normal.paragraphs.length): number {
  const { paragraphs } = normal
  const whole = paragraphs[before - 1]?.to ?? 0
  let end = whole
  for (let i = before - 1; i > 0; i--) {
    const paragraph = paragraphs[i]
    if (paragraph === undefined) break
    const line = words(normal, paragraph)
    const tail =
      dayOnly.test(line) ||
      (line.length <= 40 && disclosureForm.test(line)) ||
      (line.length <= 160 && closing.test(line) && !/^(?:[([第]|[一二三四五六七八九十]+、|\d{1,2}[.、](?!\d))/.test(line)) ||
      (line.length <= 40 && bodyEnding.test(line) && !/[,。;:、]/.test(line) && end < whole) ||
      (line.length <= 120 && /^附件?:/.test(line)) ||
      (line.length <= 60 && imprint.test(line)) ||
      (line.length <= 60 && /^\d{1,2}[.、](?!\d)[^。;]{2,}$/.test(line) && listsAnnexes(normal, i))
    // 附则 and its clause stay together
    const above = paragraphs[i - 1]
    if (!tail || (above !== undefined && /^附则$/.test(words(normal, above)))) break
    end = paragraph.from - 1
  }
  return Math.max(0, end)
}

function signature(normal: Normal, lines: readonly Paragraph[]): { issuer: string; issuedOn: string } | undefined {
  for (let i = 0; i < lines.length; i++) {
    const paragraph = lines[i]
    if (paragraph === undefined) continue
    const line = words(normal, paragraph)
    const day = readDay(line)
    if (day === undefined) continue
    const sameLine = /^([^,。;:、\d]{3,40}?)(?:\d{4}|[一二三四五六七八九〇零]{4})年[^,。]{3,10}日(?:发布|印发|公布)?(?:[,。].*)?$/.exec(
      line,
    )
    if (sameLine?.[1] !== undefined && bodyEnding.test(sameLine[1]))
      return { issuer: asWritten(normal, paragraph.from, paragraph.from + sameLine[1].length), issuedOn: day }
    const after = /^(?:\d{4})年\d{1,2}月\d{1,2}日([^,。;:、\d]{3,40}?)(?:发布|印发|公布)/.exec(line)
    if (after?.[1] !== undefined && bodyEnding.test(after[1])) {
      const at = paragraph.from + line.indexOf(after[1])
      return { issuer: asWritten(normal, at, at + after[1].length), issuedOn: day }
    }
    if (!dayOnly.test(line.replace(/(?:印发|发布|公布)$/, ''))) continue
    const names: string[] = []
    for (let j = i - 1; j >= 0; j--) {
      const above = lines[j]
      if (above === undefined) break
      const name = words(normal, above)
      if (name.length > 60 || /[,。;:《]/.test(name) || !bodyEnding.test(name) || /文件$/.test(name)) break
      names.unshift(...namesOfLine(normal, above))
    }
    return { issuer: names.join('、'), issuedOn: day }
  }
  return undefined
}

/** Two bureaus may sign on one line, parted by spaces only. */
function namesOfLine(normal: Normal, paragraph: Paragraph): string[] {
  const raw = normal.plain.slice(normal.at[paragraph.from] ?? 0, (normal.at[paragraph.to - 1] ?? 0) + 1)
  const parts = raw.split(/[\s\u3000]+/).filter((part) => part !== '')
  return parts.length > 1 && parts.every((part) => bodyEnding.test(part) && part.length >= 4)
    ? parts
    : [asWritten(normal, paragraph.from, paragraph.to)]
}

function titles(normal: Normal, head: readonly Paragraph[]): { title: string; noticeTitle?: string } {
  const found: { text: string; folded: string }[] = []
  for (let i = 0; i < head.length; i++) {
    const paragraph = head[i]
    if (paragraph === undefined) continue
    const line = words(normal, paragraph)
    if (line.length > 90 || /[。;:]|,(?!.*》)/.test(line) || !titleEnding.test(line) || disclosureForm.test(line)) continue
    let from = i
    while (from > 0 && i - from < 3) {
      const above = head[from - 1]
      const own = head[from]
      if (above === undefined || own === undefined) break
      const over = words(normal, above)
      const here = words(normal, own)
      if (
        over.length > 50 ||
        !/[\u4e00-\u9fff]/.test(over) ||
        /[。;:,!?]/.test(over) ||
        dayOnly.test(over) ||
        numberForm.test(over) ||
        disclosureForm.test(over) ||
        /文件$/.test(over)
      )
        break
      // 某某局关于… begins with its issuer: nothing above belongs to it
      if (new RegExp(`^[^《》]{2,40}(?:${bodyNames})(?:关于|印发)`).test(here)) break
      if (titleEnding.test(over) && !/^(?:的|\()/.test(here)) break
      if ((bodyEnding.test(over) && !/^关于/.test(here)) || /^附件?\d*:?$/.test(over)) break
      from--
    }
    const start = head[from]
    if (start === undefined) continue
    // （2026—2027年） on a line of its own belongs to the title above
    const next = head[i + 1]
    const years =
      next !== undefined &&
      !/通知$/.test(line) &&
      !readDay(words(normal, next)) &&
      /^\([^()]{2,24}\)$/.test(words(normal, next)) &&
      !disclosureForm.test(words(normal, next))
        ? 1
        : 0
    found.push({
      text: head
        .slice(from, i + 1 + years)
        .map((part) => asWritten(normal, part.from, part.to))
        .join(''),
      folded: normal.norm.slice(start.from, head[i + years]?.to ?? paragraph.to).replaceAll('\n', ''),
    })
  }
  // 两办印发《…意见》 is how the press heads a document of two offices
  const isNotice = (folded: string) => /通知$|^[^《》]{4,60}印发《[^《》]+》$/.test(folded)
  const plans = found.filter((one) => !isNotice(one.folded) && planWord.test(one.folded))
  const notice = found.find((one) => isNotice(one.folded))
  const last = plans[plans.length - 1]
  // 《…方案》（试行） as a title: the marks are no part of it
  const plan =
    last === undefined ? undefined : { ...last, text: /^《[^《》]+》/.test(last.text) ? last.text.replace(/[《》]/g, '') : last.text }
  if (plan !== undefined) return notice === undefined ? { title: plan.text } : { title: plan.text, noticeTitle: notice.text }
  if (notice === undefined) return { title: found[found.length - 1]?.text ?? '' }
  const inner = /印发(?:《([^》]+)》|(.+?))(?:的通知)?$/.exec(notice.text)
  return { title: inner?.[1] ?? inner?.[2] ?? notice.text, noticeTitle: notice.text }
}

/** The value behind a label (发文机关：某某) up to the next wide gap or label, or on the next line. */
function labelValue(normal: Normal, head: readonly Paragraph[], label: RegExp): string | null {
  for (const [i, paragraph] of head.entries()) {
    const raw = normal.plain.slice(normal.at[paragraph.from] ?? 0, (normal.at[paragraph.to - 1] ?? 0) + 1)
    const parts = raw.split(/[:：]/)
    for (const [k, part] of parts.entries()) {
      const name =
        part
          .trim()
          .split(/[\s|>]+/)
          .pop() ?? ''
      if (!label.test(name) || k + 1 > parts.length - 1) continue
      const next = head[i + 1]
      const same = (parts[k + 1] ?? '').trim().split(/[\s|]+/)[0] ?? ''
      const value = same === '' && next !== undefined ? asWritten(normal, next.from, next.to) : same
      if (value.length >= 3 && value.length <= 40 && !/[:：。]/.test(value)) return value
    }
  }
  return null
}

function labelledDay(normal: Normal, head: readonly Paragraph[]): string | undefined {
  for (const label of [/^(?:成文日期|发文日期|印发日期)$/, /^(?:发布日期|发布时间)$/]) {
    const value = labelValue(normal, head, label)
    // 2023-06-26, 2023/6/26, 2023.6.26 stand for a day only behind a label
    const short = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(value ?? '')
    const day = readDay(short === null ? (value ?? '') : `${short[1]}年${short[2]}月${short[3]}日`)
    if (day !== undefined) return day
  }
  return undefined
}

/** The bodies a title opens with (某市民政局 某市财政局关于…, 某办印发…), several joined with 、. */
function issuerOfTitle(normal: Normal, head: readonly Paragraph[], title: string): string | null {
  const found = /^([^《》]{3,80}?)(?:关于|印发|转发|批转)/.exec(title)?.[1]
  if (found === undefined) return null
  const first = head.find((paragraph) => title.startsWith(asWritten(normal, paragraph.from, paragraph.to).slice(0, 8)))
  if (first === undefined) return found
  const raw = normal.plain.slice(normal.at[first.from] ?? 0, (normal.at[first.to - 1] ?? 0) + 1)
  const names = (raw.split(/关于|印发|转发|批转/)[0] ?? '').split(/[\s\u3000、]+/).filter((part) => part !== '')
  return names.length > 1 && names.join('') === found.replaceAll('、', '') && names.every((name) => bodyEnding.test(name))
    ? names.join('、')
    : found
}

/** Reads title, number, issuer, day and disclosure from the paragraphs before `bodyFrom` and after `bodyTo`. */
export function readHead(
  normal: Normal,
  bodyFrom: number,
  bodyTo: number,
  parts: readonly { from: number; to: number }[] = [],
): DocumentHead {
  const contents = findContents(normal)
  const head = normal.paragraphs.filter(
    (paragraph, i) =>
      !(contents !== undefined && i >= contents.first && i < contents.past) &&
      (paragraph.to <= bodyFrom || (paragraph.from < bodyFrom && bodyFrom >= normal.norm.length)),
  )
  // the signature may stand between the body and its annexes
  const tail = normal.paragraphs.filter(
    (paragraph) =>
      paragraph.from > bodyTo ||
      (parts.length > 0 && paragraph.from > bodyFrom && !parts.some((part) => paragraph.from >= part.from && paragraph.from < part.to)),
  )
  let number: string | null = null
  let disclosure: string | null = null
  let masthead: string | null = null
  for (const paragraph of [...head, ...tail]) {
    const line = words(normal, paragraph)
    const numbered = line.length <= 80 ? numberForm.exec(line) : null
    if (number === null && numbered?.[1] !== undefined) {
      const at = paragraph.from + numbered.index + numbered[0].length - numbered[1].length
      number = asWritten(normal, at, at + numbered[1].length).replace(/[０-９]/g, foldMark)
    }
    const open = line.length <= 60 ? disclosureForm.exec(line) : null
    if (disclosure === null && open !== null) disclosure = open[1] ?? open[2] ?? null
    if (masthead === null && line.length <= 40 && /文件$/.test(line) && bodyEnding.test(line.slice(0, -2)))
      masthead = asWritten(normal, paragraph.from, paragraph.to - 2)
  }
  const signed = signature(normal, head) ?? signature(normal, tail)
  const title = titles(normal, head)
  const byTitle = issuerOfTitle(normal, head, title.noticeTitle ?? title.title)
  const labelled = labelValue(normal, head, /^(?:发文机关|发布机构|发文机构|发文单位|发布单位|制发机关|制定机关)$/)
  // a day on the line of the number, or in a bracket under the title
  const besideDay = head
    .map((paragraph) => words(normal, paragraph))
    .filter((line) => line.length <= 60 && (numberForm.test(line) || /^\([^()]{8,14}\)$/.test(line)))
    .map(readDay)
    .find((day) => day !== undefined)
  const issuedLabel = labelledDay(normal, head)
  return {
    ...title,
    number,
    disclosure,
    issuer: (signed?.issuer ? signed.issuer : null) ?? (byTitle?.includes('、') ? byTitle : null) ?? masthead ?? labelled ?? byTitle,
    issuedOn: signed?.issuedOn ?? issuedLabel ?? besideDay ?? null,
  }
}
