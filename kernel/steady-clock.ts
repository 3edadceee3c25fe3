import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The time of this program: the machine's, as long as that goes on as time does. */
export interface SteadyClock {
  /** ms since 1970 UTC; never less than before. */
  now(): number
  /** By how many ms the machine's clock is off since it was set all at once (behind: negative); 0 when the two agree. */
  jumped(): number
  /** Goes on from a moment another process knew. */
  goOnFrom(moment: number): void
}

/** A machine's clock is mended in small steps all the time; more than this at once (ms) is a jump. */
const followed = 1_000
/** A jump up to this (ms), as a virtual machine that stood still makes it, is caught up with slowly: a minute is off by half a second. */
const caughtUp = 600_000
const catchUpRate = 0.01

/**
 * Time by which clocks of alarms run. The machine's clock is followed; when it is set by more than a second at once, time goes on as it was,
 * counted by the machine's ticks: nothing comes early that waits, and nothing waits for hours. Which of the two is right no program can
 * know; ten minutes and less are caught up with slowly.
 * @param wall the machine's clock, ms since 1970 UTC
 * @param ticks ms that only ever count on
 */
export function steadyClock(wall: () => number, ticks: () => number): SteadyClock {
  let offset = wall() - ticks()
  let last = Number.NEGATIVE_INFINITY
  let asked = ticks()
  const drift = () => wall() - (ticks() + offset)
  return {
    now() {
      const by = drift()
      if (Math.abs(by) <= followed) offset += by
      else if (Math.abs(by) <= caughtUp) offset += Math.sign(by) * (ticks() - asked) * catchUpRate
      asked = ticks()
      last = Math.max(last, Math.floor(ticks() + offset))
      return last
    },
    jumped() {
      const by = drift()
      return Math.abs(by) <= followed ? 0 : Math.round(by)
    },
    goOnFrom(moment) {
      offset = moment - ticks()
      last = Number.NEGATIVE_INFINITY
    },
  }
}

/** The clock of this process. */
export const steady: SteadyClock = steadyClock(
  () => Date.now(),
  () => performance.now(),
)

interface Kept {
  /** The machine's run, from switching on to switching off. */
  readonly boot: string
  /** Seconds of that run, sleep included. */
  readonly up: number
  /** The program's time then, ms since 1970 UTC. */
  readonly at: number
}

const fileOf = (dataFolder: string) => join(dataFolder, 'clock.json')

/** Which run of the machine this is and how old it is; null where that cannot be read. */
function readRun(): { readonly boot: string; readonly up: number } | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return { boot, up: Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) }
  } catch {
    return null
  }
}

/**
 * Goes on from the time that processes of this data folder had, if the machine has not been started anew since: one that was killed while
 * the clock is wrong comes back with the time of the others. After a new start of the machine its clock is believed.
 */
export function recallTime(dataFolder: string, clock: SteadyClock = steady, run = readRun()): void {
  if (run === null) return
  try {
    const { boot, up, at } = JSON.parse(readFileSync(fileOf(dataFolder), 'utf8')) as Kept
    if (boot !== run.boot || !Number.isFinite(up + at)) return
    const here = clock.now()
    const there = at + (run.up - up) * 1000
    if (Math.abs(there - here) > followed) clock.goOnFrom(there)
  } catch {
    // none was kept
  }
}

/** Keeps the program's time for those who start after this process. */
export function keepTime(dataFolder: string, clock: SteadyClock = steady, run = readRun()): void {
  if (run === null) return
  const draft = `${fileOf(dataFolder)}.${process.pid}`
  try {
    writeFileSync(draft, JSON.stringify({ ...run, at: clock.now() } satisfies Kept))
    renameSync(draft, fileOf(dataFolder))
  } catch {
    // a full disk: the next minute tries again
  }
}
