import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { ClosingUnfit } from '../contract/chain-refusals.ts'
import { contains, type Span } from './days.ts'

/** What a gap is to be closed with: a firm settled on a node, or a supply contract. */
export interface ClosingRecord extends Span {
  readonly kind: 'settlement' | 'supply'
  readonly nodeCode: string | null
  /** The firm behind it (the seller) is operating. */
  readonly operating: boolean
}

interface GapFacts {
  readonly nodeCode: string
  readonly kind: string
  readonly openedOn: string
}

/**
 * Whether a record closes a gap on a day. It must be of the gap's node (for 延 also of a node linked to it), hold on
 * that day, begin no earlier than the gap was found (what stood already closes nothing), be of an operating firm; and
 * a settlement must have silenced the rule: where the gap is still found, the firm is too small an answer.
 */
export function checkClosing(
  gap: GapFacts,
  record: ClosingRecord,
  on: string,
  stillFound: boolean,
  linked: ReadonlySet<string>,
): Refusal | undefined {
  const unfit = (problem: string, problemEn: string) => refuse(ClosingUnfit, { problem, problemEn }, 'by')
  const here = record.nodeCode === gap.nodeCode || (gap.kind === 'extend' && record.nodeCode !== null && linked.has(record.nodeCode))
  if (!here) return unfit('不属于该环节', 'it is of another node')
  if (!contains(record, on)) return unfit('关闭日不在其有效期内', 'it is not in force on the day of closing')
  if (record.from < gap.openedOn)
    return unfit('早于缺口发现日，原有的企业或合同不能关闭缺口', 'it is older than the gap: what stood already closes nothing')
  if (!record.operating) return unfit('企业不是存续状态', 'its firm is not active')
  if (record.kind === 'settlement' && gap.kind !== 'extend' && stillFound)
    return unfit('按规则缺口仍然存在', 'by its rule the gap is still there')
  return undefined
}
