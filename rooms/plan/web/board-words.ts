import type { MeasureScope, Output } from '@yinqiao/kernel/contract'
import { todayHere, useLanguage, useSay, useWords } from '@yinqiao/kernel/web'
import type { GetBoard, GetMeasure, ListMeasures, MeasureResult } from '@yinqiao/plan/contract'
import type { z } from 'zod'
import { en } from './board-en.ts'
import { zh } from './board-zh.ts'

import { inUnit } from '../rules/in-unit.ts'

export type Board = Output<typeof GetBoard>
export type BoardTarget = Board['phases'][number]['targets'][number]
export type Result = z.output<typeof MeasureResult>
export type MeasureRow = Output<typeof ListMeasures>['rows'][number]
export type Measure = Output<typeof GetMeasure>
export type Version = Measure['versions'][number]

export const useBoardWords = () => useWords(zh, en)

/** What is asked of numbers: which rows, on which day, as known when; `known` is a day, its end is meant. */
export interface Question {
  readonly scope: MeasureScope
  readonly day: string | null
  readonly known: string | null
}
export const everything: Question = { scope: { kind: 'district' }, day: null, known: null }

/** The input that queries take for a question. The end of a day in Shanghai is 16:00 UTC of it. */
export function inputOf({ scope, day, known }: Question) {
  return { scope, validAt: day, knownAt: known === null || known === todayHere() ? null : `${known}T16:00:00Z` }
}

/** A number as people read it; no more than two places. */
export function useNumber(): (value: number) => string {
  const { language } = useLanguage()
  return (value) => value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en', { maximumFractionDigits: 2 })
}

/** The value of a result in words: a number in its unit, or that it is hidden, or that there is nothing to count. */
export function useTellValue(): (result: Result) => string {
  const say = useBoardWords()
  const number = useNumber()
  const told = useSay()
  return (result) =>
    result.hidden
      ? say('notShown')
      : result.value === null
        ? say('nothing')
        : `${number(inUnit(result.value, result.unit))} ${told(result.unit)}`
}

export const signs = { '>=': '≥', '<=': '≤', '=': '＝' } as const

/** States in which a number stands beside its state; in the others there is no number to speak of. */
export const speaks: ReadonlySet<Result['state']> = new Set(['正常', '过期', '数据不足', '有争议', '冻结'])
