/** What all terminal decoders share: bytes in, facts out; no clock, no socket, no database. */

export type Attribute = string | number | boolean

/** A position as the terminal says it; `time` is null where it says none. */
export interface Position {
  /** ISO 8601, UTC. */
  readonly time: string | null
  /** Whether the terminal holds its own fix for good. */
  readonly valid: boolean
  /** Degrees, WGS-84; null where the message has no place of its own (base stations or Wi-Fi only). */
  readonly lat: number | null
  readonly lon: number | null
  /** Attribute names of the field: alarm, heartRate, bloodOxygen, pressureHigh, pressureLow, batteryLevel, temperature, steps, sat, rssi … */
  readonly attributes: Readonly<Record<string, Attribute>>
}

/** What one frame says. A frame that is well-formed and says nothing to keep (login, heartbeat) has neither positions nor attributes. */
export interface Decoded {
  /** The terminal's own number (IMEI, watch id), once the connection knows it. */
  readonly deviceId: string | null
  /** What sort of message it was, in the protocol's words: login, heartbeat, location, alarm, health, command-reply … */
  readonly message: string
  readonly positions: readonly Position[]
  /** Attributes of a message without a position. */
  readonly attributes: Readonly<Record<string, Attribute>>
  /** Bytes the terminal waits for; sent in this order. */
  readonly replies: readonly Uint8Array[]
  /** Why the frame was not understood; null when it was. */
  readonly error: string | null
}

/** One connection of one terminal: remembers its login and half-sent data. Never throws; a frame it cannot read is an `error`. */
export interface Session {
  /** `now`: server time, milliseconds since 1970 UTC, for replies that carry the time and for years the protocol leaves out. */
  decode(frame: Uint8Array, now: number): Decoded
}

/**
 * Cuts a stream into frames. Bytes that cannot begin a frame are passed over; a frame longer than `frameAtMost` ends the connection
 * by throwing `FrameTooLong`, so that a terminal that never ends a frame cannot fill the memory.
 */
export interface Splitter {
  /** Takes the next chunk; gives all frames that are whole now. */
  push(chunk: Uint8Array): Uint8Array[]
}

export interface Decoder {
  /** Name of the protocol as the field calls it. */
  readonly protocol: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly splitter: () => Splitter
  readonly open: () => Session
}

/** Longest frame of any protocol here, in bytes. */
export const frameAtMost = 64 * 1024

export class FrameTooLong extends Error {}

/** A frame without anything to keep. */
export const nothing = (deviceId: string | null, message: string, replies: readonly Uint8Array[] = []): Decoded => ({
  deviceId,
  message,
  positions: [],
  attributes: {},
  replies,
  error: null,
})

/** A frame that was not understood. */
export const unread = (deviceId: string | null, error: string): Decoded => ({ ...nothing(deviceId, 'unread'), error })
