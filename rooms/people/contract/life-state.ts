import { Day, id, Instant } from '@yinqiao/kernel/contract'
import { z } from 'zod'

/** Where life stands: at home, away (journey, with children), in hospital, in a home for the aged, moved out of the district, dead. */
export const LifeStateName = z.enum(['at-home', 'away', 'hospital', 'institution', 'moved', 'dead'])
export type LifeStateName = z.infer<typeof LifeStateName>

export const LifeChangeId = id('LifeChange')
export type LifeChangeId = z.infer<typeof LifeChangeId>

/** A state over days [from, to); `to` null = still. Days no row covers are not recorded. */
export const LifeState = z.object({ state: LifeStateName, from: Day, to: Day.nullable() })
export type LifeState = z.infer<typeof LifeState>

/** One entry of the history: somebody set a state, or took an earlier entry back. */
export const LifeChange = z.object({
  id: LifeChangeId,
  kind: z.enum(['set', 'undo']),
  undoes: LifeChangeId.nullable(),
  undoneBy: LifeChangeId.nullable(),
  state: LifeStateName,
  from: Day,
  to: Day.nullable(),
  note: z.string().nullable(),
  recordedAt: Instant,
  recordedBy: z.string(),
})
export type LifeChange = z.infer<typeof LifeChange>

/** The states as they hold now, oldest first, and how they came about, newest first. */
export const LifeRecord = z.object({
  elderId: z.uuid(),
  current: LifeStateName.nullable(),
  states: z.array(LifeState),
  changes: z.array(LifeChange),
  lastChangeId: LifeChangeId.nullable(),
})
export type LifeRecord = z.infer<typeof LifeRecord>
