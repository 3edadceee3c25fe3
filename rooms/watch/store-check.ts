import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Invariant, watchInvariants } from './rules/invariants.ts'
import type { EscalationPolicy } from './rules/plan-escalation.ts'
import { raiseAlarms } from './store-raise.ts'
import { districtCode } from './store-load.ts'

/** Every night (04:20 in Shanghai). */
export const CheckInvariants = { name: 'watch.check-invariants', payload: z.object({}), cron: '20 20 * * *' }

/** A thing that must never be so, and is. */
export interface Broken {
  readonly invariant: Invariant
  /** The rows that break it, twenty at most. */
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** Which of the invariants are broken, as the caller sees the rows. */
export async function findBroken(ctx: Context): Promise<readonly Broken[]> {
  const broken: Broken[] = []
  for (const invariant of watchInvariants) {
    const { rows } = await sql<Record<string, unknown>>`${sql.raw(invariant.sql)}`.execute(ctx.db)
    if (rows.length > 0) broken.push({ invariant, rows })
  }
  return broken
}

/** A subject of its own for the alarm about alarms: the same each night, so that it stays one. */
const ownSubject = '00000000-0000-4000-8000-0000000000a1'

/** What is broken becomes an alarm with an owner like any other: the alarm path watches itself. */
export async function checkInvariants(ctx: Context, policy: EscalationPolicy): Promise<void> {
  const broken = await findBroken(ctx)
  if (broken.length === 0) return
  await raiseAlarms(
    ctx,
    [
      {
        cause: 'equipment',
        level: 2,
        title: `告警数据自查：${broken.map(({ invariant }) => invariant.zh).join('；')} 不成立`.slice(0, 200),
        subject: { kind: 'rule', id: ownSubject },
        elderId: null,
        homeId: null,
        deviceId: null,
        divisionCode: await districtCode(ctx),
        model: null,
        kind: 'invariant',
        said: null,
        sourceKey: `invariants:${ctx.today}:${broken.map(({ invariant }) => invariant.code).join()}`.slice(0, 400),
        claimedAt: null,
        rule: 'invariants',
        ruleVersion: 1,
        why: { broken: broken.map(({ invariant, rows }) => ({ code: invariant.code, rows: rows.slice(0, 5) })) },
        needsSecond: false,
        synthetic: false,
      },
    ],
    policy,
  )
}
