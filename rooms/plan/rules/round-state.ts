import type { RoundState } from '../contract/round-parts.ts'

/** What is done to a round, from which states, and where it leads; the way is always forward. */
export const roundActs = {
  freeze: { from: ['open'], to: 'frozen', zh: '冻结', en: 'frozen' },
  manifest: { from: ['frozen'], to: 'frozen', zh: '编制清单', en: 'given a manifest' },
  report: { from: ['frozen'], to: 'frozen', zh: '撰写自评', en: 'reported on' },
  sample: { from: ['frozen'], to: 'frozen', zh: '抽查', en: 'sampled' },
  find: { from: ['frozen'], to: 'frozen', zh: '评审', en: 'reviewed' },
  review: { from: ['frozen'], to: 'reviewed', zh: '结束评审', en: 'closed for review' },
  sign: { from: ['reviewed'], to: 'signed', zh: '签发', en: 'signed' },
  disclose: { from: ['signed'], to: 'signed', zh: '作出公开决定', en: 'decided on' },
  publish: { from: ['signed'], to: 'published', zh: '公布', en: 'published' },
  archive: { from: ['published'], to: 'archived', zh: '归档', en: 'archived' },
  supplement: { from: ['signed', 'published', 'archived'], to: null, zh: '补充', en: 'supplemented' },
} as const satisfies Readonly<
  Record<string, { readonly from: readonly RoundState[]; readonly to: RoundState | null; readonly zh: string; readonly en: string }>
>
export type RoundAct = keyof typeof roundActs

export const roundWords: Readonly<Record<RoundState, { readonly zh: string; readonly en: string }>> = {
  open: { zh: '进行中', en: 'open' },
  frozen: { zh: '已冻结', en: 'frozen' },
  reviewed: { zh: '已评审', en: 'reviewed' },
  signed: { zh: '已签发', en: 'signed' },
  published: { zh: '已公布', en: 'published' },
  archived: { zh: '已归档', en: 'archived' },
}

/** Whether a round may be acted on so: null, or why not. What is signed is told apart from what is too early or too late. */
export function roundMove(state: RoundState, act: RoundAct): null | 'signed' | 'not-now' {
  const from: readonly RoundState[] = roundActs[act].from
  if (from.includes(state)) return null
  return ['signed', 'published', 'archived'].includes(state) && ['report', 'sample', 'find', 'sign'].includes(act) ? 'signed' : 'not-now'
}
