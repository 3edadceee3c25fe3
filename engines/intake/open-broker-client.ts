import { connect, type MqttClient } from 'mqtt'
import type { Take } from './contract/message.ts'

export interface BrokerClientOptions {
  /** mqtt://, mqtts:// with user and password in it. The broker must speak MQTT 5 (shared subscriptions, sessions that outlive a connection). */
  readonly url: string
  /** Filters without the `$share` part. */
  readonly topics: readonly string[]
  readonly onMessage: Take
  readonly now: () => number
  /** The authenticated sender, read from the topic: only the broker knows the user name, so its topics must be bound to users. */
  readonly sourceOf: (topic: string) => string
  /** Name of this node; its sessions are found again by it. */
  readonly name: string
  /** Connections, each of which carries one message at a time until it is kept; 16 unless told. */
  readonly connections?: number
  /** Told when a connection is lost or stands again. */
  readonly onLink?: (up: boolean, why: string) => void
}

export interface BrokerClient {
  /** Connections that stand. */
  readonly connected: () => number
  send(topic: string, payload: Uint8Array): Promise<void>
  close(): Promise<void>
}

/** Group of all nodes of the platform: the broker gives each message to one of them. */
const group = 'yinqiao'
// a node that is away for longer loses what the broker holds for it alone; the broker gives new messages to the others meanwhile
const sessionSeconds = 86_400

/**
 * Takes messages from an external broker; PUBACK after `onMessage` resolved. What was not kept is given again on a new connection.
 * Returns at once and connects as soon as the broker is there.
 */
export function openBrokerClient(options: BrokerClientOptions): BrokerClient {
  const { url, topics, onMessage, now, sourceOf, name, connections = 16, onLink } = options
  const take = async (topic: string, payload: Uint8Array, packet: { dup?: boolean; messageId?: number }) =>
    onMessage({
      via: 'mqtt',
      source: sourceOf(topic),
      topic,
      payload,
      receivedAt: now(),
      repeated: packet.dup ?? false,
      packet: packet.messageId ?? null,
    })
  const open = (at: number): MqttClient => {
    const client = connect(url, {
      protocolVersion: 5,
      clean: false,
      clientId: `${group}-${name}-${at}`,
      properties: { sessionExpiryInterval: sessionSeconds, receiveMaximum: 20 },
      reconnectPeriod: 1_000,
      resubscribe: false,
      customHandleAcks: (topic, payload, packet: { dup?: boolean; messageId?: number }, answer) => {
        take(topic, payload, packet).then(
          // 0 success; 131 implementation specific error (MQTT 5, 3.4.2.1): refused for good, the broker drops it
          (verdict) => answer(verdict === 'refused' ? 131 : 0),
          // without an answer the broker gives it again, but only to a new connection
          () => setTimeout(() => client.stream.destroy(), 500),
        )
      },
    })
    client.on('message', (topic, payload, packet) => {
      // nobody waits for an answer to QoS 0
      if (packet.qos === 0) take(topic, payload, packet).catch((error: unknown) => onLink?.(true, `QoS 0 not kept: ${String(error)}`))
    })
    client.on('connect', () => {
      onLink?.(true, 'connected')
      client
        .subscribeAsync(
          topics.map((topic) => `$share/${group}/${topic}`),
          { qos: 1 },
        )
        .catch((error: unknown) => onLink?.(false, `not subscribed: ${String(error)}`))
    })
    client.on('error', (error) => onLink?.(false, error.message))
    client.on('close', () => onLink?.(false, 'closed'))
    return client
  }
  const clients = Array.from({ length: connections }, (_, at) => open(at))
  const [first] = clients
  return {
    connected: () => clients.filter((client) => client.connected).length,
    send: async (topic, payload) => {
      await first?.publishAsync(topic, Buffer.from(payload), { qos: 1 })
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.endAsync(true)))
    },
  }
}
