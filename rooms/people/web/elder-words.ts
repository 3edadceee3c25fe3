import type { Output } from '@yinqiao/kernel/contract'
import type { Tone } from '@yinqiao/kernel/web'
import type { GetElder, GetLifeStates, ListElders } from '@yinqiao/people/contract'

export type ElderRow = Output<typeof ListElders>['rows'][number]
export type ElderRecord = Output<typeof GetElder>
export type LifeRecord = Output<typeof GetLifeStates>
export type LifeName = NonNullable<ElderRow['lifeState']>

/** How each life state looks. */
export const lifeTone: Readonly<Record<LifeName, Tone>> = {
  'at-home': 'good',
  away: 'busy',
  hospital: 'due',
  institution: 'busy',
  moved: 'idle',
  dead: 'idle',
}
