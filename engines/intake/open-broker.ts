import { once } from 'node:events'
import type { Socket } from 'node:net'
import { Aedes, type Client } from 'aedes'
import type { OnRefused, Take } from './contract/message.ts'
import { type Door, guardDoor } from './guard-door.ts'
import { openServer, type TlsFiles } from './open-server.ts'
import { watchPackets } from './rules/watch-packets.ts'
import { topicAllowed } from './rules/topic-allowed.ts'

/** Who a sender is and what it may do. */
export interface Admission {
  readonly source: string
  /** Topic prefixes, whole levels. */
  readonly mayPublish: readonly string[]
  /** Prefixes of its command topics. */
  readonly maySubscribe: readonly string[]
}

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
  readonly connectionsAtMost?: number
  readonly perAddressAtMost?: number
}

export interface Broker {
  readonly port: number
  readonly connections: () => number
  /** Sends to whoever is connected and subscribed; nothing is stored for those who are not. */
  send(topic: string, payload: Uint8Array): Promise<void>
  close(): Promise<void>
}

/** An end of a connection that was already reported, or that is nobody's fault. */
class Ended extends Error {
  override readonly name = 'Ended'
}

// MQTT 3.1.1, 3.2.2.3: 3 server unavailable, 5 not authorised
const connackError = (returnCode: 3 | 5, message: string) => Object.assign(new Ended(message), { returnCode })

/**
 * MQTT 3.1.1 broker for devices: takes messages, acknowledges after `onMessage`, gives commands. It is no post office: what a device
 * publishes is handed to `onMessage` alone, never to other clients; nothing is retained, sessions end with their connection.
 */
export async function openBroker(options: BrokerOptions): Promise<Broker> {
  const { authenticate, onMessage, onRefused, now, packetAtMost = 1 << 20, connectWithin = 10_000, keepaliveAtMost = 3_600 } = options
  const admitted = new WeakMap<Client, Admission>()
  const wills = new WeakSet<object>()
  const filters = new WeakMap<Client, number>()
  const nameOf = (client: Client) => admitted.get(client)?.source ?? client.id ?? addressOf(client)
  const ended = (client: Client, kind: Parameters<OnRefused>[0], what: string) => {
    onRefused(kind, nameOf(client), what)
    return new Ended(what)
  }

  const broker = new Aedes({
    connectTimeout: connectWithin,
    maxClientsIdLength: 256,
    maxInflightInbound: 100,
    // packets sent before the CONNACK: at most what one read of the socket holds (64 KiB), the rest is not read until then
    queueLimit: 32_768,
    preConnect: (_client, packet, answer) => {
      // no session outlives its connection: what must last is in the database, and 100,000 absent devices cost no memory
      packet.clean = true
      packet.keepalive = packet.keepalive ? Math.min(packet.keepalive, keepaliveAtMost) : keepaliveAtMost
      if (packet.will) {
        packet.will.retain = false
        wills.add(packet.will)
      }
      answer(null, true)
    },
    authenticate: (client, user, password, answer) => {
      const { id } = client
      const admit = async () => {
        const admission = await authenticate(id, user, password, addressOf(client))
        if (admission === null) {
          onRefused('credential', user ?? id, `client ${id} at ${addressOf(client)}`)
          return answer(connackError(5, 'not authorised'), false)
        }
        admitted.set(client, admission)
        // a client id is only taken over by its own credential: nobody can push another device off its line
        Object.assign(client, { id: `${admission.source} ${id}` })
        answer(null, true)
      }
      admit().catch((error: unknown) => answer(connackError(3, `authentication failed: ${String(error)}`), false))
    },
    authorizePublish: (client, packet, answer) => {
      const admission = client === null ? undefined : admitted.get(client)
      if (client === null || admission === undefined) return answer(new Ended('nobody publishes'))
      if (!topicAllowed(packet.topic, admission.mayPublish)) return answer(ended(client, 'topic', `published to ${packet.topic}`))
      const { payload } = packet
      const will = wills.has(packet)
      onMessage({
        via: 'mqtt',
        source: admission.source,
        topic: packet.topic,
        payload: typeof payload === 'string' ? Buffer.from(payload) : payload,
        receivedAt: now(),
        repeated: packet.dup,
        packet: will || packet.qos === 0 ? null : (packet.messageId ?? null),
      }).then(
        (verdict) => answer(verdict === 'refused' ? new Ended('refused') : null),
        (error: unknown) => answer(new Ended(`not kept: ${String(error)}`)),
      )
    },
    authorizeSubscribe: (client, subscription, answer) => {
      const admission = admitted.get(client)
      const asked = (filters.get(client) ?? 0) + 1
      filters.set(client, asked)
      const may = admission !== undefined && asked <= filtersAtMost && topicAllowed(subscription.topic, admission.maySubscribe)
      if (!may) onRefused('topic', nameOf(client), `asked for ${subscription.topic}`)
      // no error: the answer to this one filter is 0x80 (MQTT 3.1.1, 3.9.3), the connection stays
      answer(null, may ? subscription : null)
    },
  })
  const send = broker.publish.bind(broker)
  // every hand-over of a message inside the broker comes by here: those of devices have been kept and go no further
  Object.assign(broker, {
    publish: (_packet: unknown, ...[last, answer]: (((error?: null) => void) | undefined)[]) => (answer ?? last)?.(null),
  })
  const report = (client: Client, error: Error) => {
    if (error instanceof Ended || quiet.test(error.message)) return
    onRefused(error.message.includes('connect did not arrive') ? 'slow' : 'malformed', nameOf(client), error.message)
  }
  broker.on('clientError', report)
  broker.on('connectionError', report)
  broker.addListener('error', (error: Error) => onRefused('malformed', 'broker', error.message))
  await broker.listen()
  // wills live and die with their connection. The library also stores them and publishes those it finds without a living broker: without
  // the heartbeats dropped above that would be the wills of devices that are well
  const store: unknown = Reflect.get(broker, 'persistence')
  if (typeof store !== 'object' || store === null) throw new Error('the broker has no store')
  Object.assign(store, { putWill: async () => undefined, delWill: async () => undefined, streamWill: () => [] })

  const accept = (socket: Socket, door: Door) => {
    socket.setNoDelay(true)
    const watch = watchPackets(packetAtMost)
    const read = socket.read.bind(socket)
    socket.read = (size?: number) => {
      const chunk: unknown = read(size)
      if (!(chunk instanceof Uint8Array)) return chunk
      const length = watch(chunk)
      if (length === 0) return chunk
      onRefused('giant', door.nameOf(socket), `a packet of ${length} bytes`)
      socket.destroy(new Ended('giant'))
      return null
    }
    const client = broker.handle(socket)
    door.name(socket, () => nameOf(client))
  }
  const server = openServer(options.tls)
  const door = guardDoor(server, { ...options, accept })
  server.listen(options.port, options.host)
  await once(server, 'listening')
  const address = server.address()

  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    connections: door.connections,
    send: (topic, payload) =>
      new Promise((resolve, reject) =>
        send({ cmd: 'publish', topic, payload: Buffer.from(payload), qos: 1, dup: false, retain: false }, (error) =>
          error ? reject(error) : resolve(),
        ),
      ),
    close: async () => {
      await door.close()
      await new Promise<void>((resolve) => broker.close(resolve))
    },
  }
}

// times a connection may ask for a topic
const filtersAtMost = 1_000

// ends of connections that are daily life
const quiet = /keep alive timeout|connection closed|drain timeout|ECONNRESET|EPIPE|ETIMEDOUT|Premature close|read ECONN|aborted/i

const addressOf = (client: Client): string => ('remoteAddress' in client.conn ? (client.conn.remoteAddress ?? '?') : '?')
