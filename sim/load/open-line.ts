import { connect, type Socket } from 'node:net'
import { connectPacket, disconnectPacket, openAnswers, publishPacket } from './mqtt-packets.ts'

/** A message on its way: kept by the device until it is acknowledged. */
export interface Letter {
  readonly id: string
  /** When it was to be sent, ms of the process's clock (performance.now). */
  readonly intended: number
  readonly payload: Uint8Array
  /** Below the device's own topic: the source of the sensor a gateway speaks for. */
  readonly under?: string
}

export interface LineOptions {
  readonly host: string
  readonly port: number
  /** Own address, so that more sessions than an address has ports can be held. */
  readonly localAddress: string
  readonly source: string
  readonly secret: string
  /** Most unacknowledged messages; the others wait in the device. */
  readonly window: number
  /** Whether it comes back after its connection ended, and sends again what was not acknowledged. */
  readonly returns: boolean
  readonly onAcked: (letter: Letter) => void
  readonly onReady: () => void
  readonly onRefused: (code: number) => void
  /** The connection ended, or never stood. */
  readonly onLost: () => void
}

export interface Line {
  send(letter: Letter): void
  /** Messages not yet acknowledged. */
  readonly unacked: () => number
  readonly isReady: () => boolean
  /** `abrupt`: without a good-bye, as when the power goes. */
  close(abrupt: boolean): void
  /** Cuts the connection; the device comes back where it may. */
  cut(): void
}

// all lines of a process read one after the other
const shared = Buffer.alloc(16_384)

/** The connection of one device over a raw socket: as little of our own cost as can be. */
export function openLine(options: LineOptions): Line {
  const { source, secret, window } = options
  const topicOf = ({ under }: Letter) => (under === undefined ? `up/${source}` : `up/${source}/${under}`)
  const underWay = new Map<number, Letter>()
  let waiting: Letter[] = []
  let socket: Socket | undefined
  let ready = false
  let closed = false
  let tries = 0
  let lastId = 0

  const nextId = () => {
    do lastId = (lastId % 65_535) + 1
    while (underWay.has(lastId))
    return lastId
  }
  const pump = () => {
    if (!ready || waiting.length === 0) return
    let sent = 0
    while (sent < waiting.length && underWay.size < window) {
      const letter = waiting[sent]
      if (letter === undefined) break
      const id = nextId()
      underWay.set(id, letter)
      socket?.write(publishPacket(topicOf(letter), id, letter.payload, false))
      sent += 1
    }
    if (sent > 0) waiting = sent === waiting.length ? [] : waiting.slice(sent)
  }
  const open = () => {
    const hear = openAnswers((answer) => {
      if (answer.kind === 'puback') {
        const letter = underWay.get(answer.packetId)
        if (letter === undefined) return
        underWay.delete(answer.packetId)
        options.onAcked(letter)
        pump()
      } else if (answer.code === 0) {
        ready = true
        tries = 0
        options.onReady()
        // not acknowledged, so it may be lost: the same bytes again, marked as a repeat
        for (const [id, letter] of underWay) socket?.write(publishPacket(topicOf(letter), id, letter.payload, true))
        pump()
      } else options.onRefused(answer.code)
    })
    const mine = connect({
      host: options.host,
      port: options.port,
      localAddress: options.localAddress,
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (length, buffer) => {
          hear(buffer.subarray(0, length))
          return true
        },
      },
    })
    socket = mine
    mine.once('connect', () => mine.write(connectPacket(source, source, secret, 0)))
    mine.on('error', () => {})
    mine.once('close', () => {
      options.onLost()
      ready = false
      if (closed || !options.returns) return
      tries += 1
      // as devices do: soon at first, then slower, never all at the same moment
      setTimeout(open, Math.random() * Math.min(5_000, 200 * 2 ** tries)).unref()
    })
  }
  open()
  return {
    send(letter) {
      waiting.push(letter)
      pump()
    },
    unacked: () => underWay.size + waiting.length,
    isReady: () => ready,
    close(abrupt) {
      closed = true
      if (abrupt) socket?.destroy()
      else socket?.end(disconnectPacket)
    },
    cut: () => socket?.destroy(),
  }
}
