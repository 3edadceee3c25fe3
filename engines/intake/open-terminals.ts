import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { OnRefused, Take } from './contract/message.ts'
import { type Door, guardDoor } from './guard-door.ts'
import { openServer, type TlsFiles } from './open-server.ts'

/** What a frame says, as far as the door must know. */
export interface DecodedFrame {
  /** The terminal's own number, once the connection knows it. */
  readonly deviceId: string | null
  /** Bytes the terminal waits for; sent in this order. */
  readonly replies: readonly Uint8Array[]
}

/** A protocol of terminals; the shape of a decoder, so that one can be given as it is. */
export interface TerminalProtocol<D extends DecodedFrame = DecodedFrame> {
  readonly protocol: string
  /** Cuts a stream into frames; throws when a frame grows too long. */
  readonly splitter: () => { push(chunk: Uint8Array): Uint8Array[] }
  /** Remembers the login of one connection. */
  readonly open: () => { decode(frame: Uint8Array, now: number): D }
}

export interface TerminalOptions<D extends DecodedFrame = DecodedFrame> {
  readonly port: number
  readonly host?: string
  readonly tls?: TlsFiles
  readonly protocol: TerminalProtocol<D>
  /** Whether `protocol:terminalId` is registered; asked once for each identity of a connection. */
  readonly admit: (source: string, address: string) => boolean | Promise<boolean>
  readonly onMessage: Take
  readonly onRefused: OnRefused
  readonly now: () => number
  /** What is kept of a frame where the frame alone does not say enough (parts of a long message); the frame itself unless told. */
  readonly payloadOf?: (frame: Uint8Array, decoded: D) => Uint8Array
  /** A connection that says nothing for so long (ms) is closed; 15 min unless told. */
  readonly idleAfter?: number
  /** A frame that was begun must be whole by then (ms), the first one since the connection stands; 30 s unless told. */
  readonly frameWithin?: number
  /** A refused terminal is listened to without an answer for so long (ms), so that it does not come back at once; 60 s unless told. */
  readonly muteFor?: number
  readonly connectionsAtMost?: number
  readonly perAddressAtMost?: number
}

export interface Terminals {
  readonly port: number
  readonly connections: () => number
  close(): Promise<void>
}

// a terminal that does not read its replies
const unreadAtMost = 64 * 1024
// frames before the terminal says who it is
const namelessAtMost = 8

/** TCP server for terminals of one protocol: bytes -> frames -> one message a frame; the reply leaves after the frame is kept. */
export async function openTerminals<D extends DecodedFrame>(options: TerminalOptions<D>): Promise<Terminals> {
  const server = openServer(options.tls)
  const door = guardDoor(server, { ...options, accept: (socket, at) => listen(socket, at, options) })
  server.listen(options.port, options.host)
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    connections: door.connections,
    close: () => door.close(),
  }
}

function listen<D extends DecodedFrame>(socket: Socket, door: Door, options: TerminalOptions<D>): void {
  const { protocol, admit, onMessage, onRefused, now, payloadOf, idleAfter = 900_000, frameWithin = 30_000, muteFor = 60_000 } = options
  const splitter = protocol.splitter()
  const session = protocol.open()
  const address = socket.remoteAddress ?? '?'
  let source: string | null = null
  let nameless = 0
  let muted = false
  let frameTimer: NodeJS.Timeout | null = null

  const refuse = (kind: Parameters<OnRefused>[0], what: string) => {
    onRefused(kind, source ?? address, what)
    socket.destroy()
  }
  const expectFrame = () => {
    frameTimer ??= setTimeout(() => refuse('slow', `no whole frame within ${frameWithin} ms`), frameWithin)
  }
  const frameCame = () => {
    if (frameTimer !== null) clearTimeout(frameTimer)
    frameTimer = null
  }
  const mute = (who: string) => {
    muted = true
    onRefused('unknown', who, `${protocol.protocol} terminal at ${address}`)
    frameCame()
    const timer = setTimeout(() => socket.destroy(), muteFor)
    socket.once('close', () => clearTimeout(timer))
  }
  /** Whether the connection may go on after this frame. */
  const takeFrame = async (frame: Uint8Array, decoded: D): Promise<boolean> => {
    if (decoded.deviceId === null) {
      if (++nameless < namelessAtMost) return true
      refuse('unknown', `${nameless} frames without a terminal's number`)
      return false
    }
    const who = `${protocol.protocol}:${decoded.deviceId}`
    if (who !== source) {
      if (!(await admit(who, address))) {
        mute(who)
        return false
      }
      source = who
      door.name(socket, () => who)
    }
    const verdict = await onMessage({
      via: 'tcp',
      source: who,
      topic: protocol.protocol,
      payload: payloadOf === undefined ? frame : payloadOf(frame, decoded),
      receivedAt: now(),
      repeated: false,
      packet: null,
    })
    if (verdict === 'refused') {
      mute(who)
      return false
    }
    return true
  }
  const takeChunk = async (chunk: Uint8Array) => {
    let cut: Uint8Array[]
    try {
      cut = splitter.push(chunk)
    } catch (error) {
      return refuse('giant', reasonOf(error) || 'a frame without an end')
    }
    const frames = cut.map((frame) => {
      // a frame may be a view into the chunk, which the socket uses again
      const own = Uint8Array.from(frame)
      return { own, decoded: session.decode(own, now()) }
    })
    if (frames.length === 0) return expectFrame()
    frameCame()
    // the first alone: it may be the login; the rest gather in one batch, and their replies leave in order
    const [first, ...rest] = frames
    if (first === undefined || !(await takeFrame(first.own, first.decoded))) return
    send(first.decoded)
    const going = rest.map(({ own, decoded }) => takeFrame(own, decoded))
    for (const one of going) one.catch(() => undefined)
    for (const [at, { decoded }] of rest.entries()) {
      if (!(await going[at])) return
      send(decoded)
    }
  }
  const send = ({ deviceId, replies }: DecodedFrame) => {
    if (deviceId === null || muted || socket.destroyed) return
    for (const reply of replies) socket.write(reply)
    if (socket.writableLength > unreadAtMost) refuse('slow', 'does not read what it is sent')
  }

  socket.setNoDelay(true)
  socket.setTimeout(idleAfter, () => socket.destroy())
  socket.once('close', frameCame)
  expectFrame()
  socket.on('data', (chunk: Buffer) => {
    if (muted) return
    socket.pause()
    takeChunk(chunk)
      // not kept: without its reply the terminal sends again over a new connection
      .catch(() => socket.destroy())
      .finally(() => socket.resume())
  })
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
