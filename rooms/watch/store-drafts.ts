import type { Context } from '@yinqiao/kernel'
import { readHot } from '@yinqiao/series'
import { sql } from 'kysely'
import type { Metric } from './contract/heard.ts'
import type { DraftRule } from './contract/rule.ts'
import type { Trust } from './contract/trust.ts'
import { eldersOf } from './rules/about-device.ts'
import { type DraftState, stepDraft, unfired } from './rules/detect/draft-rule.ts'
import { watchWords } from './rules/reading-words.ts'
import type { Memory } from './store-memory.ts'
import type { Ready } from './store-ready.ts'

/** Under what a rule's standing with a person lies in memory. */
export const draftKey = (rule: Pick<DraftRule, 'code' | 'version'>, person: string): string => `${rule.code}/${rule.version}/${person}`

/** The only person a thing heard can be of; undefined = several live there, or nobody. */
export function onlyElder(memory: Memory, { device }: Ready): string | undefined {
  const elders = eldersOf(memory, device)
  return elders.length === 1 ? elders[0] : undefined
}

/** Whether a drafted rule is about a person; whom it is not recorded of is not one who lives alone. */
export function isAbout(memory: Memory, { who }: DraftRule, person: string): boolean {
  if (who.are === 'living-alone') return memory.alone.get(person) === true
  return who.are === 'all' || who.persons.includes(person)
}

/** Persons of one rule in one transaction: a press behind them waits. */
const personsAtOnce = 50

/**
 * Recalls where drafted rules stand with the persons who said something, where this process does not know it (it has just started, or an
 * undone transaction was forgotten): what was kept before is gone through once more. A rule that must hold for half an hour, and held for
 * twenty minutes when the program was started anew, fires after ten; one that has fired stays quiet as long as it should. Of more persons
 * than `personsAtOnce` the others are left for their next word: what they said now is kept, and will be gone through then.
 */
export async function recallDrafts(ctx: Context, memory: Memory, caught: readonly Ready[]): Promise<void> {
  for (const { rule } of memory.drafts) {
    const firstAt = new Map<string, number>()
    for (const one of caught) {
      const person = one.placed.live && speaksOf(rule, one) ? onlyElder(memory, one) : undefined
      if (person === undefined || memory.draftStates.has(draftKey(rule, person)) || !isAbout(memory, rule, person)) continue
      firstAt.set(person, Math.min(one.placed.at, firstAt.get(person) ?? Number.POSITIVE_INFINITY))
    }
    const asked = new Map([...firstAt].slice(0, personsAtOnce))
    if (asked.size === 0) continue
    const [quiet, held] = await Promise.all([quietUntil(ctx, rule, [...asked.keys()]), heldBefore(ctx, memory, rule, asked)])
    for (const person of asked.keys())
      memory.draftStates.set(draftKey(rule, person), { ...(held.get(person) ?? unfired), quietUntil: quiet.get(person) ?? null })
  }
}

const speaksOf = ({ when }: DraftRule, { heard, readings }: Ready): boolean =>
  when.on === 'signal' ? heard.signals.some(({ kind }) => kind === when.signal) : readings.some(({ metric }) => metric === when.metric)

/** Until when a rule that has fired stays quiet for each person, milliseconds. */
async function quietUntil(ctx: Context, rule: DraftRule, persons: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (rule.quietMinutes === 0) return new Map()
  const { rows } = await sql<{
    person: string
    at: number
  }>`select a.elder_id as person, (extract(epoch from max(s.heard_at)) * 1000)::float8 as at
    from watch.signal s join watch.alarm a on a.id = s.alarm_id
    where s.rule = ${rule.code} and s.heard_at > ${ctx.now.subtract({ minutes: rule.quietMinutes }).toString()} and a.elder_id = any (${[...persons]}::uuid[])
    group by 1`.execute(ctx.db)
  return new Map(rows.map(({ person, at }) => [person, at + rule.quietMinutes * 60_000]))
}

/** Where a rule that must hold for a time stood with each person just before what was said at that moment (ms). */
async function heldBefore(
  ctx: Context,
  memory: Memory,
  rule: DraftRule,
  asked: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, DraftState>> {
  const { when } = rule
  const states = new Map<string, DraftState>()
  if (when.on === 'signal' || when.forMinutes === 0) return states
  const whose = new Map<number, string>()
  for (const device of memory.byId.values()) {
    const elders = eldersOf(memory, device)
    const [person] = elders
    if (device.bound !== null && person !== undefined && elders.length === 1 && asked.has(person)) whose.set(device.bound.seriesId, person)
  }
  const moments = [...asked.values()]
  const readings = await readHot(ctx, watchWords, {
    seriesIds: [...whose.keys()],
    metrics: [when.metric],
    from: Math.min(...moments) - (when.forMinutes + when.gapMinutes) * 60_000,
    to: Math.max(...moments),
  })
  for (const { seriesId, at, metric, value, trust } of readings) {
    const person = whose.get(seriesId) ?? ''
    if (at >= (asked.get(person) ?? 0)) continue
    const entry = { person, at, metric: metric as Metric, value, trust: trust as Trust }
    states.set(person, { ...stepDraft(rule, states.get(person) ?? unfired, entry).next, quietUntil: null })
  }
  return states
}
