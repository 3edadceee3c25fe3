import { Day, eventType } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { FirmId, FirmState } from './firm.ts'
import { InstitutionId } from './institution.ts'
import { UnitId } from './unit.ts'

export const UnitRenamed = eventType('orgs', 'unit.renamed', z.object({ unitId: UnitId, from: z.string(), to: z.string(), on: Day }))
/** Duties and posts of `fromUnitId` pass to `toUnitId` from `on`; history keeps the old unit. `toUnitId` null = abolished without heir. */
export const UnitMerged = eventType('orgs', 'unit.merged', z.object({ fromUnitId: UnitId, toUnitId: UnitId.nullable(), on: Day }))
export const FirmStateChanged = eventType('orgs', 'firm.state-changed', z.object({ firmId: FirmId, from: FirmState, to: FirmState }))
export const InstitutionMergedEvent = eventType(
  'orgs',
  'institution.merged',
  z.object({ institutionId: InstitutionId, intoId: InstitutionId }),
)
export const InstitutionSplitEvent = eventType(
  'orgs',
  'institution.unmerged',
  z.object({ institutionId: InstitutionId, fromId: InstitutionId }),
)
