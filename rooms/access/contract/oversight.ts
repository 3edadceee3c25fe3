import { command, PageInput, pageOf, permission, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { DeliveryUnknown } from './refusals.ts'

export const readAudit = permission('access.audit.read', { zh: '查看与核验审计', en: 'Read and verify the audit' }, ['audit-admin'])
export const tendQueue = permission('access.queue.tend', { zh: '处置搁置的事件与任务', en: 'Tend parked events and jobs' }, [
  'system-admin',
])

export const AuditRow = z.object({
  n: z.number().int(),
  at: z.iso.datetime(),
  role: z.string(),
  name: z.string(),
  signature: z.string(),
  /** What the signature is called; null for deeds of the program itself. */
  title: z.object({ zh: z.string(), en: z.string() }).nullable(),
  outcome: z.string(),
  origin: z.string(),
  subjects: z.array(z.object({ kind: z.string(), id: z.string(), before: z.unknown().optional(), after: z.unknown().optional() })),
  sealed: z.boolean(),
})

export const ListAuditLines = query({
  name: 'access.list-audit-lines',
  title: { zh: '审计记录', en: 'Audit lines' },
  permission: readAudit,
  input: PageInput.extend({
    from: z.iso.date().nullish(),
    to: z.iso.date().nullish(),
    name: z.string().max(40).nullish(),
    signature: z.string().max(80).nullish(),
    outcome: z.enum(['done', 'refused']).nullish(),
    subject: z.string().max(80).nullish(),
  }),
  output: pageOf(AuditRow),
  refusals: [],
})

/** Recomputes the SM3 chain; `faults` empty = untouched. */
export const VerifyAudit = query({
  name: 'access.verify-audit',
  title: { zh: '核验审计链', en: 'Verify the audit chain' },
  permission: readAudit,
  input: z.object({}),
  output: z.object({
    lines: z.number().int(),
    unsealed: z.number().int(),
    head: z.string(),
    faults: z.array(z.object({ seq: z.number().int(), fault: z.string() })),
  }),
  refusals: [],
})

/** Events that a listener could not take ten times, jobs that were given up. */
export const ListParked = query({
  name: 'access.list-parked',
  title: { zh: '搁置的事件与任务', en: 'Parked events and jobs' },
  permission: tendQueue,
  input: z.object({}),
  output: z.object({
    waiting: z.number().int(),
    deliveries: z.array(
      z.object({
        eventId: z.uuid(),
        listener: z.string(),
        type: z.string(),
        subject: z.string(),
        attempts: z.number().int(),
        reason: z.string().nullable(),
        at: z.iso.datetime(),
        changedAt: z.iso.datetime(),
      }),
    ),
    jobs: z.array(
      z.object({
        id: z.string(),
        task: z.string(),
        attempts: z.number().int(),
        reason: z.string().nullable(),
        createdAt: z.iso.datetime(),
      }),
    ),
  }),
  refusals: [],
})

export const RetryDelivery = command({
  name: 'access.retry-delivery',
  title: { zh: '重新投递', en: 'Deliver again' },
  permission: tendQueue,
  input: z.object({ eventId: z.uuid(), listener: z.string() }),
  output: z.object({}),
  refusals: [DeliveryUnknown],
})
