import { createHash, randomBytes } from 'node:crypto'
import { steady } from './steady-clock.ts'

/** Clock and chance of a kernel; a seeded one replays a day. */
export interface Chance {
  now(): Temporal.Instant
  /** [0, 1) */
  random(): number
  /** Unpredictable bytes; predictable only in a seeded test. */
  bytes(count: number): Uint8Array
}

// asking the operating system for each id costs more than the id; a byte is handed out once and wiped from the store
let store: Buffer = Buffer.alloc(0)
let used = 0

function fromStore(count: number): Uint8Array {
  if (count > 64) return randomBytes(count)
  if (used + count > store.length) {
    store = randomBytes(4096)
    used = 0
  }
  const taken = Buffer.from(store.subarray(used, used + count))
  store.fill(0, used, used + count)
  used += count
  return taken
}

/** The real clock (cut to milliseconds, as the database keeps them; it does not jump with the machine's) and real chance. */
export const realChance: Chance = {
  now: () => Temporal.Instant.fromEpochMilliseconds(steady.now()),
  random: () => Math.random(),
  bytes: fromStore,
}

/** A clock that stands until it is set, and chance from a seed. */
export function seededChance(seed: string, start: string): Chance & { set(instant: string): void } {
  let now = Temporal.Instant.from(start)
  let draws = 0
  const bytes = (count: number) => {
    const parts: Buffer[] = []
    for (let length = 0; length < count; length += 32) parts.push(createHash('sha256').update(`${seed}:${draws++}`).digest())
    return Buffer.concat(parts).subarray(0, count)
  }
  return {
    now: () => now,
    random: () => bytes(4).readUInt32BE(0) / 2 ** 32,
    bytes,
    set: (instant) => (now = Temporal.Instant.from(instant)),
  }
}

/** UUID version 7 (RFC 9562): 48 bits of milliseconds, then chance. */
export function uuid7(chance: Chance): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(chance.now().epochMilliseconds, 0, 6)
  bytes.set(chance.bytes(10), 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The calendar day of an instant in Asia/Shanghai, `YYYY-MM-DD`. */
export function shanghaiDay(instant: Temporal.Instant): string {
  return instant.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()
}
