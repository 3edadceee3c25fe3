import type { DraftRule } from '../../contract/rule.ts'
import { type DraftState, type Entry, stepDraft, unfired } from './draft-rule.ts'

export interface Fire {
  readonly person: string
  readonly at: number
}

export interface Replay {
  readonly fires: readonly Fire[]
  /** Persons with entries for whom it could not be told whether the rule is for them (living alone not recorded). */
  readonly unknownWho: number
  readonly entries: number
}

/** A case closed by people: whether it was true. Null: closed without knowing. */
export interface Truth {
  readonly person: string
  readonly at: number
  readonly real: boolean | null
}

/**
 * What a drafted rule would have done: entries of the past, each person's in order of time (whole days need not be in memory).
 * `livesAlone`: true, false, or null when nobody recorded it; null is not guessed, the person is left out and counted.
 */
export function replayRule(rule: DraftRule, entries: Iterable<Entry>, livesAlone: (person: string) => boolean | null): Replay {
  const replay = openReplay(rule, livesAlone)
  replay.add(entries)
  return replay.end()
}

/** The same of entries that come in parts: a month of a hundred people does not fit into memory. */
export function openReplay(
  rule: DraftRule,
  livesAlone: (person: string) => boolean | null,
): { add(entries: Iterable<Entry>): void; end(): Replay } {
  const states = new Map<string, DraftState>()
  const fires: Fire[] = []
  const unknown = new Set<string>()
  const listed = rule.who.are === 'listed' ? new Set(rule.who.persons) : null
  const concerned = new Map<string, boolean>()
  const concerns = (person: string): boolean => {
    if (rule.who.are === 'all') return true
    if (listed) return listed.has(person)
    const alone = livesAlone(person)
    if (alone === null) unknown.add(person)
    return alone === true
  }
  let count = 0
  return {
    add(entries) {
      for (const entry of entries) {
        count += 1
        const { person } = entry
        const asked = concerned.get(person) ?? concerns(person)
        concerned.set(person, asked)
        if (!asked) continue
        const step = stepDraft(rule, states.get(person) ?? unfired, entry, { lateCounts: true })
        states.set(person, step.next)
        if (step.fires) fires.push({ person, at: entry.at })
      }
    },
    end: () => ({ fires: fires.toSorted((a, b) => a.at - b.at), unknownWho: unknown.size, entries: count }),
  }
}

/**
 * "Would have fired 14 times, 2 true": each fire against the cases people closed within an hour of it for the same person. A fire
 * beside no case is unknown, not false: nobody went to look. One true case proves one fire at most; `missed` are true cases beside no fire.
 */
export function compareReplay(fires: readonly Fire[], truths: readonly Truth[], withinMinutes = 60) {
  const within = withinMinutes * 60_000
  const taken = new Set<Truth>()
  const standings = fires.map((fire) => {
    const near = truths
      .filter((one) => one.person === fire.person && !taken.has(one) && Math.abs(one.at - fire.at) <= within)
      .toSorted((a, b) => Number(b.real === true) - Number(a.real === true) || Math.abs(a.at - fire.at) - Math.abs(b.at - fire.at))[0]
    if (near) taken.add(near)
    return near?.real ?? null
  })
  return {
    fired: fires.length,
    true: standings.filter((one) => one === true).length,
    false: standings.filter((one) => one === false).length,
    unknown: standings.filter((one) => one === null).length,
    missed: truths.filter((one) => one.real === true && !taken.has(one)).length,
  }
}
