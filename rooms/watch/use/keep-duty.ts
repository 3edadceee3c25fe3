import { body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { KeepDuty } from '../contract/alarm-signatures.ts'
import { AlarmId } from '../contract/alarm.ts'
import type { EscalationPolicy } from '../rules/plan-escalation.ts'
import { inSeconds } from '../store-alarm.ts'
import { listOnDuty } from '../store-duty.ts'

export const keepDuty = (policy: EscalationPolicy) =>
  body(KeepDuty, async (ctx, { claims, supervisor, ending }) => {
    const { accountId, name, area } = ctx.actor
    const now = ctx.now.toString()
    const until = inSeconds(ctx, policy.claim)
    await sql`insert into watch.duty as d (account_id, name, area, supervisor, opened_at, seen_at, ended_at)
      values (${accountId}, ${name}, ${area}, ${supervisor}, ${now}, ${now}, ${ending ? now : null})
      on conflict (account_id) do update set name = excluded.name, area = excluded.area, supervisor = excluded.supervisor, seen_at = excluded.seen_at,
        opened_at = case when d.ended_at is null then d.opened_at else excluded.opened_at end, ended_at = excluded.ended_at`.execute(ctx.db)
    const { rows } = await sql<{ id: string }>`update watch.alarm a set claim_until = ${until}
      from json_to_recordset(${JSON.stringify(claims)}::json) as c(id uuid, fence int)
      where a.id = c.id and a.fence = c.fence and a.owner_account = ${accountId} and a.owner_kind = 'operator' and a.closed_at is null
      returning a.id`.execute(ctx.db)
    const kept = new Set(rows.map(({ id }) => id))
    return {
      until,
      lost: claims.filter(({ id }) => !kept.has(id)).map(({ id }) => AlarmId.parse(id)),
      onDuty: (await listOnDuty(ctx, area)).map((one) => ({ ...one })),
    }
  })
