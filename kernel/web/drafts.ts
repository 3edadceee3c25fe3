import { useViewer } from './viewer.tsx'

interface Draft<V> {
  readonly at: string
  /** Version of the record when the draft was written; null for a new record. */
  readonly basis: number | null
  readonly values: Partial<V>
}

export interface DraftPlace<V> {
  readonly found: () => Draft<V> | undefined
  /** Keeps what differs from `initial`, and nothing else: an untouched field must not undo what others saved meanwhile. */
  readonly keep: (values: Partial<V>, initial: Partial<V>, basis: number | null) => void
  readonly drop: () => void
}

/** The draft of one form of one account in this browser. Secret fields (numbers, phones, health, passwords) never enter it. */
export function useDraftPlace<V extends object>(form: string, secret: readonly string[] = []): DraftPlace<V> {
  const { accountId } = useViewer()
  return draftPlace<V>(localStorage, `yinqiao:draft:${accountId}:${form}`, secret, () => new Date().toISOString())
}

/** The same without React, for tests: a store, a key, the secret fields and a clock. */
export function draftPlace<V extends object>(
  store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  key: string,
  secret: readonly string[],
  now: () => string,
): DraftPlace<V> {
  return {
    found: () => {
      try {
        const text = store.getItem(key)
        return text === null ? undefined : (JSON.parse(text) as Draft<V>)
      } catch {
        return undefined
      }
    },
    keep: (values, initial, basis) => {
      const before = new Map<string, unknown>(Object.entries(initial))
      const changed = Object.entries(values).filter(
        ([name, value]) =>
          !secret.includes(name) && value !== undefined && JSON.stringify(value) !== JSON.stringify(before.get(name) ?? ''),
      )
      try {
        if (changed.length === 0) store.removeItem(key)
        else store.setItem(key, JSON.stringify({ at: now(), basis, values: Object.fromEntries(changed) }))
      } catch {
        // a full or forbidden store loses the draft, not the form
      }
    },
    drop: () => {
      try {
        store.removeItem(key)
      } catch {
        // nothing was kept there then
      }
    },
  }
}
