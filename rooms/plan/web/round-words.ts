import type { Output } from '@yinqiao/kernel/contract'
import { type Tone, useDays, useWords } from '@yinqiao/kernel/web'
import type { GetRound, RoundRow } from '@yinqiao/plan/contract'
import { en } from './round-en.ts'
import { zh } from './round-zh.ts'

export type Round = Output<typeof GetRound>
export type RoundLine = RoundRow
export type Target = Round['targets'][number]

export const roundTone: Readonly<Record<RoundLine['state'], Tone>> = {
  open: 'busy',
  frozen: 'due',
  reviewed: 'due',
  signed: 'good',
  published: 'good',
  archived: 'idle',
}
// only what is judged has a colour; grey states are never red or green
export const outcomeTone: Readonly<Record<Target['outcome'], Tone>> = {
  met: 'good',
  'not-met': 'alert',
  undefined: 'idle',
  'no-data': 'idle',
  thin: 'idle',
  stale: 'idle',
  'not-due': 'idle',
  disputed: 'idle',
  'no-value-set': 'idle',
  'not-judged': 'idle',
}

/** Words and readings of rounds. */
export function useRoundWords() {
  const say = useWords(zh, en)
  const { day, moment } = useDays()
  return { say, day, moment, percent: (share: number | null) => (share === null ? '—' : `${(share * 100).toFixed(1)}%`) }
}
