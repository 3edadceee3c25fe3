/** What a target's state follows from, before any number is looked at. */
export interface TargetFacts {
  /** Words of the target that say too little by themselves, each with whether an interpretation is in force. */
  readonly terms: readonly { readonly term: string; readonly interpreted: boolean }[]
  /** Whether the clause as a whole is interpreted. */
  readonly wholeInterpreted: boolean
  /** The phase has not begun. */
  readonly later: boolean
  readonly hasMeasure: boolean
}

/**
 * 口径未定 until somebody has said what the target means: each vague word, or the clause as a whole. Then 未到期 while
 * its phase has not begun, then 无数据 while no measure is bound. Never 0 % and never 100 %.
 */
export function targetState({ terms, wholeInterpreted, later, hasMeasure }: TargetFacts): {
  readonly state: '口径未定' | '未到期' | '无数据'
  readonly why: string
} {
  const open = terms.filter(({ interpreted }) => !interpreted).map(({ term }) => term)
  if (!wholeInterpreted && open.length > 0) return { state: '口径未定', why: `“${open.join('”“')}”还没有生效的释义` }
  if (!wholeInterpreted && terms.length === 0) return { state: '口径未定', why: '这一目标还没有生效的释义' }
  if (later) return { state: '未到期', why: '所属阶段尚未开始' }
  return { state: '无数据', why: hasMeasure ? '指标还没有记录' : '还没有绑定指标' }
}
