import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { HomeUnknownForAlarm } from '../contract/alarm-refusals.ts'
import { RaiseAlarm } from '../contract/alarm-signatures.ts'
import { aboutWhom } from '../rules/about-device.ts'
import type { EscalationPolicy } from '../rules/plan-escalation.ts'
import { raiseAlarms } from '../store-raise.ts'
import type { WatchRows } from '../tables/rows.ts'

/** By hand: somebody telephoned. It meets an open alarm of the same person and cause like any signal. */
export const raiseAlarm = (policy: EscalationPolicy) =>
  body(RaiseAlarm, async (ctx, { homeId, elderId, cause, said }) => {
    const db = ctx.db.withTables<WatchRows>()
    const home = await db
      .selectFrom('watch.home')
      .select(['id', 'name', 'division_code', 'synthetic'])
      .where('id', '=', homeId)
      .executeTakeFirst()
    if (home === undefined) return refuse(HomeUnknownForAlarm, {}, 'homeId')
    const members = await db
      .selectFrom('watch.home_member')
      .select('elder_id')
      .where('home_id', '=', homeId)
      .where('valid_to', 'is', null)
      .execute()
    const elder = elderId ?? (members.length === 1 ? members[0]?.elder_id : undefined) ?? null
    if (elderId !== undefined && !members.some(({ elder_id }) => elder_id === elderId)) return refuse(HomeUnknownForAlarm, {}, 'elderId')
    const [row] = await raiseAlarms(
      ctx,
      [
        {
          cause,
          level: cause === 'wander' || cause === 'medicine' ? 2 : 1,
          title: `人工报警：${said}`,
          ...aboutWhom(cause, homeId, elder === null ? [] : [elder]),
          homeId,
          deviceId: null,
          divisionCode: home.division_code,
          model: null,
          kind: 'by-hand',
          said,
          sourceKey: `hand:${ctx.newId()}`,
          claimedAt: null,
          rule: 'by-hand',
          ruleVersion: 1,
          why: { by: ctx.actor.name, said },
          needsSecond: cause === 'person' || cause === 'hazard',
          synthetic: home.synthetic,
        },
      ],
      policy,
    )
    if (row === undefined) throw new Error('an alarm by hand has a message of its own')
    ctx.note({ kind: 'alarm', id: row.id, after: { said } })
    return row
  })
