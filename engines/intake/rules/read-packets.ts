/** MQTT packets of a client, read from bytes (OASIS MQTT 3.1.1 and 5.0; numbers in brackets are clauses of both unless told). */

/** Bytes that are not the protocol: the connection ends. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
}

/** Protocol level: 3 (3.1), 4 (3.1.1) or 5. */
export type Level = 3 | 4 | 5

export interface Publish {
  readonly topic: string
  readonly qos: 0 | 1 | 2
  readonly dup: boolean
  /** 0 where the quality of service has none. */
  readonly id: number
  /** A view into the bytes given. */
  readonly payload: Uint8Array
}

export interface Will {
  readonly topic: string
  readonly payload: Uint8Array
}

export interface Connect {
  readonly level: Level
  readonly clientId: string
  readonly clean: boolean
  /** Seconds; 0 asks for none. */
  readonly keepalive: number
  readonly user: string | undefined
  readonly password: Uint8Array | undefined
  readonly will: Will | null
}

export interface Subscribe {
  readonly id: number
  readonly filters: readonly { readonly filter: string; readonly qos: number }[]
}

/** Where the packet at `at` has its body and its end; null while its header has not come [2.1]. */
export function readHeader(bytes: Uint8Array, at: number): { readonly body: number; readonly end: number } | null {
  let length = 0
  for (let n = 0; n < 4; n++) {
    const byte = bytes[at + 1 + n]
    if (byte === undefined) return null
    length |= (byte & 127) << (7 * n)
    if (byte < 128) return { body: at + 2 + n, end: at + 2 + n + length }
  }
  throw new Malformed('a length of more than four bytes')
}

/** A place in the body of one packet. */
interface Cursor {
  readonly bytes: Buffer
  at: number
}

const cursorOf = (body: Uint8Array): Cursor => ({ bytes: Buffer.from(body.buffer, body.byteOffset, body.length), at: 0 })

function skip(cursor: Cursor, length: number): number {
  const from = cursor.at
  if (from + length > cursor.bytes.length) throw new Malformed('a packet shorter than it says')
  cursor.at = from + length
  return from
}
const byteOf = (cursor: Cursor): number => cursor.bytes[skip(cursor, 1)] ?? 0
const shortOf = (cursor: Cursor): number => cursor.bytes.readUInt16BE(skip(cursor, 2))
function binaryOf(cursor: Cursor): Uint8Array {
  const length = shortOf(cursor)
  const from = skip(cursor, length)
  return cursor.bytes.subarray(from, from + length)
}
/** UTF-8 without U+0000 [1.5.3, in 5.0 1.5.4]; U+FFFD stands for bytes that are none. */
function textOf(cursor: Cursor): string {
  const length = shortOf(cursor)
  const from = skip(cursor, length)
  const text = cursor.bytes.toString('utf8', from, from + length)
  if (text.includes('\0') || text.includes('\uFFFD')) throw new Malformed('a text that is no UTF-8')
  return text
}
/** Properties of 5.0 are passed over: none of them changes what happens to a message here. */
function skipProperties(cursor: Cursor, level: Level): void {
  if (level < 5) return
  let length = 0
  for (let n = 0; ; n++) {
    if (n === 4) throw new Malformed('properties without an end')
    const byte = byteOf(cursor)
    length |= (byte & 127) << (7 * n)
    if (byte < 128) break
  }
  skip(cursor, length)
}
function idOf(cursor: Cursor): number {
  const id = shortOf(cursor)
  if (id === 0) throw new Malformed('packet id 0')
  return id
}

const levels: Readonly<Record<string, readonly number[]>> = { MQIsdp: [3], MQTT: [4, 5] }

/** CONNECT [3.1]; null for a level nobody here speaks. */
export function readConnect(body: Uint8Array): Connect | null {
  const cursor = cursorOf(body)
  const known = levels[textOf(cursor)]
  if (known === undefined) throw new Malformed('another protocol')
  const level = byteOf(cursor)
  if (!known.includes(level)) return null
  const flags = byteOf(cursor)
  const willQos = (flags >> 3) & 3
  if ((flags & 1) !== 0 || willQos === 3 || ((flags & 4) === 0 && (flags & 0x38) !== 0)) throw new Malformed('flags of CONNECT')
  const keepalive = shortOf(cursor)
  skipProperties(cursor, level as Level)
  const clientId = textOf(cursor)
  let will: Will | null = null
  if ((flags & 4) !== 0) {
    skipProperties(cursor, level as Level)
    const topic = topicOf(cursor)
    will = { topic, payload: Uint8Array.from(binaryOf(cursor)) }
  }
  const user = (flags & 0x80) === 0 ? undefined : textOf(cursor)
  const password = (flags & 0x40) === 0 ? undefined : binaryOf(cursor)
  return { level: level as Level, clientId, clean: (flags & 2) !== 0, keepalive, user, password, will }
}

function topicOf(cursor: Cursor): string {
  const topic = textOf(cursor)
  // an empty one would be an alias of 5.0, and none was offered
  if (topic === '' || topic.includes('+') || topic.includes('#')) throw new Malformed('a topic nobody can publish to')
  return topic
}

/** PUBLISH [3.3]. `first` is its first byte. */
export function readPublish(first: number, body: Uint8Array, level: Level): Publish {
  const cursor = cursorOf(body)
  const qos = (first >> 1) & 3
  if (qos === 3) throw new Malformed('quality of service 3')
  const topic = topicOf(cursor)
  const id = qos === 0 ? 0 : idOf(cursor)
  skipProperties(cursor, level)
  return { topic, qos: qos as 0 | 1 | 2, dup: (first & 8) !== 0, id, payload: cursor.bytes.subarray(cursor.at) }
}

/** The packet id an answer or a PUBREL begins with [3.4 - 3.7]. */
export const readId = (body: Uint8Array): number => idOf(cursorOf(body))

/** SUBSCRIBE [3.8]. */
export function readSubscribe(body: Uint8Array, level: Level): Subscribe {
  const cursor = cursorOf(body)
  const id = idOf(cursor)
  skipProperties(cursor, level)
  const filters: { filter: string; qos: number }[] = []
  while (cursor.at < body.length) {
    const filter = textOf(cursor)
    const options = byteOf(cursor)
    if ((options & 3) === 3) throw new Malformed('quality of service 3')
    filters.push({ filter, qos: options & 3 })
  }
  if (filters.length === 0) throw new Malformed('a SUBSCRIBE to nothing')
  return { id, filters }
}

/** UNSUBSCRIBE [3.10]. */
export function readUnsubscribe(body: Uint8Array, level: Level): { readonly id: number; readonly filters: readonly string[] } {
  const cursor = cursorOf(body)
  const id = idOf(cursor)
  skipProperties(cursor, level)
  const filters: string[] = []
  while (cursor.at < body.length) filters.push(textOf(cursor))
  if (filters.length === 0) throw new Malformed('an UNSUBSCRIBE from nothing')
  return { id, filters }
}
