import type { Output } from '@yinqiao/kernel/contract'
import type { Tone } from '@yinqiao/kernel/web'
import type { GetVersion, ListCover, ListDuties, ListTargets, VersionRow } from '@yinqiao/plan/contract'
import type { z } from 'zod'

export type PlanText = Output<typeof GetVersion>
export type Clause = PlanText['clauses'][number]
export type Structure = NonNullable<PlanText['structure']>
export type Cover = Output<typeof ListCover>
export type CoverLine = Cover['rows'][number]
export type DutyRow = Output<typeof ListDuties>['rows'][number]
export type TargetRow = Output<typeof ListTargets>['rows'][number]
export type Version = z.output<typeof VersionRow>

export const coverTone: Readonly<Record<CoverLine['state'], Tone>> = { bound: 'good', 'note-only': 'due', uncovered: 'idle' }
export const dutyTone: Readonly<Record<DutyRow['status'], Tone>> = { open: 'due', accepted: 'good', disputed: 'alert', ended: 'idle' }
export const versionTone: Readonly<Record<Version['state'], Tone>> = {
  draft: 'due',
  'in-force': 'good',
  stored: 'busy',
  superseded: 'idle',
  repealed: 'idle',
}

/** Text as people read it: hard line breaks and the spaces around them are those of the page, not of the sentence. */
export function unbroken(text: string): string {
  return text.replace(/\s*\n\s*/g, '')
}
