import { readdirSync, readFileSync } from 'node:fs'

/** Least, middle and greatest of a few runs. */
export interface Spread {
  readonly min: number
  readonly median: number
  readonly max: number
}

/** A value by its rank: 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function spread(values: readonly number[]): Spread {
  return { min: rounded(Math.min(...values)), median: rounded(quantile(values, 0.5)), max: rounded(Math.max(...values)) }
}

/** Three significant digits. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

const ticksPerSecond = 100

/** CPU seconds a process has used, user and system. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** CPU seconds of a process with those of its children, living and ended (a database with its backends). */
export function treeCpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (
    cpuSeconds(pid) +
    (Number(fields[13]) + Number(fields[14])) / ticksPerSecond +
    childrenOf(pid).reduce((sum, child) => sum + cpuSeconds(child), 0)
  )
}

/** Living children of a process. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((child) => {
      if (!Number.isInteger(child) || child === 0) return false
      try {
        const stat = readFileSync(`/proc/${child}/stat`, 'utf8')
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid
      } catch {
        return false
      }
    })
}

/** Memory of processes together in MB: resident (shared pages counted in each) and proportional (counted once). */
export function memory(pids: readonly number[]): { readonly rss: number; readonly pss: number } {
  let [rss, pss] = [0, 0]
  for (const pid of pids) {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    rss += Number(/^Rss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0)
    pss += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0)
  }
  return { rss: rounded(rss / 1024), pss: rounded(pss / 1024) }
}

/** Greatest resident memory a process has had, MB. */
export function peakMemory(pid: number): number {
  return rounded(Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
}

/** Chance from a seed (mulberry32), so that each run asks the same in the same order. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
