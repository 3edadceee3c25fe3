import { afterEach, describe, expect, test } from 'vitest'
import { type BrokerStand, openBrokerStand, texts, until, wait } from './fixtures/broker-stand.ts'
import { acknowledged, connectPacket, pingPacket, publishPacket } from './fixtures/packets.ts'

const open: BrokerStand[] = []
afterEach(async () => {
  for (const stand of open.splice(0)) await stand.close()
})
const stand = async (...options: Parameters<typeof openBrokerStand>): Promise<BrokerStand> => {
  const opened = await openBrokerStand(...options)
  open.push(opened)
  return opened
}

describe.each([
  ['3.1', { protocolVersion: 3 as const, protocolId: 'MQIsdp' as const }],
  ['3.1.1', { protocolVersion: 4 as const }],
  ['5.0', { protocolVersion: 5 as const, properties: { receiveMaximum: 20, sessionExpiryInterval: 3_600, topicAliasMaximum: 5 } }],
])('MQTT %s', (_name, level) => {
  test('publishes with each quality of service, listens, unsubscribes', async () => {
    const { broker, heard, device } = await stand()
    const client = await device('d1', level)
    const got: string[] = []
    client.on('message', (topic, payload) => got.push(`${topic} ${payload.toString()}`))
    await client.subscribeAsync(['down/d1/+', 'down/d1/a/#'], { qos: 1 })
    for (const qos of [0, 1, 2] as const) await client.publishAsync('up/d1', `with ${qos}`, { qos, retain: true })
    await until(() => heard.length === 3)
    expect(texts(heard)).toEqual(['with 0', 'with 1', 'with 2'])
    expect(heard.map(({ packet }) => packet === null)).toEqual([true, false, false])
    await broker.send('down/d1/ring', Buffer.from('1'))
    await broker.send('down/d1/a/b/c', Buffer.from('2'))
    await broker.send('down/d2/ring', Buffer.from('3'))
    await until(() => got.length === 2)
    await client.unsubscribeAsync('down/d1/+')
    await broker.send('down/d1/ring', Buffer.from('4'))
    await broker.send('down/d1/a', Buffer.from('5'))
    await until(() => got.length === 3)
    expect(got).toEqual(['down/d1/ring 1', 'down/d1/a/b/c 2', 'down/d1/a 5'])
  })
  test('is told that it may not come in', async () => {
    const { device, refused } = await stand()
    await expect(device('stranger', level)).rejects.toThrow(/[Nn]ot authorized/)
    expect(refused).toEqual(['credential stranger: client stranger at 127.0.0.1'])
  })
  test('its last will is taken when the line is cut, not after a good-bye', async () => {
    const { device, heard } = await stand()
    const will = { topic: 'up/d1/will', payload: Buffer.from('gone'), qos: 1 as const, retain: true }
    await (await device('d1', { ...level, will })).endAsync(false)
    const cut = await device('d1', { ...level, will })
    cut.stream.destroy()
    await until(() => heard.length === 1)
    await wait(50)
    expect(texts(heard)).toEqual(['gone'])
  })
})

describe('MQTT 5.0', () => {
  test('is told what it may: messages under way, size of packets, keep-alive, and a name where it has none', async () => {
    const { raw } = await stand({ keepaliveAtMost: 60, packetAtMost: 5_000 })
    const nameless = connectPacket('d1', { level: 5, clientId: '', keepalive: 900 })
    const [first, second] = [await raw(nameless), await raw(nameless)]
    await until(() => first.got.bytes.length > 25 && second.got.bytes.length > 25)
    // session expiry 0, receive maximum 100, packets of 5,000, keep-alive 60, no subscription identifiers or shared subscriptions, a name
    const properties = [0x11, 0, 0, 0, 0, 0x21, 0, 100, 0x27, 0, 0, 0x13, 0x88, 0x13, 0, 60, 0x29, 0, 0x2a, 0, 0x12, 0, 2]
    expect([...first.got.bytes]).toEqual([0x20, 28, 0, 0, 25, ...properties, 0x7e, 0x31])
    // two without a name are two
    expect([first.got.closed, second.got.closed, second.got.bytes.at(-1)]).toEqual([false, false, 0x32])
  })
  test('hears why it is let go', async () => {
    const { device } = await stand()
    const first = await device('d1', { protocolVersion: 5 })
    const why: (number | undefined)[] = []
    first.on('disconnect', ({ reasonCode }) => why.push(reasonCode))
    await device('d1', { protocolVersion: 5 })
    await until(() => why.length === 1)
    expect(why).toEqual([0x8e])
  })
})

describe('bytes', () => {
  test('a connection cut at every place is read the same', async () => {
    const { heard, raw } = await stand()
    const bytes = Buffer.concat([
      connectPacket('d1', { clientId: 'cut' }),
      publishPacket('up/d1/a', 1, 'x'.repeat(300)),
      pingPacket,
      publishPacket('up/d1/b', 2, ''),
    ])
    for (let at = 1; at < bytes.length; at += 7) {
      heard.length = 0
      const { socket, got } = await raw()
      socket.setNoDelay(true)
      socket.write(bytes.subarray(0, at))
      await wait(2)
      socket.write(bytes.subarray(at))
      await until(() => acknowledged(got.bytes).length === 2)
      expect(heard.map(({ topic, payload }) => [topic, payload.length])).toEqual([
        ['up/d1/a', 300],
        ['up/d1/b', 0],
      ])
      socket.destroy()
    }
  })
  test('200 kB that drip in pieces of 11 bytes are one message', async () => {
    const { heard, raw } = await stand()
    const { socket, got } = await raw(connectPacket('d1'))
    await until(() => got.bytes.length === 4)
    const big = publishPacket('up/d1', 5, Buffer.alloc(200_000, 'z'))
    for (let at = 0; at < big.length; at += 11) if (!socket.write(big.subarray(at, at + 11))) await wait(0)
    await until(() => acknowledged(got.bytes).includes(5))
    expect(heard[0]?.payload.every((byte) => byte === 0x7a)).toBe(true)
  })
  test('a client id that is too long, a level nobody speaks and a nameless client that wants a session are told so', async () => {
    const { raw } = await stand()
    const codes = await Promise.all(
      [
        connectPacket('d1', { clientId: 'x'.repeat(300) }),
        connectPacket('d1', { clientId: '', clean: false }),
        Buffer.from(connectPacket('d1').map((byte, at) => (at === 8 ? 9 : byte))),
      ].map(async (packet) => {
        const { got } = await raw(packet)
        await until(() => got.closed)
        return [...got.bytes]
      }),
    )
    expect(codes).toEqual([
      [0x20, 2, 0, 2],
      [0x20, 2, 0, 2],
      [0x20, 2, 0, 1],
    ])
  })
  test.each([
    ['a second CONNECT', connectPacket('d1')],
    ['quality of service 3', Buffer.from([0x36, 7, 0, 2, 117, 112, 0, 1, 120])],
    ['a wildcard', publishPacket('up/d1/#', 1)],
    ['no topic', publishPacket('', 1)],
    ['packet id 0', publishPacket('up/d1', 0)],
    ['a topic that is no UTF-8', Buffer.from([0x32, 8, 0, 3, 0x75, 0xff, 0xfe, 0, 1, 120])],
    ['a topic longer than its packet', Buffer.from([0x32, 4, 0, 200, 117, 112])],
    ['a length without an end', Buffer.from([0x32, 0xff, 0xff, 0xff, 0xff, 1])],
    ['a subscription to nothing', Buffer.from([0x82, 2, 0, 1])],
    ['a filter that is none', Buffer.from([0x82, 8, 0, 1, 0, 3, 97, 35, 98, 1])],
    ['a reserved type', Buffer.from([0xf0, 0])],
  ])('%s ends the connection and is reported, and nothing is kept', async (_name, packet) => {
    const { raw, heard, refused } = await stand()
    const { got } = await raw(connectPacket('d1'), packet, publishPacket('up/d1', 3))
    await until(() => got.closed)
    expect([heard, refused.length, refused[0]?.startsWith('malformed d1: ')]).toEqual([[], 1, true])
  })
  test('a server that goes gives no wills: its devices are well', async () => {
    const { raw, heard, broker } = await stand()
    const { got } = await raw(connectPacket('d1', { will: { topic: 'up/d1/will', payload: 'gone' } }))
    await until(() => got.bytes.length === 4)
    await broker.close()
    await until(() => got.closed)
    expect(heard).toEqual([])
  })
  test('a client that reads none of its answers is cut off', async () => {
    const { raw, broker } = await stand()
    const { socket } = await raw(connectPacket('d1'))
    socket.pause()
    const pings = Buffer.alloc(1 << 20, pingPacket)
    const flood = setInterval(() => socket.writable && socket.writableLength < 4 << 20 && socket.write(pings), 5)
    await until(() => broker.connections() === 0, 60_000)
    clearInterval(flood)
  })
})
