import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { OnRefused, RawMessage, Take, Verdict } from './contract/message.ts'
import { type Door, guardDoor } from './guard-door.ts'
import { openHold, type Sender } from './hold-unkept.ts'
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
  /** Whether a frame has nothing in it to keep (login, heartbeat): it is answered also when it cannot be kept, for what comes behind it. */
  readonly saysNothing?: (decoded: D) => boolean
  /** What is not kept is tried again after so many ms; 1 s unless told. */
  readonly againAfter?: number
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
// frames of one connection that are taken and not settled; then its socket is not read
const inflightAtMost = 32
// frames of one connection that may be held unkept, and their bytes in all
const heldAtMost = 50
const heldBytesAtMost = 16 << 20

/**
 * TCP server for terminals of one protocol: bytes -> frames -> one message a frame; the reply leaves after the frame is kept. One that
 * cannot be kept now is held unanswered and offered again, while the line is read on: a press may be behind it (docs/decisions/0023). Replies
 * leave as frames are kept: a press is answered before a position that waits.
 */
export async function openTerminals<D extends DecodedFrame>(options: TerminalOptions<D>): Promise<Terminals> {
  const server = openServer(options.tls)
  const hold = openHold({
    take: options.onMessage,
    every: options.againAfter ?? 1_000,
    bytesAtMost: heldBytesAtMost,
    atMost: heldAtMost,
  })
  const door = guardDoor(server, { ...options, accept: (socket, at) => listen(socket, at, options, hold) })
  server.listen(options.port, options.host)
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    connections: door.connections,
    close: () => door.close(),
  }
}

function listen<D extends DecodedFrame>(socket: Socket, door: Door, options: TerminalOptions<D>, hold: ReturnType<typeof openHold>): void {
  const { protocol, admit, onMessage, onRefused, now, payloadOf, saysNothing } = options
  const { idleAfter = 900_000, frameWithin = 30_000, muteFor = 60_000 } = options
  const sender: Sender = { over: false, held: 0 }
  const splitter = protocol.splitter()
  const session = protocol.open()
  const address = socket.remoteAddress ?? '?'
  let source: string | null = null
  let nameless = 0
  let muted = false
  let frameTimer: NodeJS.Timeout | null = null
  /** A chunk is being cut and its sender looked at. */
  let reading = false
  /** Frames taken and not settled. */
  let inflight = 0

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
  /** Whether a frame is of somebody who may speak here; ends or mutes the connection where it is not. */
  const enter = async ({ deviceId }: D): Promise<boolean> => {
    if (deviceId === null) {
      if (++nameless < namelessAtMost) return true
      refuse('unknown', `${nameless} frames without a terminal's number`)
      return false
    }
    const who = `${protocol.protocol}:${deviceId}`
    if (who === source) return true
    if (!(await admit(who, address))) {
      mute(who)
      return false
    }
    source = who
    door.name(socket, () => who)
    return true
  }
  const keep = async (message: RawMessage, decoded: D): Promise<void> => {
    inflight++
    let verdict: Verdict | null = null
    try {
      verdict = await onMessage(message)
    } catch {
      if (saysNothing?.(decoded) === true) verdict = 'kept'
    }
    inflight--
    goOn()
    // without its reply the terminal sends again over a new connection, where it may not be held here
    verdict ??= await hold(message, sender).catch(() => null)
    if (verdict === null) socket.destroy()
    else if (verdict === 'refused') mute(message.source)
    else send(decoded)
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
    for (const { own, decoded } of frames) {
      if (!(await enter(decoded))) return
      if (decoded.deviceId === null || source === null) continue
      const payload = payloadOf === undefined ? own : payloadOf(own, decoded)
      void keep({ via: 'tcp', source, topic: protocol.protocol, payload, receivedAt: now(), repeated: false, packet: null }, decoded)
    }
  }
  const goOn = () => {
    if (!reading && inflight < inflightAtMost) socket.resume()
  }
  const send = ({ deviceId, replies }: DecodedFrame) => {
    if (deviceId === null || muted || socket.destroyed) return
    for (const reply of replies) socket.write(reply)
    if (socket.writableLength > unreadAtMost) refuse('slow', 'does not read what it is sent')
  }

  socket.setNoDelay(true)
  socket.setTimeout(idleAfter, () => socket.destroy())
  socket.once('close', () => {
    sender.over = true
    frameCame()
  })
  expectFrame()
  socket.on('data', (chunk: Buffer) => {
    if (muted) return
    reading = true
    socket.pause()
    takeChunk(chunk)
      .catch(() => socket.destroy())
      .finally(() => {
        reading = false
        goOn()
      })
  })
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
