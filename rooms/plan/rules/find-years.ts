/** A passage that binds what follows to a year: 到2028年底, 2026年, “十五五”末. */
export interface YearAnchor {
  readonly from: number
  readonly to: number
  readonly year: number
}

const anchor =
  /(?:(20\d{2})年?[-~至](?:到)?)?(20\d{2})年(?:年?(?:底|末)前?|(?:\d{1,2}月)?(?:底|末)?前|(?:\d{1,2})月(?:底|末)|内|上半年|下半年)?/g
const plan = /"?十([三四五六七])五"?(?:规划)?(?:时期|期间)?(?:期?末|末期|收官|期间|时期)/g
const ends: Readonly<Record<string, number>> = { 三: 2020, 四: 2025, 五: 2030, 六: 2035, 七: 2040 }

/** Years that bind promises; not days, dates of coming into force, base years (比2020年) or years of documents. */
export function findYears(norm: string): YearAnchor[] {
  const anchors: YearAnchor[] = []
  for (const found of norm.matchAll(anchor)) {
    const from = found.index
    const to = from + found[0].length
    const lead = norm.slice(Math.max(0, from - 3), from)
    const rest = norm.slice(to, to + 6)
    if (/[比较以自从与\d较《]$/.test(lead) || /^(?:\d{1,2}月\d{1,2}日|以来|起|为基|的基础|发布|印发|版|度?计划|度?工作)/.test(rest))
      continue
    if (/^\d{1,2}月(?!底|末|前)/.test(rest)) continue
    anchors.push({ from, to, year: Number(found[2]) })
  }
  for (const found of norm.matchAll(plan)) {
    const year = ends[found[1] ?? '']
    if (year !== undefined) anchors.push({ from: found.index, to: found.index + found[0].length, year })
  }
  return anchors.sort((a, b) => a.from - b.from)
}
