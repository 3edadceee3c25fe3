import { Day, eventType } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { ElderId, VillageCode } from './elder.ts'
import { LifeChangeId, LifeStateName } from './life-state.ts'

export const ElderCreated = eventType('people', 'elder.created', z.object({ elderId: ElderId, divisionCode: VillageCode }))
/** `changed` names fields, never their values. */
export const ElderEdited = eventType(
  'people',
  'elder.edited',
  z.object({ elderId: ElderId, version: z.number().int(), changed: z.array(z.string()) }),
)
/** Days [from, to) of an elder's life were set anew, or an entry was taken back (`undoes`); `current` is the state of today, null = not recorded. */
export const LifeStateChanged = eventType(
  'people',
  'life-state.changed',
  z.object({
    elderId: ElderId,
    changeId: LifeChangeId,
    undoes: LifeChangeId.nullable(),
    state: LifeStateName,
    from: Day,
    to: Day.nullable(),
    current: LifeStateName.nullable(),
  }),
)
