import type { AlarmRow } from '../contract/alarm.ts'

/** What a desk knows: open alarms by id, and the versions of those that ended, so that late news do not raise them again. */
export interface KnownAlarms {
  readonly open: ReadonlyMap<string, AlarmRow>
  readonly ended: ReadonlyMap<string, number>
}

export const noAlarms: KnownAlarms = { open: new Map(), ended: new Map() }

/** Ended alarms are remembered so long; older ones are not told of any more. */
const endedAtMost = 5000

/** Takes in news: the greatest version of each wins, whatever order they come in. Members of an incident are not rows of a desk that has the incident's own alarm. */
export function takeNews(known: KnownAlarms, news: readonly AlarmRow[]): KnownAlarms {
  if (news.length === 0) return known
  const open = new Map(known.open)
  const ended = new Map(known.ended)
  for (const row of news) {
    const before = open.get(row.id)?.version ?? ended.get(row.id) ?? 0
    if (row.version < before || (ended.has(row.id) && row.version === before)) continue
    if (row.state === 'closed') {
      open.delete(row.id)
      ended.set(row.id, row.version)
    } else {
      open.set(row.id, row)
      ended.delete(row.id)
    }
  }
  const incidents = new Set<string>()
  for (const { subjectKind, subjectId } of open.values()) if (subjectKind === 'incident') incidents.add(subjectId)
  for (const row of open.values())
    if (row.incidentId !== null && incidents.has(row.incidentId)) {
      open.delete(row.id)
      ended.set(row.id, row.version)
    }
  for (const id of ended.keys()) {
    if (ended.size <= endedAtMost) break
    ended.delete(id)
  }
  return { open, ended }
}

/** So many rows an answer holds at most. */
export const answerAtMost = 5000

/** What happened between two looks at the open alarms. */
export interface Meanwhile {
  readonly opened: readonly AlarmRow[]
  readonly ended: readonly AlarmRow[]
  readonly changed: readonly AlarmRow[]
}

/**
 * Takes in a whole answer that was asked when `asked` was known: what is not in it has ended, unless news of it came after asking.
 */
export function takeAnswer(
  known: KnownAlarms,
  asked: KnownAlarms,
  answer: readonly AlarmRow[],
): { readonly known: KnownAlarms; readonly meanwhile: Meanwhile } {
  const fresh = takeNews(known, answer)
  const there = new Set<string>(answer.map(({ id }) => id))
  const open = new Map(fresh.open)
  // an answer that was cut at its limit says nothing of what is not in it
  if (answer.length < answerAtMost)
    for (const [id, row] of fresh.open) if (!there.has(id) && asked.open.get(id)?.version === row.version) open.delete(id)
  const opened = [...open.values()].filter(({ id }) => !asked.open.has(id))
  const ended = [...asked.open.values()].filter(({ id }) => !open.has(id))
  const changed = [...open.values()].filter(({ id, version }) => (asked.open.get(id)?.version ?? version) !== version)
  return { known: { open, ended: fresh.ended }, meanwhile: { opened, ended, changed } }
}
