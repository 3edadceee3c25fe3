import { once } from 'node:events'
import { connect as dial, type Socket } from 'node:net'
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt'
import { afterEach, describe, expect, test } from 'vitest'
import type { RawMessage, Verdict } from './contract/message.ts'
import { connectPacket, publishPacket } from './fixtures/packets.ts'
import { type Broker, type BrokerOptions, openBroker } from './index.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const until = async (says: () => boolean, ms = 5_000) => {
  for (const end = performance.now() + ms; !says() && performance.now() < end; ) await wait(5)
  expect(says()).toBe(true)
}

/** A broker that knows d1, d2 ... by the password `secret`; `keep` decides when and how a message ends. */
async function stand(keep: (message: RawMessage) => Promise<Verdict> = async () => 'kept', options: Partial<BrokerOptions> = {}) {
  const heard: RawMessage[] = []
  const refused: string[] = []
  const broker: Broker = await openBroker({
    port: 0,
    host: '127.0.0.1',
    now: () => 1_700_000_000_000,
    authenticate: (_id, user, password) =>
      user !== undefined && /^d\d+$/.test(user) && Buffer.from(password ?? []).toString() === 'secret'
        ? { source: user, mayPublish: [`up/${user}`], maySubscribe: [`down/${user}`] }
        : null,
    onMessage: (message) => {
      heard.push(message)
      return keep(message)
    },
    onRefused: (kind, who, what) => refused.push(`${kind} ${who}: ${what}`),
    ...options,
  })
  closers.push(() => broker.close())
  const device = async (user: string, more: IClientOptions = {}): Promise<MqttClient> => {
    const client = await connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
      username: user,
      password: 'secret',
      clientId: user,
      reconnectPeriod: 0,
      ...more,
    })
    client.on('error', () => undefined)
    closers.push(() => client.endAsync(true))
    return client
  }
  const raw = async (...packets: Buffer[]): Promise<Socket> => {
    const socket = dial(broker.port, '127.0.0.1')
    socket.on('error', () => undefined)
    closers.push(() => socket.destroy())
    await once(socket, 'connect')
    for (const packet of packets) socket.write(packet)
    return socket
  }
  return { broker, heard, refused, device, raw }
}
describe('acknowledging', () => {
  test('waits for the commit', async () => {
    let commit: () => void = () => undefined
    const { heard, device } = await stand(() => new Promise((resolve) => (commit = () => resolve('kept'))))
    const client = await device('d1')
    let acknowledged = false
    const published = client.publishAsync('up/d1/state', '{"a":1}', { qos: 1 }).then(() => (acknowledged = true))
    await until(() => heard.length === 1)
    await wait(100)
    expect(acknowledged).toBe(false)
    commit()
    await published
    expect(heard[0]).toMatchObject({ via: 'mqtt', source: 'd1', topic: 'up/d1/state', repeated: false, receivedAt: 1_700_000_000_000 })
    expect(heard[0]?.packet).toBeGreaterThan(0)
    expect(Buffer.from(heard[0]?.payload ?? []).toString()).toBe('{"a":1}')
  })

  test('does not happen when the keeper fails: the device sends again', async () => {
    let failures = 2
    const { heard, device } = await stand(async () => {
      if (failures-- > 0) throw new Error('database gone')
      return 'kept'
    })
    const client = await device('d1', { reconnectPeriod: 20 })
    await client.publishAsync('up/d1/state', 'once', { qos: 1 })
    expect(heard.map(({ payload }) => Buffer.from(payload).toString())).toEqual(['once', 'once', 'once'])
  })

  test('tells a message that is sent again from a new one', async () => {
    const { heard, raw } = await stand()
    const socket = await raw(connectPacket('d1'), publishPacket('up/d1', 7, 'a', true), publishPacket('up/d1', 8, 'b'))
    await until(() => heard.length === 2)
    expect(heard.map(({ packet, repeated }) => [packet, repeated])).toEqual([
      [7, true],
      [8, false],
    ])
    socket.destroy()
  })

  test('is quiet when the device has gone meanwhile', async () => {
    let commit: () => void = () => undefined
    const { heard, raw, refused, device } = await stand(() => new Promise((resolve) => (commit = () => resolve('kept'))))
    const socket = await raw(connectPacket('d1'), publishPacket('up/d1/a', 7))
    await until(() => heard.length === 1)
    socket.destroy()
    await wait(50)
    commit()
    const again = await device('d1')
    expect(again.connected).toBe(true)
    expect(refused).toEqual([])
  })

  test('an exchange of QoS 2 ends after the commit, too', async () => {
    const { heard, device } = await stand()
    await (await device('d1')).publishAsync('up/d1', 'two', { qos: 2 })
    expect(heard.length).toBe(1)
  })
})
