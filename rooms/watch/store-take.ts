import { hash } from 'node:crypto'
import type { RawMessage } from '@yinqiao/intake/contract'
import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { Entry } from '@yinqiao/series/contract'
import { keepEntries, keepInOpen } from '@yinqiao/series'
import type { Heard, SignalKind } from './contract/heard.ts'
import type { RegisteredDevice } from './contract/register.ts'
import type { Trust } from './contract/trust.ts'
import { eldersOf } from './rules/about-device.ts'
import { cleanReading } from './rules/clean/clean-reading.ts'
import { placeInTime } from './rules/clean/place-in-time.ts'
import type { Decoded } from './rules/decode/decoder.ts'
import { hearTerminal } from './rules/decode/hear-terminal.ts'
import { findSpeaker } from './rules/hear/find-speaker.ts'
import { hearMessage, type HeardMessage } from './rules/hear/hear-message.ts'
import type { EscalationPolicy } from './rules/plan-escalation.ts'
import { watchWords } from './rules/reading-words.ts'
import { type Caught, findFindings, listLifeStates, listPowerBack } from './store-find.ts'
import { type Memory, refreshMemory, rereadLocked } from './store-memory.ts'
import { fallsLeft, noticeFalls } from './store-falls.ts'
import type { Ready } from './store-ready.ts'
import { noteSeen } from './store-seen.ts'
import { quarantine, type Quarantined } from './store-quarantine.ts'
import { joinIncidents } from './store-incident.ts'
import { raiseAlarms } from './store-raise.ts'
import { closeReturned } from './store-return.ts'
import { placeRepeats } from './store-repeated.ts'

/** Protocols that are read against what the device said before (rules/hear/hear-message.ts). */
const remembering = new Set(['zigbee', 'fall-radar'])

/** What a terminal's connection has understood already travels with its frame. */
const understood = new WeakMap<Uint8Array, readonly Heard[]>()

/** Ties what a decoder heard to the very bytes it heard it in. */
export function tieHeard(payload: Uint8Array, heard: readonly Heard[]): void {
  understood.set(payload, heard)
}

/**
 * Ties what a frame says on its connection. To one that could not be read nothing is tied: it is read once more with its message, and laid
 * aside with the reason; else it would be acknowledged and seen nowhere.
 */
export function tieDecoded(payload: Uint8Array, protocol: string, decoded: Decoded): void {
  if (decoded.error === null) tieHeard(payload, hearTerminal(protocol, decoded))
}

/**
 * What was tied to a message, as text: it lies in the spool with it and travels with it to another process, where only the bytes are the
 * same. What the connection knew (a login, its time zone, the first half of a long message) is in it. Undefined: nothing was tied.
 */
export function noteOf({ payload }: RawMessage): string | undefined {
  const heard = understood.get(payload)
  return heard === undefined ? undefined : JSON.stringify(heard)
}

/** Ties such a text to its message again; throws when it is none. */
export function tieNote({ payload }: RawMessage, note: string): void {
  tieHeard(payload, JSON.parse(note))
}

/** Signals that may concern life. The others (mains, batteries, tampering ...) come in thousands in a power cut and must not stand before them. */
const ofLife: ReadonlySet<string> = new Set([
  'sos',
  'fall',
  'stay',
  'inactivity',
  'smoke',
  'gas',
  'co',
  'water',
  'vital',
  'leave-bed',
  'geofence-left',
])

/** Whether a message may concern life: it goes the urgent lane. */
export function isUrgent(memory: Memory, message: RawMessage): boolean {
  return urgentKinds(memory, message).length > 0
}

/** The signals in a message that may concern life; read without remembering. */
export function urgentKinds(memory: Memory, message: RawMessage): SignalKind[] {
  const found = findSpeaker(memory, message)
  if (typeof found === 'string') return []
  const { device } = found
  const heard = understood.get(message.payload) ?? read(device, message, memory.reading.get(device.id) ?? nothingRemembered).heard
  return heard.flatMap(({ signals }) => signals.map(({ kind }) => kind).filter((kind) => ofLife.has(kind)))
}

const nothingRemembered: Readonly<Record<string, unknown>> = {}

interface Read {
  readonly device: RegisteredDevice
  readonly remembered: Readonly<Record<string, unknown>>
  readonly said: HeardMessage
}
/** What was read when a message was looked at for its lane; does not leave this process with it. */
const readOnce = new WeakMap<Uint8Array, Read>()

/** Reads a message, once as long as neither the device nor what is remembered of it has changed: the reader is pure. */
function read(device: RegisteredDevice, message: RawMessage, remembered: Read['remembered']): HeardMessage {
  const before = readOnce.get(message.payload)
  if (before?.device === device && before.remembered === remembered) return before.said
  const said = hearMessage(device, message.payload, remembered, message.receivedAt)
  readOnce.set(message.payload, { device, remembered, said })
  return said
}

/**
 * Keeps messages of devices: raw and cleaned readings once each, alarms opened or joined, what cannot be kept laid aside with its reason;
 * all in the caller's transaction, so that an acknowledgement after its commit means that the alarm has an owner.
 */
export async function takeMessages(ctx: Context, memory: Memory, messages: readonly RawMessage[], policy: EscalationPolicy): Promise<void> {
  if (messages.some((message) => mayBeNewer(ctx, memory, message))) await refreshMemory(ctx, memory)
  const stale = memory.shared || memory.unsure.size > 0 ? rememberedOf(memory, messages) : []
  await rereadLocked(ctx, memory, memory.shared ? stale : stale.filter((device) => memory.unsure.has(device)))
  const { aside, next, ready, kept, fresh, states } = await keepHeard(ctx, memory, messages)
  const isFresh = new Set(kept.filter((_, at) => fresh[at] === true))
  // a device without a binding has no series: its readings go nowhere, but somebody pressed
  const caught: readonly Caught[] = await noticeFalls(
    ctx,
    memory,
    ready.filter((one) => one.entry === null || isFresh.has(one)),
  )
  const findings = await findFindings(ctx, memory, caught, states)
  await raiseAlarms(ctx, await joinIncidents(ctx, findings, policy), policy)
  await closeReturned(ctx, listPowerBack(caught))
  await quarantine(ctx, aside)
  await keepReading(ctx, next)
  for (const [device, remembered] of next) memory.reading.set(device, remembered)
  for (const one of ready) noteSeen(memory, one, one.entry === null || isFresh.has(one))
}

/**
 * Reads messages and keeps what they say. A device that was taken away or moved a moment ago has a closed series: the statement that keeps
 * says so and keeps nothing, and all are read once more by what the register says now. Else a press would be told of the home before.
 */
async function keepHeard(ctx: Context, memory: Memory, messages: readonly RawMessage[], keep: typeof keepInOpen = keepInOpen) {
  const aside: Quarantined[] = []
  const next = new Map<string, Readonly<Record<string, unknown>>>()
  const ready = await placeRepeats(
    ctx,
    messages.flatMap((message) => hear(memory, message, next, aside)),
  )
  const kept = ready.filter(({ entry }) => entry !== null)
  const keeping = keep(
    ctx.db,
    watchWords,
    kept.map(({ entry }) => entry as Entry),
  )
  // asked behind it on the same connection, without waiting for its answer
  const [fresh, states] = await Promise.all([keeping, listLifeStates(ctx, memory, ready)])
  if (fresh !== undefined) return { aside, next, ready, kept, fresh, states }
  await refreshMemory(ctx, memory)
  return keepHeard(ctx, memory, messages, keepEntries)
}

/** Raises what streams of acceleration left when they broke off. Call what it gives when the transaction has ended well. */
export async function lookAtFalls(ctx: Context, memory: Memory, policy: EscalationPolicy): Promise<() => void> {
  const { found, settled } = fallsLeft(memory, ctx.now.epochMilliseconds)
  if (found.length > 0) {
    const findings = await findFindings(ctx, memory, found, await listLifeStates(ctx, memory, found))
    await raiseAlarms(ctx, findings, policy)
  }
  return settled
}

/**
 * Told when the transaction in which messages were taken did not end well: what was learnt from them may never have been, and they come
 * again. A counter that has moved on or a drafted rule that has fired in this memory alone would make them say nothing then.
 */
export function doubtTaken(memory: Memory, messages: readonly RawMessage[]): void {
  for (const device of rememberedOf(memory, messages)) memory.unsure.add(device)
  if (memory.draftStates.size === 0) return
  const found = messages.map((message) => findSpeaker(memory, message))
  const elders = new Set(found.flatMap((one) => (typeof one === 'string' ? [] : eldersOf(memory, one.device))))
  for (const key of memory.draftStates.keys()) if (elders.has(key.slice(key.lastIndexOf('/') + 1))) memory.draftStates.delete(key)
}

// strangers may speak as often as they like: the register is asked for them so often at most (ms)
const strangersEvery = 250

/**
 * Whether the register may know more of a message than this memory, which follows it by a second: a press of a device that hangs nowhere
 * would be an alarm without a person and a place, its reading would be acknowledged and kept nowhere, a device unknown here goes to quarantine.
 */
function mayBeNewer(ctx: Context, memory: Memory, message: RawMessage): boolean {
  const found = findSpeaker(memory, message)
  const asked = memory.refreshedAt === null ? 0 : Temporal.Instant.from(memory.refreshedAt).epochMilliseconds
  if (typeof found === 'string') return ctx.now.epochMilliseconds - asked > strangersEvery
  return found.device.bound === null && (asked <= message.receivedAt || isUrgent(memory, message))
}

/** The devices among the speakers whose readers remember something. */
function rememberedOf(memory: Memory, messages: readonly RawMessage[]): readonly string[] {
  const found = messages.map((message) => findSpeaker(memory, message))
  const devices = found.flatMap((one) => (typeof one !== 'string' && remembering.has(one.device.protocol) ? [one.device.id] : []))
  return [...new Set(devices)]
}

function hear(
  memory: Memory,
  message: RawMessage,
  next: Map<string, Readonly<Record<string, unknown>>>,
  aside: Quarantined[] = [],
): readonly Ready[] {
  const lay = (reason: string, detail: string | null) =>
    aside.push({
      via: message.via,
      source: message.source,
      topic: message.topic,
      reason,
      detail,
      bytes: message.payload.length,
      payload: message.payload,
    })
  const found = findSpeaker(memory, message)
  if (typeof found === 'string') {
    lay(found, null)
    return []
  }
  const { device } = found
  const remembered = next.get(device.id) ?? memory.reading.get(device.id) ?? nothingRemembered
  const tied = understood.get(message.payload)
  const said = tied === undefined ? read(device, message, remembered) : { heard: tied, next: remembered, offline: false, problem: null }
  if (said.next !== remembered) next.set(device.id, said.next)
  if (said.problem !== null) lay('not-understood', said.problem)
  const bytes = said.heard.length === 0 ? 0n : hashOf(message)
  // its bytes are kept once, with the first of the moments it tells: one of a megabyte may tell of a thousand
  return said.heard.map((heard, at) => readyOf(memory, message, device, heard, bytes + BigInt(at), said.offline, at === 0))
}

function readyOf(
  memory: Memory,
  message: RawMessage,
  device: RegisteredDevice,
  heard: Heard,
  hash: bigint,
  offline: boolean,
  withRaw: boolean,
): Ready {
  const placed = placeInTime({
    claimedAt: heard.claimedAt,
    receivedAt: message.receivedAt,
    sequence: heard.sequence,
    payloadHash: hash,
    clockError: memory.clockErrors.get(device.id) ?? 0,
  })
  const { bound } = device
  // what it kept since before it was hung up here is of who had it then, and of nobody here
  const isOfHere = bound !== null && !(placed.trust === 'late' && placed.at < Date.parse(bound.since))
  let worst: Trust = 'trusted'
  const each: Trust[] = []
  const readings = heard.readings.map((reading) => {
    const { metric } = reading
    const before = memory.lastHeard.get(`${device.id}/${metric}`) ?? null
    const clean = cleanReading(reading, { time: placed.trust, at: placed.at, seen: false, bound: isOfHere, offline, before })
    each.push(clean.trust)
    if (clean.trust !== 'trusted' && clean.trust !== 'null-value') worst = worst === 'trusted' ? clean.trust : worst
    return { metric, value: clean.value ?? Number.NaN }
  })
  // a sensor that has nothing to say takes nothing from the one beside it; a message of nothing but such has no value
  if (each.length > 0 && each.every((trust) => trust === 'null-value')) worst = 'null-value'
  if (heard.readings.length === 0 && placed.trust !== 'right') worst = placed.trust === 'late' ? 'late' : placed.trust
  const entry: Entry | null =
    bound === null
      ? null
      : {
          day: placed.day,
          seriesId: bound.seriesId,
          at: placed.at,
          key: placed.key,
          receivedAt: message.receivedAt,
          claimedAt: claimOf(heard),
          trust: worst,
          trusts: each,
          readings,
          raw: withRaw ? message.payload : null,
        }
  return { message, device, heard, placed, entry, trust: worst, readings, trusts: each }
}

/** The claim as it can be kept: whole milliseconds of the years 1 to 9999; microseconds, say, are a claim of no year there is. */
function claimOf({ claimedAt }: Heard): number | null {
  const whole = claimedAt === null ? null : Math.trunc(claimedAt)
  return whole !== null && whole >= -62_135_596_800_000 && whole < 253_402_300_800_000 ? whole : null
}

/** Counters and standing conditions a reader needs are kept with what was read: after a crash nothing is counted twice. */
async function keepReading(ctx: Context, next: ReadonlyMap<string, Readonly<Record<string, unknown>>>): Promise<void> {
  if (next.size === 0) return
  const rows = [...next].map(([id, memory]) => ({ id, memory })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  await sql`insert into watch.device_state (device_id, memory)
    select id, memory from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, memory jsonb)
    on conflict (device_id) do update set memory = excluded.memory`.execute(ctx.db)
}

/** 64 bits of the message's bytes. */
function hashOf({ payload }: RawMessage): bigint {
  return hash('sha1', payload, 'buffer').readBigInt64BE(0)
}
