/** MQTT 3.1.1 packets of a device, as bytes: what a load needs and no more. */

function lengthBytes(length: number): Buffer {
  const bytes: number[] = []
  let rest = length
  do {
    const more = rest > 127
    bytes.push((rest & 127) | (more ? 128 : 0))
    rest >>>= 7
  } while (rest > 0)
  return Buffer.from(bytes)
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  const head = Buffer.alloc(2)
  head.writeUInt16BE(bytes.length)
  return Buffer.concat([head, bytes])
}

/** CONNECT with a clean session. `keepalive` in seconds, 0 = none asked. */
export function connectPacket(clientId: string, user: string, password: string, keepalive: number): Buffer {
  const body = Buffer.concat([
    text('MQTT'),
    // level 4; user, password, clean session
    Buffer.from([4, 0xc2, keepalive >> 8, keepalive & 255]),
    text(clientId),
    text(user),
    text(password),
  ])
  return Buffer.concat([Buffer.from([0x10]), lengthBytes(body.length), body])
}

/** PUBLISH with QoS 1. */
export function publishPacket(topic: string, packetId: number, payload: Uint8Array, again: boolean): Buffer {
  const topicLength = Buffer.byteLength(topic)
  const body = topicLength + 4 + payload.length
  const length = lengthBytes(body)
  const packet = Buffer.allocUnsafe(1 + length.length + body)
  packet[0] = again ? 0x3a : 0x32
  length.copy(packet, 1)
  let at = 1 + length.length
  packet.writeUInt16BE(topicLength, at)
  packet.write(topic, at + 2)
  at += 2 + topicLength
  packet.writeUInt16BE(packetId, at)
  packet.set(payload, at + 2)
  return packet
}

/** DISCONNECT: a good-bye. */
export const disconnectPacket = Buffer.from([0xe0, 0])

/** What a broker answers a device. */
export type BrokerAnswer = { readonly kind: 'connack'; readonly code: number } | { readonly kind: 'puback'; readonly packetId: number }

/** Reads the answers out of a stream of chunks; other packets are passed over. */
export function openAnswers(tell: (answer: BrokerAnswer) => void): (chunk: Uint8Array) => void {
  let rest: Uint8Array = new Uint8Array(0)
  return (chunk) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let at = 0
    while (at + 2 <= bytes.length) {
      let length = 0
      let head = 1
      for (let shift = 0; ; shift += 7, head += 1) {
        const part = bytes[at + head]
        if (part === undefined) break
        length |= (part & 127) << shift
        if (part < 128) break
      }
      const end = at + head + 1 + length
      if (bytes[at + head] === undefined || end > bytes.length) break
      const type = (bytes[at] ?? 0) >> 4
      if (type === 2) tell({ kind: 'connack', code: bytes[end - 1] ?? 255 })
      else if (type === 4) tell({ kind: 'puback', packetId: ((bytes[end - 2] ?? 0) << 8) | (bytes[end - 1] ?? 0) })
      at = end
    }
    // a copy: the chunk's memory is used again
    rest = at === bytes.length ? new Uint8Array(0) : Uint8Array.from(bytes.subarray(at))
  }
}
