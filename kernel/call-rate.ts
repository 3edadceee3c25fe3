/** Counts calls by caller and minute, so that a public route cannot be tried without end. In memory: each process counts for itself. */
export function callRate(
  now: () => Temporal.Instant,
): (caller: string, perMinute: number) => { readonly allowed: boolean; readonly seconds: number } {
  let minute = 0
  let counts = new Map<string, number>()
  return (caller, perMinute) => {
    const at = now().epochMilliseconds
    if (Math.floor(at / 60_000) !== minute) {
      minute = Math.floor(at / 60_000)
      counts = new Map()
    }
    const count = (counts.get(caller) ?? 0) + 1
    counts.set(caller, count)
    return { allowed: count <= perMinute, seconds: Math.ceil(((minute + 1) * 60_000 - at) / 1000) }
  }
}
