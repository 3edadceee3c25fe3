import { type Attribute, type Decoded, type Position, type Session, unread } from './decoder.ts'

/** Bytes as text, one sign a byte (latin1): nothing is lost and nothing can fail. */
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

export const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

/** A decimal number as terminals write it (`+28.0`, ` 9.15`, `.5`, `10.5%`); undefined when it is none. */
export function numberOf(text: string | undefined): number | undefined {
  const plain = text?.trim().replace(/%$/, '')
  // the length first: no pattern is tried on thousands of digits
  return plain !== undefined && plain.length < 24 && /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined
}

/** A frame without its end sign and what follows it. */
export function unended(text: string, end: string): string {
  const plain = text.trim()
  return plain.endsWith(end) ? plain.slice(0, -end.length) : plain
}

/** A whole number written in hexadecimal. */
export function hexOf(text: string | undefined): number | undefined {
  const plain = text?.trim()
  return plain !== undefined && /^[0-9a-f]{1,12}$/i.test(plain) ? Number.parseInt(plain, 16) : undefined
}

type Known = Readonly<Record<string, Attribute | undefined | null>>

/** Keeps what was said; a field left empty by the terminal is no attribute. */
export function known(facts: Known): Record<string, Attribute> {
  const kept: Record<string, Attribute> = {}
  for (const [name, value] of Object.entries(facts))
    if (value !== undefined && value !== null && value !== '' && !Number.isNaN(value)) kept[name] = value
  return kept
}

/** A message with attributes and no place. */
export const says = (message: string, attributes: Known, deviceId: string | null, replies: readonly Uint8Array[] = []): Decoded => ({
  deviceId,
  message,
  positions: [],
  attributes: known(attributes),
  replies,
  error: null,
})

/** A message with positions. */
export const places = (
  message: string,
  positions: readonly Position[],
  deviceId: string | null,
  replies: readonly Uint8Array[] = [],
): Decoded => ({ deviceId, message, positions, attributes: {}, replies, error: null })

/** A position; coordinates that are missing or off the globe make it one without a place. */
export function positionOf(
  time: string | null,
  fixed: boolean,
  lat: number | undefined,
  lon: number | undefined,
  attributes: Known,
): Position {
  const onGlobe = lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180
  return { time, valid: fixed && onGlobe, lat: onGlobe ? lat : null, lon: onGlobe ? lon : null, attributes: known(attributes) }
}

/** What a connection remembers of its terminal. */
export interface Memory {
  deviceId: string | null
}

/**
 * A session over text frames. Whatever `read` meets in a frame, the session answers: a fault in reading is an `error` of that
 * frame, never the end of the connection.
 */
export function openText(read: (text: string, memory: Memory, now: number) => Decoded): Session {
  const memory: Memory = { deviceId: null }
  return {
    decode(frame, now) {
      try {
        const decoded = read(textOf(frame), memory, now)
        memory.deviceId = decoded.deviceId ?? memory.deviceId
        return decoded
      } catch (fault) {
        return unread(memory.deviceId, `not readable: ${fault instanceof Error ? fault.message : 'unknown fault'}`)
      }
    },
  }
}
