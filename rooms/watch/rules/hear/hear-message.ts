import type { Heard } from '../../contract/heard.ts'
import { findDecoder } from '../decode/decoders.ts'
import { hearTerminal } from '../decode/hear-terminal.ts'
import { hearFallRadar, type RadarState } from './hear-fall-radar.ts'
import { hearOwn } from './hear-own.ts'
import { hearZigbee, type Standing } from './hear-zigbee.ts'
import { readJson } from './read-json.ts'

/** What the reader of a message must know of the device. */
export interface Speaker {
  readonly protocol: string
  readonly model: string | null
}

/** What a message says; `problem` names why nothing (or not all) of it was understood. */
export interface HeardMessage {
  readonly heard: readonly Heard[]
  /** What the reader must remember for the next message of this device; unchanged where the protocol remembers nothing. */
  readonly next: Readonly<Record<string, unknown>>
  /** The cloud says that the device is absent: its values are old. */
  readonly offline: boolean
  readonly problem: string | null
}

/**
 * Reads one message of a device that speaks JSON, by its protocol: `own` (our shape), `zigbee` (a gateway's), `fall-radar` (shadow of a
 * 4G radar). Terminals that speak bytes are read by rules/decode. Never throws.
 */
export function hearMessage(
  speaker: Speaker,
  payload: Uint8Array,
  memory: Readonly<Record<string, unknown>>,
  receivedAt: number,
): HeardMessage {
  const decoder = findDecoder(speaker.protocol)
  if (decoder !== undefined) {
    // without its connection (the spool and the stream carry what was understood): a frame is read as the first of a new one
    const decoded = decoder.open().decode(payload, receivedAt)
    const heard = hearTerminal(decoder.protocol, decoded)
    return { heard, next: memory, offline: false, problem: heard.length === 0 ? (decoded.error ?? 'nothing-said') : null }
  }
  const nothing = (problem: string): HeardMessage => ({ heard: [], next: memory, offline: false, problem })
  const read = readJson(payload)
  if (!read.ok) return nothing(read.reason)
  switch (speaker.protocol) {
    case 'zigbee': {
      if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value)) return nothing('no-object')
      const { heard, next, unknown } = hearZigbee(read.value as Record<string, unknown>, speaker, memory as Standing)
      const settings = unknown.length === 0 ? heard.settings : { ...heard.settings, unknown: unknown.join(', ').slice(0, 500) }
      return { heard: [{ ...heard, settings }], next, offline: false, problem: null }
    }
    case 'fall-radar': {
      const said = hearFallRadar((memory['radar'] ?? null) as RadarState | null, read.value, receivedAt)
      return said.ok
        ? { heard: said.heard === null ? [] : [said.heard], next: { radar: said.next }, offline: said.offline, problem: null }
        : nothing(said.reason)
    }
    default: {
      const { heard, errors } = hearOwn(read.value)
      return {
        heard,
        next: memory,
        offline: false,
        problem:
          errors.length === 0
            ? null
            : errors
                .map(({ path, reason }) => `${path}: ${reason}`)
                .join('; ')
                .slice(0, 400),
      }
    }
  }
}
