import type { Level } from './read-packets.ts'

/** MQTT packets of a server, as bytes (OASIS MQTT 3.1.1 and 5.0). */

/** Why a CONNECT is turned away [3.1.1: 3.2.2.3; 5.0: 3.2.2.2]. */
export type ConnectRefusal = 'level' | 'client-id' | 'unavailable' | 'not-authorised'
const connectCodes: Readonly<Record<ConnectRefusal, readonly [number, number]>> = {
  level: [1, 0x84],
  'client-id': [2, 0x85],
  unavailable: [3, 0x88],
  'not-authorised': [5, 0x87],
}

/** Why a connection is ended by the server; told in 5.0 alone [3.14.2.1]. */
export type EndReason = 'malformed' | 'not-authorised' | 'shutting-down' | 'keep-alive' | 'taken-over' | 'giant' | 'again'
const endCodes: Readonly<Record<EndReason, number>> = {
  malformed: 0x81,
  'not-authorised': 0x87,
  'shutting-down': 0x8b,
  'keep-alive': 0x8d,
  'taken-over': 0x8e,
  giant: 0x95,
  // "server busy": come again
  again: 0x89,
}

export function refuseConnect(level: Level, why: ConnectRefusal): Buffer {
  const [old, code] = connectCodes[why]
  return level < 5 ? Buffer.from([0x20, 2, 0, old]) : Buffer.from([0x20, 3, 0, code, 0])
}

export interface Granted {
  /** Seconds. */
  readonly keepalive: number
  readonly packetAtMost: number
  readonly inflightAtMost: number
  /** Where the client left it to us. */
  readonly clientId: string | null
}

/**
 * CONNACK without a session. Its limits are properties of 5.0; that nothing is retained is not among them: a client that heeds it would
 * not send its alarm, and what a device wants retained is kept like everything else.
 */
export function acceptConnect(level: Level, granted: Granted): Buffer {
  if (level < 5) return Buffer.from([0x20, 2, 0, 0])
  const id = Buffer.from(granted.clientId ?? '')
  const properties = Buffer.concat([
    Buffer.from([0x11, 0, 0, 0, 0]), // session expiry: with its connection
    short(0x21, granted.inflightAtMost),
    long(0x27, granted.packetAtMost),
    short(0x13, granted.keepalive),
    Buffer.from([0x29, 0, 0x2a, 0]), // no subscription identifiers, no shared subscriptions
    ...(granted.clientId === null ? [] : [short(0x12, id.length), id]),
  ])
  return packet(0x20, Buffer.from([0, 0]), lengthBytes(properties.length), properties)
}
function short(property: number, value: number): Buffer {
  return Buffer.from([property, value >> 8, value & 255])
}
function long(property: number, value: number): Buffer {
  const bytes = Buffer.allocUnsafe(5)
  bytes[0] = property
  bytes.writeUInt32BE(value, 1)
  return bytes
}

/** PUBACK 0x40, PUBREC 0x50, PUBCOMP 0x70: success, which 5.0 writes the same way. */
export function answer(type: 0x40 | 0x50 | 0x70, id: number): Buffer {
  const bytes = Buffer.allocUnsafe(4)
  bytes[0] = type
  bytes[1] = 2
  bytes[2] = id >> 8
  bytes[3] = id & 255
  return bytes
}

/** SUBACK; null is a filter that is not granted. */
export function grantFilters(level: Level, id: number, granted: readonly (0 | 1 | null)[]): Buffer {
  const codes = granted.map((qos) => qos ?? (level < 5 ? 0x80 : 0x87))
  return packet(0x90, Buffer.from([id >> 8, id & 255, ...(level < 5 ? [] : [0]), ...codes]))
}

/** UNSUBACK; 5.0 is told which filters there were. */
export function dropFilters(level: Level, id: number, were: readonly boolean[]): Buffer {
  const told = level < 5 ? [] : [0, ...were.map((was) => (was ? 0 : 0x11))]
  return packet(0xb0, Buffer.from([id >> 8, id & 255, ...told]))
}

export const pong: Buffer = Buffer.from([0xd0, 0])

/** PUBLISH to a client; with QoS 0 the id is left out. */
export function writePublish(level: Level, topic: string, payload: Uint8Array, qos: 0 | 1, id: number): Buffer {
  const name = Buffer.from(topic)
  const head = Buffer.from([name.length >> 8, name.length & 255])
  const rest = Buffer.from([...(qos === 0 ? [] : [id >> 8, id & 255]), ...(level < 5 ? [] : [0])])
  return packet(0x30 | (qos << 1), head, name, rest, payload)
}

/** DISCONNECT of the server; null where the protocol has none. */
export const goodbye = (level: Level, why: EndReason): Buffer | null => (level < 5 ? null : Buffer.from([0xe0, 1, endCodes[why]]))

function lengthBytes(length: number): Buffer {
  const bytes: number[] = []
  for (let rest = length; ; rest >>= 7) {
    bytes.push((rest & 127) | (rest > 127 ? 128 : 0))
    if (rest <= 127) return Buffer.from(bytes)
  }
}

function packet(first: number, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Buffer.from([first]), lengthBytes(length), ...parts])
}
