import type { Output } from '@yinqiao/kernel/contract'
import type { Tone } from '@yinqiao/kernel/web'
import type { GetInstitution } from '@yinqiao/orgs/contract'

export type InstitutionRecord = Output<typeof GetInstitution>

/** How each state of an institution looks; `listed` is hollow, for nobody has confirmed it. */
export const institutionTone: Readonly<Record<InstitutionRecord['state'], Tone>> = {
  listed: 'idle',
  open: 'good',
  suspended: 'due',
  closed: 'alert',
  merged: 'busy',
}

/** The states a person may set by hand (merging is a decision about duplicates). */
export const settableStates = ['listed', 'open', 'suspended', 'closed'] as const
