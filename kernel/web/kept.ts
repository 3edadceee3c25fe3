import { useCallback, useState } from 'react'

// In memory only: search words may be names or numbers of persons, which belong neither in the address nor on the disk.
const kept = new Map<string, unknown>()

/** State that survives going to a record and back, as long as the page lives. */
export function useKept<T>(name: string, initial: T): readonly [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (kept.has(name) ? (kept.get(name) as T) : initial))
  const keep = useCallback(
    (next: T) => {
      kept.set(name, next)
      setValue(next)
    },
    [name],
  )
  return [value, keep]
}

/** Forgets all kept state: at sign-out and when the post changes, so that nothing is seen by the next person. */
export function forgetKept(): void {
  kept.clear()
}
