import type { Socket } from 'node:net'
import type { Admission } from './contract/admission.ts'
import { type Level, Malformed, readHeader, type Will } from './rules/read-packets.ts'

/** One connection of a client. Kept small: a district has 100,000. */
export interface Session {
  readonly socket: Socket
  state: 'new' | 'asking' | 'in'
  /** Its connection is closed or about to be. */
  over: boolean
  level: Level
  clientId: string
  /** Credential and client id, once it is in; '' before. */
  name: string
  admission: Admission | null
  will: Will | null
  /** Filters with the quality of service granted. */
  filters: Map<string, 0 | 1> | null
  /** How often it asked for a filter. */
  asked: number
  /** Last packet id given to it. */
  sent: number
  /** Messages taken and not settled; of them those held unkept. */
  inflight: number
  held: number
  /** Messages of it were let go without an answer. */
  owing: boolean
  /** Last whole packet, and how long it may be silent (ms of the steady clock). */
  heardAt: number
  patience: number
  /** Bytes that came and are not read yet: the first `restLength` of `rest`. */
  rest: Buffer | null
  restLength: number
  /** Bytes that leave at the end of this turn. */
  out: Uint8Array[] | null
}

export interface SessionsOptions {
  readonly packetAtMost: number
  readonly inflightAtMost: number
  /** ms until CONNECT must have come. */
  readonly connectWithin: number
  /** One whole packet; throws `Malformed`. */
  readonly onPacket: (session: Session, first: number, body: Uint8Array) => void
  readonly onGiant: (session: Session, length: number) => void
  readonly onMalformed: (session: Session, what: string) => void
  readonly onSlow: (session: Session) => void
  readonly onSilent: (session: Session) => void
  /** The connection has gone, for whatever reason. */
  readonly onLeft: (session: Session) => void
}

export interface Sessions {
  accept(socket: Socket): void
  /** Sends bytes together with all that leaves in the same turn of the loop. */
  send(session: Session, bytes: Uint8Array): void
  /** Sends what is left and closes. */
  end(session: Session): void
  /** Reads on where the session had to wait. */
  goOn(session: Session): void
  close(): void
}

// first byte of a CONNECT
const connectType = 0x10
// ms between looks at who is silent
const lookEvery = 250
// a client that does not read its answers
const unreadAtMost = 64 << 10

/** Connections cut into packets, with limits of time and size; knows nothing of what the packets say. */
export function openSessions(options: SessionsOptions): Sessions {
  const { packetAtMost, inflightAtMost, connectWithin, onPacket, onGiant, onMalformed, onSlow, onSilent, onLeft } = options
  const all = new Set<Session>()
  let dirty: Session[] = []

  const flush = () => {
    const sessions = dirty
    dirty = []
    for (const session of sessions) flushOne(session)
  }
  const flushOne = (session: Session) => {
    const { out, socket } = session
    session.out = null
    if (out === null || socket.destroyed || socket.writableEnded) return
    const [only] = out
    socket.write(out.length === 1 && only !== undefined ? only : Buffer.concat(out))
    if (socket.writableLength > unreadAtMost) socket.destroy()
  }
  const waits = ({ state, inflight }: Session) => state === 'asking' || inflight >= inflightAtMost

  /** Reads whole packets and gives back where it stopped. */
  const readPackets = (session: Session, bytes: Buffer): number => {
    let at = 0
    while (!session.over && !waits(session)) {
      // at once: what looks like a long packet of another type would be waited for
      if (session.state === 'new' && at < bytes.length && bytes[at] !== connectType) throw new Malformed('its first packet is not CONNECT')
      const header = readHeader(bytes, at)
      if (header === null) break
      const length = header.end - header.body
      if (length > packetAtMost) {
        onGiant(session, length)
        break
      }
      if (header.end > bytes.length) break
      session.heardAt = performance.now()
      onPacket(session, bytes[at] ?? 0, bytes.subarray(header.body, header.end))
      at = header.end
    }
    return at
  }
  const readOn = (session: Session, bytes: Buffer) => {
    let at = 0
    try {
      at = readPackets(session, bytes)
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      onMalformed(session, error.message)
    }
    if (session.over) session.rest = null
    else keepRest(session, bytes, at)
  }
  const receive = (session: Session, chunk: Buffer) => {
    if (session.over) return
    if (session.rest === null) return readOn(session, chunk)
    const length = session.restLength + chunk.length
    if (session.rest.length < length) {
      // twice as much each time: a packet that drips in byte by byte is copied but a few times
      const wider = Buffer.allocUnsafeSlow(Math.max(length, Math.min(session.rest.length * 2, packetAtMost + 5)))
      session.rest.copy(wider, 0, 0, session.restLength)
      session.rest = wider
    }
    chunk.copy(session.rest, session.restLength)
    session.restLength = length
    goOn(session)
  }
  const keepRest = (session: Session, bytes: Buffer, at: number) => {
    const { socket } = session
    if (at === bytes.length) session.rest = null
    else if (session.rest === null || bytes.buffer !== session.rest.buffer)
      session.rest = Buffer.from(Uint8Array.from(bytes.subarray(at)).buffer)
    else session.rest.copyWithin(0, at, session.restLength)
    session.restLength = bytes.length - at
    if (waits(session)) socket.pause()
    else if (socket.isPaused()) socket.resume()
  }
  const goOn = (session: Session) => {
    if (session.over) return
    if (session.rest !== null) readOn(session, session.rest.subarray(0, session.restLength))
    else if (!waits(session) && session.socket.isPaused()) session.socket.resume()
  }

  const look = setInterval(() => {
    const now = performance.now()
    for (const session of all) {
      if (session.over) continue
      const silent = now - session.heardAt
      if (silent <= (session.state === 'new' ? connectWithin : session.patience)) continue
      if (session.state === 'new') onSlow(session)
      // one whose messages wait for us is not silent
      else if (session.inflight < inflightAtMost) onSilent(session)
    }
  }, lookEvery)

  return {
    goOn,
    accept(socket) {
      socket.setNoDelay(true)
      const session: Session = {
        socket,
        state: 'new',
        over: false,
        level: 4,
        clientId: '',
        name: '',
        admission: null,
        will: null,
        filters: null,
        asked: 0,
        sent: 0,
        inflight: 0,
        held: 0,
        owing: false,
        heardAt: performance.now(),
        patience: connectWithin,
        rest: null,
        restLength: 0,
        out: null,
      }
      all.add(session)
      socket.on('data', (chunk: Buffer) => receive(session, chunk))
      socket.once('close', () => {
        session.over = true
        session.rest = null
        all.delete(session)
        onLeft(session)
      })
    },
    send(session, bytes) {
      if (session.over) return
      if (session.out !== null) return void session.out.push(bytes)
      session.out = [bytes]
      if (dirty.push(session) === 1) setImmediate(flush)
    },
    end(session) {
      if (session.over) return
      flushOne(session)
      session.over = true
      // closed whole once what is left has gone out, without waiting for the other side
      const { socket } = session
      socket.end(() => socket.destroy())
      socket.setTimeout(connectWithin, () => socket.destroy())
      socket.resume()
    },
    close: () => clearInterval(look),
  }
}
