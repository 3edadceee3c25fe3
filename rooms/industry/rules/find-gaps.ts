import type { ChainLink, ChainNode, GapKind } from '../contract/chain.ts'

/** A firm on a node, as the rules see it on a day. `inDistrict` null = its place is not known. */
export interface StandingFirm {
  readonly nodeCode: string
  readonly firmId: string
  readonly role: 'leader' | 'backbone' | 'member'
  /** In business (active in the register), not only known by name, suspended or closed. */
  readonly operating: boolean
  readonly inDistrict: boolean | null
}
export interface FoundGap {
  readonly nodeCode: string
  readonly kind: GapKind
  readonly rule: string
}

/** The stated rules, as a gap keeps them. */
export const gapRules: Readonly<Record<GapKind, string>> = {
  fill: '补链：末级环节上没有在营的本区企业（企业所在未知的不算缺口）',
  strengthen: '强链：末级环节上只有一家在营企业，或没有一家是链主或骨干',
  extend: '延链：供应关系的端点环节写明了图谱之外希望延伸的方向',
}

/** Codes of the nodes that carry firms: those that are nobody's parent. */
export function leavesOf(nodes: readonly ChainNode[]): ReadonlySet<string> {
  const parents = new Set(nodes.map(({ parent }) => parent))
  return new Set(nodes.filter(({ code }) => !parents.has(code)).map(({ code }) => code))
}

/** Firms that count on a node: operating, and not known to lie outside the district; each once. */
export function countingFirms(firms: readonly StandingFirm[], nodeCode: string): StandingFirm[] {
  const seen = new Map<string, StandingFirm>()
  for (const firm of firms)
    if (firm.nodeCode === nodeCode && firm.operating && firm.inDistrict !== false && !seen.has(firm.firmId)) seen.set(firm.firmId, firm)
  return [...seen.values()]
}

/**
 * The gaps of a graph on a day. 补 fill: a leaf without an operating firm of the district. 强 strengthen: a leaf with only
 * one, or with none that leads (leader or backbone). 延 extend: a leaf that ends the chain (no supply link on its outward
 * side: upstream nodes lack suppliers, the others lack customers) and says what is wanted beyond it.
 */
export function findGaps(nodes: readonly ChainNode[], links: readonly ChainLink[], firms: readonly StandingFirm[]): FoundGap[] {
  const leaves = leavesOf(nodes)
  const supplied = new Set(links.map(({ to }) => to))
  const supplying = new Set(links.map(({ from }) => from))
  return nodes
    .filter(({ code }) => leaves.has(code))
    .flatMap(({ code, stage, outward }) => {
      const standing = countingFirms(firms, code)
      const kinds: GapKind[] = []
      if (standing.length === 0) kinds.push('fill')
      else if (standing.length === 1 || standing.every(({ role }) => role === 'member')) kinds.push('strengthen')
      const end = stage === 'upstream' ? !supplied.has(code) : !supplying.has(code)
      if (outward !== null && end) kinds.push('extend')
      return kinds.map((kind) => ({ nodeCode: code, kind, rule: gapRules[kind] }))
    })
}

/** What the whole chain counts: a firm on five nodes is one firm. */
export function countChain(nodes: readonly ChainNode[], firms: readonly StandingFirm[]) {
  const leaves = [...leavesOf(nodes)]
  const onLeaves = new Set(leaves)
  return {
    nodes: leaves.length,
    covered: leaves.filter((code) => countingFirms(firms, code).length > 0).length,
    firms: new Set(firms.filter(({ nodeCode }) => onLeaves.has(nodeCode)).map(({ firmId }) => firmId)).size,
  }
}
