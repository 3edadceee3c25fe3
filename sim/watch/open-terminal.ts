import { connect, type Socket } from 'node:net'
import type { Voice } from './speak.ts'

/** The TCP connection of a terminal: says hello first, comes back after it was cut. */
export interface TerminalLine {
  send(frame: Uint8Array): void
  cut(): void
  close(): void
  /** Bytes the server answered. */
  readonly answered: () => number
}

export function openTerminal(host: string, port: number, voice: Voice): TerminalLine {
  let socket: Socket | undefined
  let closed = false
  let answered = 0
  let waiting: Uint8Array[] = []
  let standing = false
  const open = () => {
    const mine = connect({ host, port, noDelay: true })
    socket = mine
    mine.once('connect', () => {
      standing = true
      const hello = voice.hello(Date.now())
      if (hello !== null) mine.write(hello)
      for (const frame of waiting) mine.write(frame)
      waiting = []
    })
    mine.on('data', (chunk) => (answered += chunk.length))
    mine.on('error', () => {})
    mine.once('close', () => {
      standing = false
      if (!closed) setTimeout(open, 1000 + Math.random() * 2000)
    })
  }
  open()
  return {
    send(frame) {
      if (standing) socket?.write(frame)
      else waiting.push(frame)
    },
    cut: () => socket?.destroy(),
    close() {
      closed = true
      socket?.end()
    },
    answered: () => answered,
  }
}
