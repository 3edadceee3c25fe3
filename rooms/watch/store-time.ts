import type { Context } from '@yinqiao/kernel'
import { readPauses } from '@yinqiao/series'
import { sql } from 'kysely'
import { guardByLifeState } from './rules/detect/guard-by-life-state.ts'
import { type Answer, judgeHome, stateOf } from './rules/detect/judge-home.ts'
import type { Unseen } from './rules/detect/learn-baseline.ts'
import { nextLook } from './rules/detect/next-look.ts'
import { getRule, settingOf } from './rules/detect/shipped-rules.ts'
import type { EscalationPolicy } from './rules/plan-escalation.ts'
import { claimDueHomes, loadHomes, type LookedHome, seers } from './store-look.ts'
import { type Finding, raiseAlarms } from './store-raise.ts'
import { countHeld } from './store-rules.ts'

/** Seen of one home at one look. */
interface Looked {
  readonly home: LookedHome
  readonly answers: readonly Answer[]
  readonly next: number
}

/**
 * Looks at the homes whose time has come: nobody moves, out of bed at night, should be inside. What fires becomes a finding; what cannot be
 * said is kept beside the home with what was missing, never as "no". Gives how many homes were looked at.
 */
export async function lookAtHomes(ctx: Context, policy: EscalationPolicy, atMost = 200): Promise<number> {
  const due = await claimDueHomes(ctx, atMost)
  if (due.length === 0) return 0
  const homes = await loadHomes(ctx, due)
  const stopped = await stoppedRules(ctx)
  const looked: Looked[] = []
  for (const home of homes) looked.push(await lookAt(ctx, home))
  await writeAnswers(ctx, due, looked)
  const found = looked.flatMap(({ home, answers }) => answers.flatMap((answer) => findingsOf(ctx, home, answer)))
  await countHeld(
    ctx,
    found.filter(({ rule }) => stopped.has(rule)).map(({ rule }) => rule),
  )
  await raiseAlarms(
    ctx,
    found.filter(({ rule }) => !stopped.has(rule)),
    policy,
  )
  return due.length
}

async function stoppedRules(ctx: Context): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ code: string }>`select code from watch.rule_stop where ended_at is null`.execute(ctx.db)
  return new Set(rows.map(({ code }) => code))
}

async function lookAt(ctx: Context, home: LookedHome): Promise<Looked> {
  const now = ctx.now.epochMilliseconds
  const seeing = seers(home)
  const silentAfter = settingOf(getRule('inactivity'), 'sensorSilentMinutes') * 60_000
  const asHeard = ({ seenAt }: { readonly seenAt: number | null }) => seenAt
  let unseen: readonly Unseen[] = home.away
  let answers = judgeHome(home, seeing, unseen, now, asHeard)
  const quiet = answers.some(({ about, decision }) => about === 'inactivity' && decision.fires === 'yes')
  if (quiet && home.activeAt !== null) {
    // before anybody is called: was it quiet, or did nobody listen?
    const pauses = await readPauses(ctx, {
      seriesIds: seeing.map(({ seriesId }) => seriesId),
      from: home.activeAt,
      to: now,
      least: silentAfter,
    })
    unseen = [...home.away, ...pauses]
    answers = judgeHome(home, seeing, unseen, now, asHeard)
  }
  const goesOn = (at: number) => (device: { readonly seenAt: number | null }) =>
    device.seenAt !== null && now - device.seenAt <= silentAfter ? at : device.seenAt
  const sayAt = (at: number) =>
    judgeHome(home, seeing, unseen, at, at === now ? asHeard : goesOn(at))
      .map(({ decision, checkUp }) => decision.fires + (checkUp ? '!' : ''))
      .join()
  return { home, answers, next: nextLook(now, sayAt) }
}

async function writeAnswers(ctx: Context, due: readonly string[], looked: readonly Looked[]): Promise<void> {
  const now = ctx.now.toString()
  const by = new Map(looked.map((one) => [one.home.id, one]))
  const rows = due.map((id) => {
    const one = by.get(id)
    const answers = Object.fromEntries(
      (one?.answers ?? []).map(({ about, decision, elderId, deviceId }) => [
        about,
        {
          rule: decision.rule,
          fires: decision.fires,
          why: decision.why,
          facts: decision.facts,
          missing: decision.missing,
          elderId,
          deviceId,
          at: now,
        },
      ]),
    )
    // what is no home of ours (an institution) is asked again tomorrow
    return { id, answers, next: one === undefined ? ctx.now.epochMilliseconds + 86_400_000 : one.next }
  })
  await sql`update watch.home_state s set answers = r.answers, next_look_at = to_timestamp(r.next / 1000.0)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, answers jsonb, next float8) where s.home_id = r.id`.execute(
    ctx.db,
  )
}

const kinds: Readonly<Record<string, string>> = { inactivity: 'inactivity', 'leave-bed': 'leave-bed', 'should-be-home': 'should-be-home' }
const day = 86_400_000

function findingsOf(ctx: Context, home: LookedHome, { decision, elderId, deviceId, since, checkUp, about }: Answer): Finding[] {
  const asks = decision.fires === 'cannot-say' && checkUp
  if (decision.fires !== 'yes' && !asks) return []
  const state = elderId === null ? stateOf(home) : (home.elders.find(({ id }) => id === elderId)?.state ?? null)
  const { opens, mark } = guardByLifeState({ ...decision, fires: 'yes' }, state)
  if (!opens) return []
  const rule = getRule(decision.rule)
  const room = home.devices.find(({ id }) => id === deviceId)?.room ?? null
  // told again after a day of the same, should somebody have closed it too soon
  const days = Math.floor((ctx.now.epochMilliseconds - since) / day)
  return [
    {
      cause: decision.cause,
      level: asks ? 3 : (decision.level ?? rule.level),
      title: asks ? '位置不明，请核实是否在家' : `${rule.title.zh}${room === null ? '' : `（${room}）`}`,
      subject: elderId === null ? { kind: 'home', id: home.id } : { kind: 'elder', id: elderId },
      elderId,
      homeId: home.id,
      deviceId,
      divisionCode: home.divisionCode,
      model: null,
      kind: asks ? 'check-up' : (kinds[decision.rule] ?? decision.rule),
      said: null,
      sourceKey: `time:${about}:${home.id}:${since}:${days}${asks ? ':ask' : ''}`,
      claimedAt: null,
      rule: decision.rule,
      ruleVersion: decision.version,
      why: { why: decision.why, ...decision.facts, missing: decision.missing, ...(mark === null ? {} : { mark }) },
      needsSecond: decision.cause === 'person',
      synthetic: home.synthetic,
    },
  ]
}
