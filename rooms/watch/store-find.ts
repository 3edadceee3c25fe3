import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { Decision } from './contract/cause.ts'
import { limitedMetrics } from './contract/rule.ts'
import type { RegisteredLimit } from './contract/register.ts'
import { aboutDevice, eldersOf } from './rules/about-device.ts'
import { gradeSignal } from './rules/detect/grade-signal.ts'
import { type Guarded, guardByLifeState, guardHome, type GuardState } from './rules/detect/guard-by-life-state.ts'
import { judgeVital, type PersonLimits } from './rules/detect/judge-vital.ts'
import type { DraftRule } from './contract/rule.ts'
import { type Entry as DraftEntry, stepDraft } from './rules/detect/draft-rule.ts'
import { getRule } from './rules/detect/shipped-rules.ts'
import { draftKey, isAbout, onlyElder, recallDrafts } from './store-drafts.ts'
import type { Memory } from './store-memory.ts'
import type { Finding } from './store-raise.ts'
import type { Ready } from './store-ready.ts'
import { consumeTest } from './store-return.ts'
import { countHeld } from './store-rules.ts'
import { batteryKey } from './store-silence.ts'

const limited: ReadonlySet<string> = new Set(limitedMetrics)

/** A thing heard that was not heard before. */
export type Caught = Ready

/** What a rule says of a thing heard, before anybody asks where the person is. */
interface Hit {
  readonly caught: Caught
  readonly decision: Decision
  readonly kind: string
  readonly said: string | null
  /** The drafted rule that found it; shipped rules have none. */
  readonly draft?: DraftRule
}

/** What says that the power is back, and since when as far as anybody knows: one the device kept says when, one of now came when it came. */
export const listPowerBack = (caught: readonly Caught[]) =>
  caught.flatMap(({ device, heard, placed, message }) =>
    heard.signals.some(({ kind }) => kind === 'power-back')
      ? [{ device, at: placed.signals === 'live' ? Math.trunc(message.receivedAt) : placed.at }]
      : [],
  )

/** Judges what was heard: what fires and is not muted becomes a finding. */
export async function findFindings(
  ctx: Context,
  memory: Memory,
  caught: readonly Caught[],
  states: ReadonlyMap<string, GuardState>,
): Promise<Finding[]> {
  await recallDrafts(ctx, memory, caught)
  const hits: Hit[] = []
  for (const one of caught) {
    const ageMinutes = (one.message.receivedAt - one.placed.at) / 60_000
    for (const signal of one.heard.signals) {
      const { decision } = gradeSignal(signal, { standing: one.placed.signals, ageMinutes })
      if (decision?.fires === 'yes') hits.push({ caught: one, decision, kind: signal.kind, said: signal.said ?? null })
    }
    if (one.placed.live) hits.push(...vitalHits(memory, one), ...draftHits(memory, one))
  }
  if (hits.length === 0) return []
  const findings: Finding[] = []
  const held: string[] = []
  for (const hit of hits) {
    if (memory.stopped.has(hit.decision.rule) && mayStop(hit)) {
      held.push(hit.decision.rule)
      continue
    }
    // the first press in a test window is the test; a second one in it may be a cry for help
    if (await isTest(ctx, memory, hit)) continue
    const guarded = guardOf(memory, hit, states)
    if (!guarded.opens) continue
    findings.push(findingOf(memory, hit, guarded))
  }
  await countHeld(ctx, held)
  return findings
}

/** Whether a rule that is stopped may hold this back. A press or smoke heard late is still one: late calls stop for what else they tell of. */
function mayStop({ decision, draft }: Hit): boolean {
  const { of } = decision.facts
  return draft !== undefined || getRule(decision.rule === 'late-call' && typeof of === 'string' ? of : decision.rule).canTrip
}

function vitalHits(memory: Memory, caught: Caught): Hit[] {
  const { device, placed, trusts } = caught
  // most readings have no limits: doors, lights, steps, strength of signal
  if (!caught.readings.some(({ metric }) => limited.has(metric))) return []
  // what serves a home of one serves that one, as its alarm says
  const [person = '', ...others] = eldersOf(memory, device)
  const limits = limitsOf(others.length > 0 ? [] : (memory.limits.get(person) ?? []))
  return caught.readings.flatMap(({ metric, value }, index) => {
    const trust = trusts[index] ?? 'null-value'
    const reading = { metric: metric as never, value: Number.isFinite(value) ? value : null, trust, at: placed.at }
    const key = `${device.id}/${metric}`
    const decision = judgeVital(reading, memory.lastTrusted.get(key) ?? null, limits)
    if (trust === 'trusted') memory.lastTrusted.set(key, reading)
    return decision?.fires === 'yes' ? [{ caught, decision, kind: 'vital', said: `${metric} ${value}` }] : []
  })
}

/** What drafted rules that are on say of a person's readings and signals. Where each stands with a person was recalled before. */
function draftHits(memory: Memory, caught: Caught): Hit[] {
  if (memory.drafts.length === 0) return []
  const person = onlyElder(memory, caught)
  if (person === undefined) return []
  const { placed } = caught
  const entries: DraftEntry[] = [
    ...caught.readings.map(({ metric, value }, index) => ({
      person,
      at: placed.at,
      metric: metric as never,
      value: Number.isFinite(value) ? value : null,
      trust: caught.trusts[index] ?? ('null-value' as const),
    })),
    ...caught.heard.signals.map(({ kind }) => ({ person, at: placed.at, signal: kind })),
  ]
  return memory.drafts.flatMap(({ rule }) => {
    if (!isAbout(memory, rule, person)) return []
    const key = draftKey(rule, person)
    return entries.flatMap((entry): Hit[] => {
      const state = memory.draftStates.get(key)
      if (state === undefined) return []
      const step = stepDraft(rule, state, entry)
      memory.draftStates.set(key, step.next)
      if (!step.fires) return []
      const said = 'metric' in entry ? `${entry.metric} ${entry.value}` : entry.signal
      const decision: Decision = {
        rule: rule.code,
        version: rule.version,
        fires: 'yes',
        why: 'draft-holds',
        facts: { said },
        missing: [],
        level: rule.level,
        cause: rule.cause,
      }
      return [{ caught, decision, kind: `rule:${rule.code}`, said, draft: rule }]
    })
  })
}

/** The limits people entered, as the rules read them; the limit itself counts as out on the critical side. */
function limitsOf(limits: readonly RegisteredLimit[]): PersonLimits {
  const doctors = limits.filter(({ setByKind }) => setByKind === 'doctor')
  if (doctors.length === 0) return { doctor: null }
  const bounds = (below: 'criticalLow' | 'low', above: 'criticalHigh' | 'high') =>
    doctors.flatMap((limit) => [
      ...(limit[below] === null ? [] : [{ metric: limit.metric as never, below: limit[below], above: null, inclusive: false }]),
      ...(limit[above] === null ? [] : [{ metric: limit.metric as never, below: null, above: limit[above], inclusive: true }]),
    ])
  return { doctor: { critical: bounds('criticalLow', 'criticalHigh'), attention: bounds('low', 'high') } }
}

/** Where the people stand whose devices said something that may need it: asked for signals and readings that have limits alone. */
export async function listLifeStates(ctx: Context, memory: Memory, ready: readonly Ready[]): Promise<ReadonlyMap<string, GuardState>> {
  const asking = ready.filter(({ heard }) => heard.signals.length > 0 || heard.readings.some(({ metric }) => limited.has(metric)))
  const elders = new Set(asking.flatMap(({ device }) => eldersOf(memory, device)))
  if (elders.size === 0) return new Map()
  const { rows } = await sql<{ elder_id: string; state: GuardState }>`select elder_id, state from people.pub_life_state
    where elder_id = any (${[...elders]}::uuid[]) and known_to is null and valid_from <= ${ctx.today} and (valid_to is null or valid_to > ${ctx.today})`.execute(
    ctx.db,
  )
  return new Map(rows.map(({ elder_id, state }) => [elder_id, state]))
}

function guardOf(memory: Memory, { caught, decision }: Hit, states: ReadonlyMap<string, GuardState>): Guarded {
  const elders = eldersOf(memory, caught.device).map((elder) => states.get(elder) ?? null)
  const [only = null] = elders
  return elders.length === 1 && decision.cause !== 'hazard' && decision.cause !== 'equipment'
    ? guardByLifeState(decision, only, memory)
    : guardHome(decision, elders, memory)
}

async function isTest(ctx: Context, memory: Memory, { caught, kind }: Hit): Promise<boolean> {
  const { device } = caught
  // one the device kept while it was out of reach is no test that was asked for now
  if (
    kind !== 'sos' ||
    caught.placed.signals !== 'live' ||
    device.testUntil === null ||
    Date.parse(device.testUntil) <= ctx.now.epochMilliseconds
  )
    return false
  if (!(await consumeTest(ctx, device.id))) return false
  memory.devices.set(device.source, { ...device, testUntil: null })
  return true
}

function findingOf(memory: Memory, { caught, decision, kind, said, draft }: Hit, { mark }: Guarded): Finding {
  const { device, placed, heard, message } = caught
  const { bound } = device
  const elders = eldersOf(memory, device)
  const cause = decision.rule === 'late-call' ? 'late-call' : decision.cause
  const rule = draft ?? getRule(decision.rule)
  const where = bound?.room ? `（${bound.room}）` : ''
  return {
    cause,
    level: decision.level ?? rule.level,
    title: `${rule.title.zh}${where}`,
    ...aboutDevice(device, { cause, elders }),
    kind,
    said,
    sourceKey: kind === 'battery-low' ? batteryKey(device.id, placed.day) : `${device.id}:${placed.key}:${kind}`,
    claimedAt: caught.entry?.claimedAt == null ? null : Temporal.Instant.fromEpochMilliseconds(caught.entry.claimedAt).toString(),
    rule: decision.rule,
    ruleVersion: decision.version,
    why: {
      why: decision.why,
      ...decision.facts,
      missing: decision.missing,
      ...(mark === null ? {} : { mark }),
      received: Temporal.Instant.fromEpochMilliseconds(message.receivedAt).toString(),
      ...(placed.trust === 'right' ? {} : { clock: placed.trust }),
      ...(heard.sequence === null ? {} : { sequence: heard.sequence }),
    },
    needsSecond: cause === 'person' || cause === 'hazard',
  }
}
