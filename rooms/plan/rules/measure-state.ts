import type { MeasureState } from '../contract/measures.ts'

/** What the state of a number follows from; nobody sets it by hand. */
export interface StateFacts {
  /** Why the target has no meaning yet; null: it has one (or the measure is of no target). */
  readonly undefinedWhy: string | null
  readonly later: boolean
  readonly disputes: number
  /** When the stalest source last said something; null: never. */
  readonly newest: string | null
  /** Nothing was recorded by the day asked about: all was entered afterwards. */
  readonly late?: boolean
  /** Whole days since then at the moment asked about. */
  readonly ageDays: number | null
  readonly freshDays: number
  readonly coverage: number | null
  readonly leastCoverage: number
  readonly undecided: number
  readonly leaks: number
}

/** The first of these that holds. Only 正常 is judged; every other state is grey, and says why. */
export function measureState(facts: StateFacts): { readonly state: MeasureState; readonly why: string } {
  if (facts.undefinedWhy !== null) return { state: '口径未定', why: facts.undefinedWhy }
  if (facts.later) return { state: '未到期', why: '所属阶段尚未开始' }
  if (facts.disputes > 0) return { state: '有争议', why: `有 ${facts.disputes} 件对记录的异议未决` }
  if (facts.newest === null) return { state: '无数据', why: '来源中还没有任何记录' }
  if (facts.leaks > 0) return { state: '数据不足', why: `分子有 ${facts.leaks} 行不在分母中，不给出比率` }
  if (facts.ageDays !== null && facts.ageDays > facts.freshDays)
    return { state: '过期', why: `来源已 ${facts.ageDays} 天没有新记录，时效为 ${facts.freshDays} 天` }
  if (facts.coverage !== null && facts.coverage < facts.leastCoverage)
    return {
      state: '数据不足',
      why: `有 ${facts.undecided} 行缺少判定所需的事实，可判定比例低于 ${Math.round(facts.leastCoverage * 100)}%`,
    }
  const told = facts.undecided > 0 ? `另有 ${facts.undecided} 行缺少判定所需的事实` : '记录齐全'
  return { state: '正常', why: facts.late === true ? `${told}；记录是事后补登的` : told }
}

export type Judgement = 'met' | 'not-met' | 'no-value-set' | 'not-judged'

/** Compares a number with what is to be reached; a state other than 正常, or no number, is never judged. */
export function judgeTarget(
  state: MeasureState,
  value: string | null,
  target: { readonly op: '>=' | '<=' | '='; readonly value: string } | null,
): Judgement {
  if (state !== '正常' || value === null) return 'not-judged'
  if (target === null) return 'no-value-set'
  const [have, want] = [Number(value), Number(target.value)]
  const met = target.op === '>=' ? have >= want : target.op === '<=' ? have <= want : have === want
  return met ? 'met' : 'not-met'
}
