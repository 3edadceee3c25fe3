import { crc32 } from 'node:zlib'
import type { RawMessage } from './contract/message.ts'

// a segment: 'YQS1', u32 epoch, then frames. A frame: u32 length of the body, u32 CRC-32 of the body begun with the epoch, body.
// The body: u8 via, u8 flags (1 repeated, 2 has a note), i32 packet (-1 none), f64 receivedAt, u16 and u16 lengths of source and topic,
// source, topic, with a note its u32 length and bytes, payload.
const magic = 0x59515331
export const headBytes = 8
const frameHead = 8
const bodyHead = 18
const vias = ['mqtt', 'http', 'tcp'] as const

/** A message with what its door understood of it beyond its bytes; the engine does not read it. */
export type NotedMessage = RawMessage & { readonly note?: string }

export function segmentHead(epoch: number): Buffer {
  const head = Buffer.alloc(headBytes)
  head.writeUInt32BE(magic, 0)
  head.writeUInt32BE(epoch, 4)
  return head
}

/** One message as a frame; the epoch in its checksum makes what an earlier use of the same bytes left behind unreadable. */
export function writeFrame(message: NotedMessage, epoch: number): Buffer {
  const source = Buffer.from(message.source)
  const topic = Buffer.from(message.topic)
  const note = message.note === undefined ? nothing : noteBytes(message.note)
  const payloadAt = bodyHead + source.length + topic.length + note.length
  const frame = Buffer.allocUnsafe(frameHead + payloadAt + message.payload.length)
  const body = frame.subarray(frameHead)
  body.writeUInt8(vias.indexOf(message.via), 0)
  body.writeUInt8((message.repeated ? 1 : 0) | (message.note === undefined ? 0 : 2), 1)
  body.writeInt32BE(message.packet ?? -1, 2)
  body.writeDoubleBE(message.receivedAt, 6)
  body.writeUInt16BE(source.length, 14)
  body.writeUInt16BE(topic.length, 16)
  source.copy(body, bodyHead)
  topic.copy(body, bodyHead + source.length)
  note.copy(body, bodyHead + source.length + topic.length)
  body.set(message.payload, payloadAt)
  frame.writeUInt32BE(body.length, 0)
  frame.writeUInt32BE(crc32(body, epoch), 4)
  return frame
}

const nothing = Buffer.alloc(0)

function noteBytes(note: string): Buffer {
  const text = Buffer.from(note)
  const bytes = Buffer.allocUnsafe(4 + text.length)
  bytes.writeUInt32BE(text.length, 0)
  text.copy(bytes, 4)
  return bytes
}

export interface ReadSegment {
  readonly epoch: number
  /** All come out as `repeated`: they may have been kept before the process ended. */
  readonly messages: readonly NotedMessage[]
  /** Where the last readable message ends. */
  readonly good: number
  /** Whether bytes that are not zero follow it: a torn tail, or damage. */
  readonly torn: boolean
}

/** Reads the whole frames of a segment from offset `from` on, past damaged ones whose length is right; null when its head is none. */
export function readSegment(bytes: Buffer, from = headBytes): ReadSegment | null {
  if (bytes.length < headBytes || bytes.readUInt32BE(0) !== magic) return null
  const epoch = bytes.readUInt32BE(4)
  const messages: NotedMessage[] = []
  let at = from
  let good = from
  let damaged = false
  while (at + frameHead + bodyHead <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    const end = at + frameHead + length
    if (length < bodyHead || end > bytes.length) break
    const body = bytes.subarray(at + frameHead, end)
    at = end
    // its length may be right all the same: what lies behind one damaged message was acknowledged too
    if (crc32(body, epoch) !== bytes.readUInt32BE(end - length - 4)) {
      damaged = true
      continue
    }
    messages.push({ ...readBody(body), repeated: true })
    good = end
  }
  return { epoch, messages, good, torn: damaged || !isZero(bytes.subarray(good)) }
}

const zeros = Buffer.alloc(1 << 16)
/** By blocks: a reserve is sixteen million zeros, and after a kill devices wait for its reading. */
function isZero(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at += zeros.length) {
    const block = bytes.subarray(at, at + zeros.length)
    if (!block.equals(zeros.subarray(0, block.length))) return false
  }
  return true
}

function readBody(body: Buffer): NotedMessage {
  const source = bodyHead + body.readUInt16BE(14)
  const topic = source + body.readUInt16BE(16)
  const packet = body.readInt32BE(2)
  const flags = body.readUInt8(1)
  const note = (flags & 2) === 0 ? 0 : 4 + body.readUInt32BE(topic)
  return {
    ...(note === 0 ? {} : { note: body.toString('utf8', topic + 4, topic + note) }),
    via: vias[body.readUInt8(0)] ?? 'mqtt',
    source: body.toString('utf8', bodyHead, source),
    topic: body.toString('utf8', source, topic),
    payload: body.subarray(topic + note),
    receivedAt: body.readDoubleBE(6),
    repeated: (flags & 1) === 1,
    packet: packet < 0 ? null : packet,
  }
}

/** Reads one frame written with epoch 0, and gives what follows it; null when it is not whole. */
export function readFrame(bytes: Uint8Array): { readonly message: RawMessage; readonly rest: Buffer } | null {
  const frame = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (frame.length < frameHead + bodyHead) return null
  const end = frameHead + frame.readUInt32BE(0)
  const body = frame.subarray(frameHead, end)
  if (end > frame.length || body.length < bodyHead || crc32(body, 0) !== frame.readUInt32BE(4)) return null
  return { message: readBody(body), rest: frame.subarray(end) }
}
