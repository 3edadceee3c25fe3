import type { Context } from '@yinqiao/kernel'
import { type RawBuilder, sql } from 'kysely'
import { metrics } from './contract/heard.ts'
import type { RegisteredBinding, RegisteredDevice, RegisteredHome, RegisteredLimit } from './contract/register.ts'
import type { FallDetector, NoticedFall } from './rules/fall/detect-fall.ts'
import type { JudgedReading } from './rules/detect/judge-vital.ts'
import type { Heartbeat } from './rules/clean/learn-clock-error.ts'
import type { DraftState } from './rules/detect/draft-rule.ts'
import type { Ready } from './store-ready.ts'
import { type LiveDraft, loadRules } from './store-rules.ts'
import { changedSince, loadRegister } from './store-register.ts'

/** The setting of a device under which its clock's error is kept, milliseconds. */
export const clockErrorSetting = 'clockErrorMs'

/** What was seen of a device since the last flush. Times in milliseconds since 1970 UTC, by the server's clock. */
export interface Seen {
  at: number
  keptAt: number | null
  /** When it showed the person who wears it, not only that it is there itself. */
  lifeAt: number | null
  battery: number | null
  signal: number | null
  firmware: string | null
  settings: Record<string, string>
  /** In bed (true), out of it (false), not said (null), and since when it says so. */
  bed: boolean | null
  bedSince: number | null
  /** What a presence sensor or a fence said. */
  inside: boolean | null
  insideAt: number | null
  lat: number | null
  lon: number | null
  positionAt: number | null
}

/** What was seen of a home since the last flush. */
export interface Stir {
  activeAt: number | null
  doorAt: number | null
  bed: boolean | null
  bedAt: number | null
  inside: boolean | null
  insideAt: number | null
}

/** The detector of one stream, with the parts it has been given lately. */
export interface FallStream {
  readonly detector: FallDetector
  /** Keys of the last parts: one that is told again was undone, and what the detector made of it with it. */
  readonly given: Set<bigint>
  /** The last part, until what it leaves to be judged is; null when nothing is. */
  open: Ready | null
  /** Falls noticed in what was left, until they are told. */
  owed: readonly NoticedFall[]
}

/**
 * What one process of the intake keeps in memory: the register, what it needs to read the next message of each device, and what it has
 * seen since the last flush. Nothing here is owed to anybody: all of it is read again from the database at start.
 */
export interface Memory {
  readonly devices: Map<string, RegisteredDevice>
  readonly byId: Map<string, RegisteredDevice>
  readonly homes: Map<string, RegisteredHome>
  readonly limits: Map<string, RegisteredLimit[]>
  /** What the reader of a protocol must remember of a device (counters of a radar, standing conditions). */
  readonly reading: Map<string, Readonly<Record<string, unknown>>>
  /** The trusted reading before, by device and metric; and the last heard, trusted or not. */
  readonly lastTrusted: Map<string, JudgedReading>
  readonly lastHeard: Map<string, { readonly value: number; readonly at: number }>
  /** When the newest word on a state of a device or home came (ms, by receipt). */
  readonly saidAt: Map<string, number>
  /** The latest claims of each device's clock beside their receipt, and what has to be added to it (milliseconds). */
  readonly beats: Map<string, readonly Heartbeat[]>
  readonly clockErrors: Map<string, number>
  /** Rules that people drafted and switched on, where each stands with each person, and rules that are stopped. */
  drafts: readonly LiveDraft[]
  readonly draftStates: Map<string, DraftState>
  /** Whether a person lives alone, of those a draft asked for; null = not recorded. */
  alone: ReadonlyMap<string, boolean | null>
  stopped: ReadonlySet<string>
  /** A district's choice: smoke, gas, CO and water of an empty flat are told, for it burns its neighbours. */
  readonly hazardsAlways: boolean
  /** The fall detector of each device and place on the body. */
  readonly falls: Map<string, FallStream>
  /** Devices whose messages were read in a transaction that did not end well: what is remembered of them is read again before they are. */
  readonly unsure: Set<string>
  seen: Map<string, Seen>
  stirs: Map<string, Stir>
  /** What the last flush took out of these two; null once it was taken back. */
  flushing: { readonly seen: ReadonlyMap<string, Seen>; readonly stirs: ReadonlyMap<string, Stir> } | null
  /** Whether other processes read messages of the same devices: what readers remember is then read again before each batch. */
  readonly shared: boolean
  /** When the register was last asked for changes, ISO 8601; null before the first. */
  refreshedAt: string | null
}

export function openMemory({
  hazardsAlways = true,
  shared = false,
}: {
  readonly hazardsAlways?: boolean
  readonly shared?: boolean
} = {}): Memory {
  return {
    shared,
    devices: new Map(),
    byId: new Map(),
    homes: new Map(),
    limits: new Map(),
    reading: new Map(),
    lastTrusted: new Map(),
    lastHeard: new Map(),
    saidAt: new Map(),
    beats: new Map(),
    clockErrors: new Map(),
    drafts: [],
    draftStates: new Map(),
    alone: new Map(),
    stopped: new Set(),
    hazardsAlways,
    falls: new Map(),
    unsure: new Set(),
    seen: new Map(),
    stirs: new Map(),
    flushing: null,
    refreshedAt: null,
  }
}

/** Reads the register into memory: whole at first, then what changed. */
export async function refreshMemory(ctx: Context, memory: Memory): Promise<void> {
  const first = memory.refreshedAt === null
  const register = memory.refreshedAt === null ? await loadRegister(ctx) : await changedSince(ctx, memory.refreshedAt)
  for (const device of register.devices) {
    const before = memory.byId.get(device.id)
    if (before !== undefined && before.source !== device.source) memory.devices.delete(before.source)
    if (before !== undefined && isElsewhere(before.bound, device.bound)) forgetSaid(memory, device.id)
    memory.devices.set(device.source, device)
    memory.byId.set(device.id, device)
  }
  for (const home of register.homes) memory.homes.set(home.id, home)
  for (const elder of register.limitsChangedOf) memory.limits.delete(elder)
  for (const [elder, limits] of Map.groupBy(register.limits, ({ elderId }) => elderId)) memory.limits.set(elder, limits)
  if (first) await rereadStates(ctx, memory)
  else if (memory.shared) await rereadStates(ctx, memory, sql`last_seen_at >= ${memory.refreshedAt}::timestamptz - interval '5 s'`)
  Object.assign(memory, await loadRules(ctx))
  memory.refreshedAt = ctx.now.toString()
}

const isElsewhere = (before: RegisteredBinding | null, now: RegisteredBinding | null): boolean =>
  before?.homeId !== now?.homeId || before?.elderId !== now?.elderId

/** What a device said at another place, or of another person, goes with it: a battery told of there is not told of here, nor a pulse. */
function forgetSaid(memory: Memory, device: string): void {
  memory.reading.delete(device)
  for (const metric of metrics) {
    memory.lastTrusted.delete(`${device}/${metric}`)
    memory.lastHeard.delete(`${device}/${metric}`)
  }
}

/**
 * Reads again what the readers remember and what is known of clocks, of all devices or of some: another process may have taken messages
 * of theirs since.
 */
export async function rereadStates(ctx: Context, memory: Memory, which: RawBuilder<unknown> = sql`true`): Promise<void> {
  const { rows } = await sql<{ device_id: string; memory: Record<string, unknown>; error: string | null }>`select device_id, memory,
      settings ->> ${clockErrorSetting} as error
    from watch.device_state where (memory <> '{}' or settings ? ${clockErrorSetting}) and ${which}`.execute(ctx.db)
  for (const { device_id: device, memory: remembered, error } of rows) {
    memory.reading.set(device, remembered)
    if (error !== null) memory.clockErrors.set(device, Number(error))
  }
}

/** The same of these devices, with their rows locked: two processes must not each go on from the same state. */
export async function rereadLocked(ctx: Context, memory: Memory, devices: readonly string[]): Promise<void> {
  // of one that has no row nothing is remembered
  for (const device of devices) if (memory.unsure.delete(device)) memory.reading.delete(device)
  if (devices.length > 0) await rereadStates(ctx, memory, sql`device_id = any (${devices}::uuid[]) order by device_id for update`)
}
