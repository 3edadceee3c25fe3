import { command, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { answerDuty, decidePlan, readPlanText } from './permissions.ts'
import { ClauseUnknown, DutyNotYours, DutyState, DutyTaken, DutyUnknown, UnitUnknown } from './refusals.ts'

/** named: 责任, as the plan says; lead 牵头, joint 配合, local 属地 only by decision or where the text says so. */
export const DutyRole = z.enum(['named', 'lead', 'joint', 'local'])
export const DutyStatus = z.enum(['open', 'accepted', 'disputed', 'ended'])

export const Duty = z.object({
  id: z.uuid(),
  clauseId: z.uuid(),
  label: z.string(),
  title: z.string(),
  unitId: z.uuid().nullable(),
  unitName: z.string(),
  asWritten: z.string(),
  role: DutyRole,
  source: z.enum(['plan', 'decision']),
  status: DutyStatus,
  unitsOpen: z.boolean(),
  version: z.number().int(),
  acceptedAt: z.iso.datetime().nullable(),
  dispute: z.string().nullable(),
  decisions: z.array(z.object({ decidedOn: z.iso.date(), decidedBy: z.string(), text: z.string(), kind: z.string() })),
})

/** My duties: of the unit of the post, or of a unit named; grouped by nobody, ordered as in the plan. */
export const ListDuties = query({
  name: 'plan.list-duties',
  title: { zh: '职责', en: 'Duties' },
  permission: readPlanText,
  input: z.object({
    unitId: z.uuid().nullish(),
    mine: z.boolean().default(false),
    taskId: z.uuid().nullish(),
    status: DutyStatus.nullish(),
  }),
  output: z.object({
    unit: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    rows: z.array(Duty),
    counts: z.object({ all: z.number().int(), open: z.number().int(), accepted: z.number().int(), disputed: z.number().int() }),
    units: z.array(z.object({ unitId: z.uuid().nullable(), name: z.string(), duties: z.number().int() })),
  }),
  refusals: [],
})

export const AcceptDuty = command({
  name: 'plan.accept-duty',
  title: { zh: '认领职责', en: 'Accept a duty' },
  permission: answerDuty,
  input: z.object({ dutyId: z.uuid(), version: z.number().int() }),
  output: z.object({ version: z.number().int() }),
  refusals: [DutyUnknown, DutyNotYours, DutyState],
})
export const DisputeDuty = command({
  name: 'plan.dispute-duty',
  title: { zh: '提出异议', en: 'Dispute a duty' },
  permission: answerDuty,
  input: z.object({ dutyId: z.uuid(), version: z.number().int(), reason: z.string().min(4).max(500) }),
  output: z.object({ version: z.number().int() }),
  refusals: [DutyUnknown, DutyNotYours, DutyState],
})

/** A decision of the group on one duty: settles a dispute, sets a role, or ends the duty. The plan's own words stay as they are. */
export const DecideDuty = command({
  name: 'plan.decide-duty',
  title: { zh: '决定分工', en: 'Decide on a duty' },
  permission: decidePlan,
  input: z.object({
    dutyId: z.uuid(),
    version: z.number().int(),
    role: DutyRole.nullish(),
    outcome: z.enum(['keep', 'end']).default('keep'),
    text: z.string().min(2).max(500),
    decidedBy: z.string().min(2).max(80),
    decidedOn: z.iso.date(),
  }),
  output: z.object({ version: z.number().int() }),
  refusals: [DutyUnknown, DutyState],
})

/** Gives a clause that names no unit (a target, a direction, a safeguard) to a unit by decision of the group; the plan's words stay as they are. */
export const AssignOwner = command({
  name: 'plan.assign-owner',
  title: { zh: '明确牵头单位', en: 'Name an owner' },
  permission: decidePlan,
  input: z.object({
    clauseId: z.uuid(),
    unitId: z.uuid(),
    role: DutyRole.default('lead'),
    text: z.string().trim().min(2).max(500),
    decidedBy: z.string().trim().min(2).max(80),
    decidedOn: z.iso.date(),
  }),
  output: z.object({ dutyId: z.uuid() }),
  refusals: [ClauseUnknown, UnitUnknown, DutyTaken],
})

/** All duties of a unit go to another (merger, renaming); history keeps the old name. */
export const TransferDuties = command({
  name: 'plan.transfer-duties',
  title: { zh: '移交职责', en: 'Transfer duties' },
  permission: decidePlan,
  input: z.object({
    fromUnitId: z.uuid(),
    toUnitId: z.uuid(),
    on: z.iso.date(),
    text: z.string().min(2).max(500),
    decidedBy: z.string().min(2).max(80),
  }),
  output: z.object({ moved: z.number().int() }),
  refusals: [UnitUnknown],
})
