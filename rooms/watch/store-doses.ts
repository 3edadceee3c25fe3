import type { Context } from '@yinqiao/kernel'
import { readHot } from '@yinqiao/series'
import { sql } from 'kysely'
import type { Decision } from './contract/cause.ts'
import { metrics } from './contract/heard.ts'
import { trusts } from './contract/trust.ts'
import { liveWithin } from './rules/clean/place-in-time.ts'
import { guardByLifeState, type GuardState } from './rules/detect/guard-by-life-state.ts'
import { assignOpenings, type DoseWindow, judgeMedicine } from './rules/detect/judge-medicine.ts'
import { getRule } from './rules/detect/shipped-rules.ts'
import type { EscalationPolicy } from './rules/plan-escalation.ts'
import { raiseAlarms } from './store-raise.ts'

/** An answer about one dose. */
export interface DoseAnswer {
  readonly window: string
  readonly decision: Decision
}

const hour = 3_600_000

/**
 * The hook of the room that knows what is to be taken when: were these doses of a person opened? Dose windows lie within the last days
 * (readings that left for the files are not asked). What was not opened becomes an alarm of cause `medicine`, once each window;
 * without a box of this person's the answer is `cannot-say`.
 */
export async function lookAtDoses(
  ctx: Context,
  elderId: string,
  windows: readonly DoseWindow[],
  policy: EscalationPolicy,
): Promise<readonly DoseAnswer[]> {
  const now = ctx.now.epochMilliseconds
  const { rows: boxes } = await sql<{
    id: string
    home_id: string
    division_code: string
    series_id: number
    synthetic: boolean
    model: string | null
    seen: string | null
  }>`select d.id, b.home_id, b.division_code, b.series_id, d.synthetic, d.model, s.last_seen_at as seen
    from watch.binding b join watch.device d on d.id = b.device_id left join watch.device_state s on s.device_id = d.id
    where b.valid_to is null and d.kind = 'medicine-box' and d.state = 'in-use' and (b.elder_id = ${elderId}
      or (b.elder_id is null and exists (select 1 from watch.home_member m where m.home_id = b.home_id and m.valid_to is null having count(*) = 1 and min(m.elder_id::text) = ${elderId})))`.execute(
    ctx.db,
  )
  const starts = windows.map(({ from }) => from)
  const opened =
    boxes.length === 0 || starts.length === 0
      ? []
      : await readHot(
          ctx,
          { metrics, trusts },
          { seriesIds: boxes.map(({ series_id }) => series_id), metrics: ['dose'], from: Math.min(...starts) - hour, to: now + liveWithin },
        )
  // the box's clock may be slightly ahead of ours; a late reading stands at its own time, so it proves that the box was opened then; one with a wrong clock proves nothing
  const openings = opened.filter(({ value, trust }) => value === 1 && (trust === 'trusted' || trust === 'late')).map(({ at }) => at)
  const heard = boxes.flatMap(({ seen }) => (seen === null ? [] : [Date.parse(seen)]))
  const answers = assignOpenings(windows, openings).map((standing) => ({
    window: standing.window.id,
    decision: judgeMedicine(standing, { now, boxHeardAt: heard.length === 0 ? null : Math.max(...heard) }),
  }))
  const [box] = boxes
  const missed = answers.filter(({ decision }) => decision.fires === 'yes')
  if (box === undefined || missed.length === 0) return answers
  const state = await stateNow(ctx, elderId)
  const rule = getRule('medicine-missed')
  await raiseAlarms(
    ctx,
    missed.flatMap(({ window, decision }) => {
      const { opens, mark } = guardByLifeState(decision, state)
      if (!opens) return []
      return {
        cause: 'medicine' as const,
        level: decision.level ?? rule.level,
        title: rule.title.zh,
        subject: { kind: 'elder' as const, id: elderId },
        elderId,
        homeId: box.home_id,
        deviceId: box.id,
        divisionCode: box.division_code,
        model: box.model,
        kind: 'medicine-missed',
        said: null,
        sourceKey: `dose:${elderId}:${window}`,
        claimedAt: null,
        rule: decision.rule,
        ruleVersion: decision.version,
        why: { why: decision.why, ...decision.facts, missing: decision.missing, ...(mark === null ? {} : { mark }) },
        needsSecond: false,
        synthetic: box.synthetic,
      }
    }),
    policy,
  )
  return answers
}

async function stateNow(ctx: Context, elderId: string): Promise<GuardState> {
  const { rows } = await sql<{ state: GuardState }>`select state from people.pub_life_state where elder_id = ${elderId} and known_to is null
    and valid_from <= ${ctx.today} and (valid_to is null or valid_to > ${ctx.today})`.execute(ctx.db)
  return rows[0]?.state ?? null
}
