/** A mapping as the version keeps it: what became of old clauses, and whether a person has seen it. */
export interface KeptMapping {
  readonly change: string
  readonly confirmed: boolean
  readonly likeness: number
  readonly old: readonly string[]
  readonly now: readonly number[]
}

/** The id of each new clause: the old one where it went over (also edited or moved), else a fresh one. */
export interface KeptIds {
  readonly ids: readonly {
    readonly id: string
    readonly isNew: boolean
    readonly change: 'same' | 'edited' | 'moved' | 'split' | 'merged' | 'new'
  }[]
  readonly links: readonly { readonly from: string; readonly to: string; readonly change: 'split' | 'merged' }[]
}

const lasting = ['same', 'edited', 'moved'] as const

/** Gives `count` new clauses their lasting ids by a confirmed mapping; parts of a split or a merger are new clauses linked to the old. */
export function keepIds(count: number, mapping: readonly Pick<KeptMapping, 'change' | 'old' | 'now'>[], newId: () => string): KeptIds {
  const ids: KeptIds['ids'][number][] = Array.from({ length: count }, () => ({ id: '', isNew: true, change: 'new' }))
  const links: KeptIds['links'][number][] = []
  for (const { change, old, now } of mapping) {
    const stays = lasting.find((word) => word === change)
    const [from] = old
    const [at] = now
    if (stays !== undefined && from !== undefined && at !== undefined) ids[at] = { id: from, isNew: false, change: stays }
    else if (change === 'split' || change === 'merged') {
      for (const place of now) {
        const id = newId()
        ids[place] = { id, isNew: true, change }
        links.push(...old.map((source) => ({ from: source, to: id, change }) as const))
      }
    }
  }
  return { ids: ids.map((entry) => (entry.id === '' ? { ...entry, id: newId() } : entry)), links }
}
