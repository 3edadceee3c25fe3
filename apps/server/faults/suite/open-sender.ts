import { connect, type Socket } from 'node:net'

/** A message of a device as this sender gives it. */
export interface Sent {
  readonly topic: string
  readonly payload: Buffer
}

/** A device or gateway that keeps what is not acknowledged and sends it again, as the standard asks (MQTT 3.1.1, 4.4). */
export interface Sender<M extends Sent> {
  send(message: M): void
  /** Messages given and not acknowledged. */
  readonly waiting: () => number
  readonly connected: () => boolean
  /** How often its connection ended. */
  readonly losses: () => number
  close(): void
}

export interface SenderOptions<M extends Sent> {
  readonly port: number
  readonly user: string
  readonly secret: string
  readonly onAck: (message: M) => void
  readonly onConnected?: () => void
  /** Most messages on their way; 20 unless told. */
  readonly window?: number
  /** Milliseconds before it connects again; 50 unless told. */
  readonly retryAfter?: number
}

const utf = (value: string | Buffer) => {
  const bytes = Buffer.from(value)
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
}

/** A whole packet: its first byte, the length of the rest, the rest (MQTT 3.1.1, 2.2). */
export function packetOf(first: number, rest: Buffer): Buffer {
  const length: number[] = []
  let left = rest.length
  do {
    length.push((left & 127) | (left > 127 ? 128 : 0))
    left >>= 7
  } while (left > 0)
  return Buffer.concat([Buffer.from([first, ...length]), rest])
}

export const connectPacket = (clientId: string, user: string, secret: string): Buffer =>
  packetOf(0x10, Buffer.concat([utf('MQTT'), Buffer.from([4, 0xc2, 0, 60]), utf(clientId), utf(user), utf(secret)]))

export const publishPacket = ({ topic, payload }: Sent, packet: number, again = false): Buffer =>
  packetOf(again ? 0x3a : 0x32, Buffer.concat([utf(topic), Buffer.from([packet >> 8, packet & 255]), payload]))

/** Reads CONNACK and PUBACK, the only packets a device that only publishes is sent. */
export function readAnswers(onConnack: (code: number) => void, onPuback: (packet: number) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    while (rest.length >= 2 && rest.length >= 2 + (rest[1] ?? 0)) {
      const kind = (rest[0] ?? 0) >> 4
      if (kind === 2) onConnack(rest[3] ?? 255)
      if (kind === 4) onPuback(rest.readUInt16BE(2))
      rest = rest.subarray(2 + (rest[1] ?? 0))
    }
  }
}

export function openSender<M extends Sent>({
  port,
  user,
  secret,
  onAck,
  onConnected,
  window = 20,
  retryAfter = 50,
}: SenderOptions<M>): Sender<M> {
  const flying = new Map<number, M>()
  const queue: M[] = []
  let socket: Socket | undefined
  let ready = false
  let closed = false
  let losses = 0
  let number = 0
  const pump = () => {
    while (ready && flying.size < window) {
      const message = queue.shift()
      if (message === undefined) return
      do number = (number % 65_535) + 1
      while (flying.has(number))
      flying.set(number, message)
      socket?.write(publishPacket(message, number))
    }
  }
  const open = () => {
    if (closed) return
    const mine = connect(port, '127.0.0.1')
    socket = mine
    mine.setNoDelay(true)
    mine.on('error', () => {})
    mine.on('connect', () => mine.write(connectPacket(`c-${user}`, user, secret)))
    mine.on('close', () => {
      if (ready) losses++
      ready = false
      setTimeout(open, retryAfter)
    })
    mine.on(
      'data',
      readAnswers(
        (code) => {
          if (code !== 0) return mine.destroy()
          ready = true
          onConnected?.()
          for (const [packet, message] of flying) mine.write(publishPacket(message, packet, true))
          pump()
        },
        (packet) => {
          const message = flying.get(packet)
          if (message === undefined) return
          flying.delete(packet)
          onAck(message)
          pump()
        },
      ),
    )
  }
  open()
  return {
    send(message) {
      queue.push(message)
      pump()
    },
    waiting: () => flying.size + queue.length,
    connected: () => ready,
    losses: () => losses,
    close() {
      closed = true
      socket?.destroy()
    },
  }
}
