import { dutyLabels, dutyWords, unitEndings } from '../data/unit-words.ts'
import type { UnitRole } from '../contract/structure.ts'

/** A unit as found: positions relative to the passage given. */
export interface FoundUnit {
  readonly from: number
  readonly to: number
  role: UnitRole
  readonly executor: boolean
  /** Positions of the parts that share one ending, when several do. */
  readonly parts?: readonly (readonly [number, number])[]
}

interface FoundRule {
  readonly kind: 'first-listed-leads' | 'executor' | 'name-includes'
  readonly from: number
  readonly to: number
  readonly units: readonly FoundUnit[]
}

export interface FoundUnits {
  readonly units: readonly FoundUnit[]
  readonly open: boolean
  readonly rules: readonly FoundRule[]
  readonly due?: readonly [number, number]
}

interface Token {
  readonly from: number
  readonly to: number
  readonly mark: string
}

/** Splits at 、，；。 outside of brackets and quotes: names may hold 、 inside. */
export function splitList(passage: string): Token[] {
  const tokens: Token[] = []
  let depth = 0
  let quoted = false
  let start = 0
  for (let i = 0; i <= passage.length; i++) {
    const unit = passage.charAt(i)
    if ('([〈《<'.includes(unit) && unit !== '') depth++
    else if (')]〉》>'.includes(unit) && unit !== '') depth = Math.max(0, depth - 1)
    else if (unit === '"') quoted = !quoted
    if (i === passage.length || (depth === 0 && !quoted && '、,;。\n '.includes(unit))) {
      if (i > start) tokens.push({ from: start, to: i, mark: unit })
      start = i + 1
    }
  }
  return tokens
}

/** Without what stands in brackets at its end: 市委组织部(人才办) is known by 部. */
function bare(name: string): string {
  return name.replace(/[([〈<][^)\]〉>]*[)\]〉>]$/, '')
}

/** Whether words end as the name of a unit does. */
export function looksLikeUnit(name: string): boolean {
  const known = bare(name)
  return (
    known.length >= 1 &&
    known.length <= 40 &&
    !/[:"]/.test(known) &&
    unitEndings.some((ending) => known.endsWith(ending) && (known.length > ending.length || known.length > 1))
  )
}

const openEnd =
  /(?:等|及|和|以及)+(?:有关|相关|其他|各有关|各相关|市级|区级|省级|县级|市直|区直|省直|各)*(?:部门|单位|职能部门|部门单位|部门和单位|单位和部门|委办局|机构|企业|地区|地方)*$|等\d*家?(?:部门|单位)?$|等[一二三四五六七八九十\d]+(?:个|家)?(?:部门|单位)$/
const ruleStart = /^(?:下同|以下(?:均|同|任务)|不再(?:单独|重复|一一)?(?:列出|列举|赘述)|排在?(?:第一|首)位的?|列在?第一位|第一个|排名第一)/
const firstLeads =
  /(?:排|列)(?:在|名)?(?:第一|首)(?:位)?的?(?:部门|单位|者)?(?:为|是)(?:牵头|主办)(?:单位|部门)|第一(?:个)?(?:单位|部门)(?:为|是)牵头/
const notUnit = /^(?:以上|其中|另有规定|具体|并|由|时间|完成|(?:长期|持续|常年|即时).{0,4}|每年|\d{4}年.*)$/

/** Reads who does what from the inside of a bracket, a line or a sentence (folded signs). */
export function readUnits(passage: string): FoundUnits {
  const units: FoundUnit[] = []
  const rules: FoundRule[] = []
  let open = false
  let due: [number, number] | undefined
  let labelRole: UnitRole | undefined
  let pending = 0
  let stopped = false
  let ruleEnd = 0
  let afterComma = 0
  for (const token of splitList(passage)) {
    let { from } = token
    let { to } = token
    for (let again = true; again; ) {
      again = false
      const words = passage.slice(from, to)
      for (const [form, role] of dutyLabels) {
        const found = form.exec(words)
        if (found !== null) {
          labelRole = role
          pending = units.length
          from += found[0].length
          again = true
        }
      }
    }
    const dueLabel = /^(?:完成|办结|实施|推进)?(?:时限|时间|期限|节点|时间节点|时间进度)(?:要求)?:/.exec(passage.slice(from, to))
    if (dueLabel !== null) {
      due = [from + dueLabel[0].length, to]
      stopped = true
      continue
    }
    if (/^[^:]{2,8}:/.test(passage.slice(from, to)) && !/单位|部门/.test(passage.slice(from, from + 8))) {
      stopped = /领导|负责人|责任人|联系|电话/.test(passage.slice(from, to))
      if (stopped) continue
      from += passage.slice(from, to).indexOf(':') + 1
    }
    if (labelRole !== undefined && from > token.from) stopped = false
    const words = passage.slice(from, to)
    if (firstLeads.test(words)) {
      rules.push({ kind: 'first-listed-leads', from, to, units: [] })
      continue
    }
    if (from < ruleEnd) continue
    const below = readBelow(passage, from)
    if (below !== undefined) {
      ruleEnd = below.to
      if (below.units.length > 0) rules.push(below)
      continue
    }
    if (ruleStart.test(words)) {
      const lastUnit = units[units.length - 1]
      if (lastUnit?.executor && !rules.some((known) => known.kind === 'executor'))
        rules.push({ kind: 'executor', from: lastUnit.from, to, units: [lastUnit] })
      continue
    }
    if (/^\d{4}年.*(?:完成|前|底)$/.test(words)) due ??= [from, to]
    if (stopped || words === '' || notUnit.test(words)) continue
    if (passage.charAt(token.from - 1) === ',') afterComma = units.length
    // role words after the name
    let role: UnitRole | undefined
    let executor = false
    for (const [name, form] of Object.entries(dutyWords)) {
      const found = form.exec(words)
      if (found !== null) {
        role = name === 'lead' ? 'lead' : name === 'support' ? 'support' : 'responsible'
        executor = role === 'responsible' && /具体(?:负责)?(?:落实|实施)/.test(found[0])
        to -= found[0].length
        break
      }
    }
    let name = passage.slice(from, to)
    // 市民政局（牵头）: the role in a bracket behind the name
    const marked = /[([](牵头|主办|负责|责任|配合|协办|参与)(?:单位|部门)?[)\]]$/.exec(name)
    if (marked !== null) {
      to -= marked[0].length
      name = passage.slice(from, to)
    }
    const own: UnitRole | undefined =
      marked === null
        ? undefined
        : /牵头|主办/.test(marked[1] ?? '')
          ? 'lead'
          : /配合|协办|参与/.test(marked[1] ?? '')
            ? 'support'
            : 'responsible'
    const lead = /^(?:由|以及|并由|同时由)/.exec(name)
    if (lead !== null) {
      from += lead[0].length
      name = passage.slice(from, to)
    }
    const cut = openEnd.exec(name)
    if (cut !== null && /等|其他/.test(cut[0])) {
      open = true
      to -= cut[0].length
      name = passage.slice(from, to)
    }
    for (const part of splitAnd(name)) {
      const rest = openEnd.exec(name.slice(part.from, part.to))
      const end = rest !== null && rest[0].startsWith('等') ? part.to - rest[0].length : part.to
      open ||= end < part.to
      if (end > part.from) units.push({ from: from + part.from, to: from + end, role: own ?? labelRole ?? 'unspecified', executor })
    }
    if (role !== undefined) {
      // 牵头单位：甲，乙、丙按职责分工负责: behind the comma others begin
      const others = labelRole === 'lead' && role === 'responsible' && afterComma > pending
      const given = labelRole !== undefined && role === 'responsible' && !others ? labelRole : role
      if (others) pending = afterComma
      for (let i = executor ? Math.max(pending, units.length - 1) : pending; i < units.length; i++) {
        const unit = units[i]
        if (unit !== undefined) unit.role = executor ? 'responsible' : given
      }
      if (role !== 'responsible' || labelRole === undefined) pending = units.length
    }
  }
  const joined = joinShared(passage, units)
  for (const unit of joined) {
    if (/[([〈<].*下同[)\]〉>]?$/.test(passage.slice(unit.from, unit.to)))
      rules.push({ kind: 'name-includes', from: unit.from, to: unit.to, units: [unit] })
  }
  return { units: joined, open, rules, ...(due === undefined ? {} : { due }) }
}

/** 以下均涉及各县区、功能区，不再列出: a rule for all that follows, with the units it names. */
function readBelow(passage: string, from: number): FoundRule | undefined {
  const lead = /^以下(?:任务|各项任务|措施|各项|工作)?(?:均|都|全部)?(?:涉及|须由|需由|由|需|须)?/.exec(passage.slice(from))
  if (lead === null) return undefined
  const stop = passage.slice(from).search(/[,;。](?:不再|不一一|下同)/)
  const to = stop < 0 ? passage.length : from + stop
  const at = from + lead[0].length
  const names = passage.slice(at, to).replace(/(?:具体)?(?:负责)?(?:落实|配合|参与|负责|实施|按职责分工负责|组织实施)+$/, '')
  const units = splitList(names)
    .map((token): FoundUnit => ({ from: at + token.from, to: at + token.to, role: 'responsible', executor: true }))
    .filter((unit) => looksLikeUnit(passage.slice(unit.from, unit.to)))
  return { kind: 'executor', from, to, units: joinShared(passage, units) }
}

/** 市民政局和市财政局 are two, 文化和旅游局 is one: 和 parts only what looks like a unit on both sides. */
function splitAnd(name: string): { from: number; to: number }[] {
  for (const found of name.matchAll(/以及|会同|和|及|与/g)) {
    const left = name.slice(0, found.index)
    const right = name.slice(found.index + found[0].length)
    const balanced = !/[([〈<][^)\]〉>]*$/.test(left)
    if (
      balanced &&
      left.length >= 2 &&
      right.length >= 2 &&
      looksLikeUnit(left) &&
      /[局委办厅部府会院门]$/.test(bare(left)) &&
      looksLikeUnit(right)
    ) {
      return [
        { from: 0, to: found.index },
        ...splitAnd(right).map((part) => ({
          from: part.from + found.index + found[0].length,
          to: part.to + found.index + found[0].length,
        })),
      ]
    }
  }
  return [{ from: 0, to: name.length }]
}

/** 广州、深圳市政府: names without an ending of their own are one with the next that has one. */
function joinShared(passage: string, units: readonly FoundUnit[]): FoundUnit[] {
  const out: FoundUnit[] = []
  for (let i = 0; i < units.length; i++) {
    let last = i
    while (last + 1 < units.length && shares(passage, units[last], units[last + 1])) last++
    const first = units[i]
    const end = units[last]
    if (first === undefined || end === undefined) continue
    if (last > i && looksLikeUnit(passage.slice(end.from, end.to))) {
      out.push({
        from: first.from,
        to: end.to,
        role: end.role,
        executor: end.executor,
        ...(passage.slice(first.from, first.to).includes('各')
          ? {}
          : { parts: units.slice(i, last + 1).map((unit) => [unit.from, unit.to] as const) }),
      })
      i = last
    } else out.push(first)
  }
  return out
}

function shares(passage: string, unit: FoundUnit | undefined, next: FoundUnit | undefined): boolean {
  if (unit === undefined || next === undefined || unit.role !== next.role) return false
  const name = passage.slice(unit.from, unit.to)
  if (passage.slice(unit.to, next.from) !== '、') return false
  // 各区、县（市）政府, 各乡镇党委、政府 : one 各 for several kinds
  if (
    (/^(?:(?:市|全市)?各)?(?:区|县|市|镇|乡|街道|州|地)$/.test(name) || /^各.*(?:党委|党工委|政府|办事处)$/.test(name)) &&
    /^(?:区|县|市|镇|乡|乡镇|街道|州|盟|旗)?(?:[([][^)\]]{1,6}[)\]])?(?:人民)?(?:政府|办事处|街道办事处|管委会|街道办|党委|党工委)?(?:[([][^)\]]{1,6}[)\]])?$/.test(
      passage.slice(next.from, next.to),
    )
  )
    return true
  return name.length <= 6 && !/^[市省区县州各国]/.test(passage.slice(next.from, next.to)) && !looksLikeUnit(name) && !/[)\]〉]$/.test(name)
}

/** Each part of a shared name written out: 广州、深圳市政府 gives 广州市政府, 深圳市政府. */
export function membersOf(parts: readonly string[]): string[] {
  const last = parts[parts.length - 1] ?? ''
  const first = parts[0] ?? ''
  const endings = [
    '市人民政府',
    '区人民政府',
    '县人民政府',
    '人民政府',
    '市政府',
    '区政府',
    '县政府',
    '镇政府',
    '街道办事处',
    '管委会',
    '分公司',
    '公司',
    '分局',
    '局',
    '委',
    '厅',
    '部',
    '办',
  ]
  const ending = endings.find((known) => last.endsWith(known) && last.length > known.length) ?? last.slice(-1)
  const prefix = /^(?:省|市|区|县|州|国家)/.exec(first)?.[0] ?? ''
  return parts.map((part, i) =>
    i === parts.length - 1 ? (last.startsWith(prefix) ? last : prefix + last) : (part.startsWith(prefix) ? part : prefix + part) + ending,
  )
}
