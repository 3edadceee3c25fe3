import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { RegisteredDevice, RegisteredHome, RegisteredLimit } from './contract/register.ts'
import type { JudgedReading } from './rules/detect/judge-vital.ts'
import { changedSince, loadRegister } from './store-register.ts'

/** What was seen of a device since the last flush. Times in milliseconds since 1970 UTC, by the server's clock. */
export interface Seen {
  at: number
  keptAt: number | null
  battery: number | null
  signal: number | null
  firmware: string | null
  settings: Record<string, string>
}

/** What was seen of a home since the last flush. */
export interface Stir {
  activeAt: number | null
  doorAt: number | null
  /** In bed (true), out of it (false), not said (null). */
  bed: boolean | null
  bedAt: number | null
  inside: boolean | null
  insideAt: number | null
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
  seen: Map<string, Seen>
  stirs: Map<string, Stir>
  /** Whether other processes read messages of the same devices: what readers remember is then read again before each batch. */
  readonly shared: boolean
  /** When the register was last asked for changes, ISO 8601; null before the first. */
  refreshedAt: string | null
}

export function openMemory(shared = false): Memory {
  return {
    shared,
    devices: new Map(),
    byId: new Map(),
    homes: new Map(),
    limits: new Map(),
    reading: new Map(),
    lastTrusted: new Map(),
    lastHeard: new Map(),
    seen: new Map(),
    stirs: new Map(),
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
    memory.devices.set(device.source, device)
    memory.byId.set(device.id, device)
  }
  for (const home of register.homes) memory.homes.set(home.id, home)
  for (const elder of register.limitsChangedOf) memory.limits.delete(elder)
  for (const [elder, limits] of Map.groupBy(register.limits, ({ elderId }) => elderId)) memory.limits.set(elder, limits)
  if (first) await rereadReading(ctx, memory)
  memory.refreshedAt = ctx.now.toString()
}

/**
 * Reads again what the readers remember, of all devices or of these: another process may have read messages of theirs since. Of these
 * the rows are locked, so that two processes do not each go on from the same state.
 */
export async function rereadReading(ctx: Context, memory: Memory, devices?: readonly string[]): Promise<void> {
  if (devices?.length === 0) return
  const which = devices === undefined ? sql`memory <> '{}'` : sql`device_id = any (${devices}::uuid[]) order by device_id for update`
  const { rows } = await sql<{ device_id: string; memory: Record<string, unknown> }>`select device_id, memory from watch.device_state
    where ${which}`.execute(ctx.db)
  for (const row of rows) memory.reading.set(row.device_id, row.memory)
}
