import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Admission } from './contract/admission.ts'
import type { OnRefused, RefusedKind, Take } from './contract/message.ts'
import { guardDoor } from './guard-door.ts'
import { openHold } from './hold-unkept.ts'
import { openServer, type TlsFiles } from './open-server.ts'
import { openSessions, type Session } from './open-sessions.ts'
import { isFilter, matchFilter } from './rules/match-filter.ts'
import {
  type Connect,
  Malformed,
  type Publish,
  readConnect,
  readId,
  readPublish,
  readSubscribe,
  readUnsubscribe,
} from './rules/read-packets.ts'
import { topicAllowed } from './rules/topic-allowed.ts'
import {
  acceptConnect,
  answer,
  dropFilters,
  type EndReason,
  goodbye,
  grantFilters,
  pong,
  refuseConnect,
  writePublish,
} from './rules/write-packets.ts'

export interface BrokerOptions {
  /** 0 lets the system choose. */
  readonly port: number
  readonly host?: string
  readonly tls?: TlsFiles
  /** `address` is the sender's, for limits on guesses. */
  readonly authenticate: (
    clientId: string,
    user: string | undefined,
    password: Uint8Array | undefined,
    address: string,
  ) => Admission | null | Promise<Admission | null>
  readonly onMessage: Take
  readonly onRefused: OnRefused
  /** ms since 1970 UTC. */
  readonly now: () => number
  /** Longest packet in bytes; 1 MB unless told. */
  readonly packetAtMost?: number
  /** CONNECT must have come by then (ms); 10 s unless told. */
  readonly connectWithin?: number
  /** Longest keep-alive a client is granted (s), also where it asks for none; one hour unless told. */
  readonly keepaliveAtMost?: number
  /** What is not kept is tried again after so many ms; 1 s unless told. */
  readonly againAfter?: number
  readonly connectionsAtMost?: number
  readonly perAddressAtMost?: number
}

export interface Broker {
  readonly port: number
  readonly connections: () => number
  /** Sends to whoever is connected and subscribed; nothing is stored for those who are not. */
  send(topic: string, payload: Uint8Array): Promise<void>
  /** Ends the connections of whom this no longer lets in: a secret that was renewed because it was stolen is of no use to who is in by it. */
  recheck(isStill: (admission: Admission) => boolean): void
  close(): Promise<void>
}

const clientIdAtMost = 256
// messages of one connection that are taken and not answered; then its socket is not read
const inflightAtMost = 100
// of them so many may be held unkept, so that the line stays open for what comes behind
const heldAtMost = 50
const heldBytesAtMost = 64 << 20
// times a connection may ask for a topic
const filtersAtMost = 1_000

/**
 * MQTT 3.1, 3.1.1 and 5.0 for devices: takes messages, acknowledges after `onMessage`, gives commands. It is no post office: what a device
 * publishes is handed to `onMessage` alone, never to other clients; nothing is retained, sessions end with their connection. Answers leave
 * as messages are kept and not in the order of their arrival: a press is answered before a reading that waits (docs/decisions/0023).
 */
export async function openBroker(options: BrokerOptions): Promise<Broker> {
  const { authenticate, onRefused, now, packetAtMost = 1 << 20, keepaliveAtMost = 3_600 } = options
  const take = openHold({
    take: options.onMessage,
    every: options.againAfter ?? 1_000,
    bytesAtMost: heldBytesAtMost,
    atMost: heldAtMost,
    onRoom: () => {
      for (const session of letGo) if (session.held === 0) end(session, 'again')
    },
  })
  /** Connections by credential and client id: nobody can push another device off its line. */
  const byName = new Map<string, Session>()
  /** Those of them that asked for a topic. */
  const listening = new Set<Session>()
  /** Those of which a message was let go: nothing of theirs may be held, so nothing of theirs would tell when to ask for it again. */
  const letGo = new Set<Session>()
  let nameless = 0
  let closing = false

  const nameOf = ({ admission, clientId, socket }: Session) => admission?.source ?? (clientId || (socket.remoteAddress ?? '?'))
  /** Ends a connection; what its device left as its last will is taken, unless it said good-bye. */
  const end = (session: Session, why: EndReason) => {
    if (session.over) return
    const bytes = session.state === 'in' ? goodbye(session.level, why) : null
    if (bytes !== null) sessions.send(session, bytes)
    sessions.end(session)
  }
  const turnAway = (session: Session, kind: RefusedKind, what: string, why: EndReason) => {
    onRefused(kind, nameOf(session), what)
    end(session, why)
  }

  const handle = (session: Session, first: number, body: Uint8Array) => {
    const type = first >> 4
    if (session.state === 'new') return connect(session, readConnect(body))
    switch (type) {
      case 3:
        return publish(session, readPublish(first, body, session.level))
      case 4: // answers to commands, which are the caller's to repeat
      case 5:
      case 7:
        return void readId(body)
      case 6:
        return sessions.send(session, answer(0x70, readId(body)))
      case 8:
        return subscribe(session, body)
      case 10:
        return unsubscribe(session, body)
      case 12:
        return sessions.send(session, pong)
      case 14:
        // 5.0: "disconnect with will message"
        if (body[0] !== 4) session.will = null
        return sessions.end(session)
      default:
        throw new Malformed(`a packet of type ${type}`)
    }
  }

  const connect = (session: Session, asked: Connect | null) => {
    const refuse = (why: Parameters<typeof refuseConnect>[1], level = asked?.level ?? 4) => {
      sessions.send(session, refuseConnect(level, why))
      sessions.end(session)
    }
    if (asked === null) return refuse('level')
    const { clientId, level } = asked
    // a client without a name that wants its session kept [3.1.3.1]
    if (clientId.length > clientIdAtMost || (clientId === '' && level < 5 && !asked.clean)) return refuse('client-id')
    session.state = 'asking'
    session.clientId = clientId
    session.level = level
    const address = session.socket.remoteAddress ?? '?'
    const admit = async () => {
      const admission = await authenticate(clientId, asked.user, asked.password, address)
      if (session.over) return
      if (admission === null) {
        onRefused('credential', asked.user ?? clientId, `client ${clientId} at ${address}`)
        return refuse('not-authorised')
      }
      enter(session, asked, admission)
    }
    admit().catch(() => {
      if (!session.over) refuse('unavailable')
    })
  }
  const enter = (session: Session, asked: Connect, admission: Admission) => {
    const given = asked.clientId === '' ? `~${++nameless}` : null
    const name = `${admission.source} ${given ?? asked.clientId}`
    const before = byName.get(name)
    if (before !== undefined) end(before, 'taken-over')
    byName.set(name, session)
    const keepalive = asked.keepalive === 0 ? keepaliveAtMost : Math.min(asked.keepalive, keepaliveAtMost)
    session.admission = admission
    session.name = name
    session.will = asked.will
    session.patience = keepalive * 1_500
    session.state = 'in'
    sessions.send(session, acceptConnect(asked.level, { keepalive, packetAtMost, inflightAtMost, clientId: given }))
    // what came behind its CONNECT
    sessions.goOn(session)
  }

  const publish = (session: Session, { topic, qos, dup, id, payload }: Publish) => {
    const { admission } = session
    if (admission === null || !topicAllowed(topic, admission.mayPublish))
      return turnAway(session, 'topic', `published to ${topic}`, 'not-authorised')
    const message = {
      via: 'mqtt' as const,
      source: admission.source,
      topic,
      // the bytes given are a view into a chunk that may be large, or is used again
      payload: Buffer.copyBytesFrom(payload),
      receivedAt: now(),
      repeated: dup,
      packet: qos === 0 ? null : id,
    }
    session.inflight++
    take(message, session).then(
      (verdict) => {
        settled(session)
        if (session.over) return
        if (verdict === 'refused') return end(session, 'not-authorised')
        if (qos > 0) sessions.send(session, answer(qos === 1 ? 0x40 : 0x50, id))
        // all that could be held has been kept: those let go come again over a new connection
        if (session.owing && session.held === 0) end(session, 'again')
      },
      () => {
        session.owing ||= qos > 0
        if (session.owing && !session.over) letGo.add(session)
        settled(session)
      },
    )
  }
  const settled = (session: Session) => {
    session.inflight--
    if (!session.over) sessions.goOn(session)
  }

  const subscribe = (session: Session, body: Uint8Array) => {
    const { id, filters } = readSubscribe(body, session.level)
    const denied: string[] = []
    const granted = filters.map(({ filter, qos }) => {
      if (!isFilter(filter)) throw new Malformed('a filter that is none')
      session.asked++
      const may = session.admission !== null && session.asked <= filtersAtMost && topicAllowed(filter, session.admission.maySubscribe)
      if (!may) {
        denied.push(filter)
        // the connection stays: the answer to this one filter says no [3.9.3]
        return null
      }
      const most = qos === 0 ? 0 : 1
      session.filters = (session.filters ?? new Map()).set(filter, most)
      listening.add(session)
      return most
    })
    // a packet holds a quarter of a million filters: they are one refusal
    const more = denied.length > 1 ? ` and ${denied.length - 1} more` : ''
    if (denied.length > 0) onRefused('topic', nameOf(session), `asked for ${denied[0]}${more}`)
    sessions.send(session, grantFilters(session.level, id, granted))
  }
  const unsubscribe = (session: Session, body: Uint8Array) => {
    const { id, filters } = readUnsubscribe(body, session.level)
    const were = filters.map((filter) => session.filters?.delete(filter) ?? false)
    sessions.send(session, dropFilters(session.level, id, were))
  }
  const left = (session: Session) => {
    listening.delete(session)
    letGo.delete(session)
    if (session.name !== '' && byName.get(session.name) === session) byName.delete(session.name)
    const { will, admission } = session
    if (will === null || admission === null || closing) return
    if (!topicAllowed(will.topic, admission.mayPublish)) return onRefused('topic', admission.source, `published to ${will.topic}`)
    const message = { via: 'mqtt' as const, source: admission.source, ...will, receivedAt: now(), repeated: false, packet: null }
    options.onMessage(message).catch(() => undefined)
  }

  const sessions = openSessions({
    packetAtMost,
    inflightAtMost,
    connectWithin: options.connectWithin ?? 10_000,
    onPacket: handle,
    onGiant: (session, length) => turnAway(session, 'giant', `a packet of ${length} bytes`, 'giant'),
    onMalformed: (session, what) => turnAway(session, 'malformed', what, 'malformed'),
    onSlow: (session) => turnAway(session, 'slow', 'connect did not arrive in time', 'malformed'),
    onSilent: (session) => end(session, 'keep-alive'),
    onLeft: left,
  })
  const server = openServer(options.tls)
  const door = guardDoor(server, { ...options, accept: (socket: Socket) => sessions.accept(socket) })
  server.listen(options.port, options.host)
  await once(server, 'listening')
  const address = server.address()

  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    connections: door.connections,
    send: async (topic, payload) => {
      for (const session of listening) {
        const granted = [...(session.filters ?? [])].flatMap(([filter, qos]) => (matchFilter(filter, topic) ? [qos] : []))
        if (granted.length === 0) continue
        session.sent = (session.sent % 65_535) + 1
        sessions.send(session, writePublish(session.level, topic, payload, granted.includes(1) ? 1 : 0, session.sent))
      }
    },
    recheck: (isStill) => {
      for (const session of [...byName.values()].filter(({ admission }) => admission !== null && !isStill(admission))) {
        // nor is what it left behind its device's last will
        session.will = null
        turnAway(session, 'credential', 'its secret is worth nothing any more', 'not-authorised')
      }
    },
    close: async () => {
      // wills are of devices whose line is cut, not of those whose server goes
      closing = true
      for (const session of byName.values()) end(session, 'shutting-down')
      sessions.close()
      await door.close()
    },
  }
}
