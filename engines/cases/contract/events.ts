import { eventType } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { CaseId, Outcome } from './case.ts'

const about = z.object({
  caseId: CaseId,
  kind: z.string(),
  subjectKind: z.string().nullable(),
  subjectId: z.string().nullable(),
})

export const CaseRaised = eventType('cases', 'case.raised', about)
export const CaseMoved = eventType('cases', 'case.moved', about.extend({ move: z.string(), from: z.string(), to: z.string() }))
export const CaseClosedEvent = eventType('cases', 'case.closed', about.extend({ outcome: Outcome }))
/** A limit was missed and the case went up to `role`. */
export const CaseEscalated = eventType('cases', 'case.escalated', about.extend({ level: z.number().int(), role: z.string() }))
