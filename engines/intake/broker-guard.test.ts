import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type BrokerStand, openBrokerStand, texts, until, wait } from './fixtures/broker-stand.ts'
import { acknowledged, connectPacket, pingPacket, publishPacket, subscribePacket } from './fixtures/packets.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})
const stand = async (...options: Parameters<typeof openBrokerStand>): Promise<BrokerStand> => {
  const opened = await openBrokerStand(...options)
  closers.push(() => opened.close())
  return opened
}

describe('who comes in', () => {
  test('an unknown device is refused with code 5 and reported', async () => {
    const { refused, raw, heard } = await stand()
    const { got } = await raw(connectPacket('stranger'), publishPacket('up/stranger', 1))
    await until(() => got.closed)
    expect([...got.bytes]).toEqual([0x20, 2, 0, 5])
    expect([heard, refused]).toEqual([[], ['credential stranger: client stranger at 127.0.0.1']])
  })
  test('a wrong password likewise', async () => {
    const { refused, raw } = await stand()
    const { got } = await raw(connectPacket('d1', { password: 'guess' }))
    await until(() => got.closed)
    expect(got.bytes[3]).toBe(5)
    expect(refused).toEqual(['credential d1: client d1 at 127.0.0.1'])
  })
  test('when the answer cannot be had the server is unavailable, nobody is called a stranger', async () => {
    const { refused, raw } = await stand({ authenticate: () => Promise.reject(new Error('database gone')) })
    const { got } = await raw(connectPacket('d1'))
    await until(() => got.closed)
    expect([...got.bytes]).toEqual([0x20, 2, 0, 3])
    expect(refused).toEqual([])
  })
  test('a connection without CONNECT in time is slow, a byte at a time too', async () => {
    const { refused, raw } = await stand({ connectWithin: 200 })
    const silent = await raw()
    const dripping = await raw()
    const drip = setInterval(() => dripping.socket.writable && dripping.socket.write(Buffer.from([0x10])), 40)
    await until(() => silent.got.closed && dripping.got.closed)
    clearInterval(drip)
    expect(refused.length).toBe(2)
    expect(refused[0]).toBe('slow 127.0.0.1: connect did not arrive in time')
  })
  test('a device that falls silent is let go after one and a half times its keep-alive', async () => {
    const { refused, raw, broker } = await stand()
    const { got, socket } = await raw(connectPacket('d1', { keepalive: 1 }))
    await wait(900)
    socket.write(pingPacket)
    await wait(900)
    expect(got.closed).toBe(false)
    await until(() => got.closed)
    expect([broker.connections(), refused]).toEqual([0, []])
  })
  test('who asks for no keep-alive is given one', async () => {
    const { raw } = await stand({ keepaliveAtMost: 1 })
    const { got } = await raw(connectPacket('d1', { keepalive: 0 }))
    await until(() => got.closed, 3_000)
  })
  test('the same device again takes over its session; another credential does not', async () => {
    const { raw } = await stand()
    const first = await raw(connectPacket('d1', { clientId: 'one' }))
    await until(() => first.got.bytes.length === 4)
    const thief = await raw(connectPacket('d2', { clientId: 'one' }))
    await until(() => thief.got.bytes.length === 4)
    await wait(50)
    expect(first.got.closed).toBe(false)
    const again = await raw(connectPacket('d1', { clientId: 'one' }))
    await until(() => first.got.closed)
    expect([again.got.closed, thief.got.closed]).toEqual([false, false])
  })
  test('too many connections are turned away', async () => {
    const { refused, raw, broker } = await stand({ connectionsAtMost: 2 })
    await raw(connectPacket('d1'))
    await raw(connectPacket('d2'))
    const third = await raw(connectPacket('d3'))
    await until(() => third.got.closed)
    expect([broker.connections(), refused.length, refused[0]?.startsWith('crowd ')]).toEqual([2, 1, true])
  })
  test('bytes that are no MQTT are malformed', async () => {
    const { refused, raw, heard } = await stand()
    const web = await raw(Buffer.from('GET / HTTP/1.1\r\nhost: x\r\n\r\n'))
    const early = await raw(publishPacket('up/d1', 1))
    await until(() => web.got.closed && early.got.closed)
    expect(heard).toEqual([])
    expect(refused.map((line) => line.split(' ')[0])).toEqual(['malformed', 'malformed'])
  })
})

describe('what goes through', () => {
  test("a stolen credential publishing as another device is cut off and reported; the other's message is not kept", async () => {
    const { heard, refused, raw } = await stand()
    const { got } = await raw(connectPacket('d1'), publishPacket('up/d1', 1), publishPacket('up/d2', 2), publishPacket('up/d12', 3))
    await until(() => got.closed)
    expect(heard.map(({ topic }) => topic)).toEqual(['up/d1'])
    expect(refused[0]).toBe('topic d1: published to up/d2')
    expect(acknowledged(got.bytes)).not.toContain(2)
  })
  test('who is in by a secret that was renewed since is sent away, and leaves no last will; the others stay', async () => {
    const secrets = new Map(['d1', 'd2'].map((name) => [name, 'first']))
    const { broker, heard, refused, raw, device } = await stand({
      authenticate: async (_id, user = '') => ({
        source: user,
        mayPublish: [`up/${user}`],
        maySubscribe: [],
        proof: secrets.get(user) ?? '',
      }),
    })
    const thief = await device('d1', { will: { topic: 'up/d1', payload: Buffer.from('fallen'), qos: 1, retain: false } })
    const { got } = await raw(connectPacket('d2'), publishPacket('up/d2', 1))
    await until(() => heard.length === 1)
    broker.recheck(({ source, proof }) => secrets.get(source) === proof)
    expect(refused).toEqual([])
    secrets.set('d1', 'second')
    broker.recheck(({ source, proof }) => secrets.get(source) === proof)
    await until(() => !thief.connected)
    expect(refused).toEqual(['credential d1: its secret is worth nothing any more'])
    expect(heard.map(({ source }) => source)).toEqual(['d2'])
    expect(got.closed).toBe(false)
  })
  test('10 MB are refused at their first bytes, before they are stored', async () => {
    const { heard, refused, raw } = await stand()
    const { got, socket } = await raw(connectPacket('d1'))
    await until(() => got.bytes.length === 4)
    socket.write(publishPacket('up/d1', 1, Buffer.alloc(10 << 20)))
    await until(() => got.closed)
    expect(heard).toEqual([])
    expect(refused).toEqual([`giant d1: a packet of ${(10 << 20) + 9} bytes`])
  })
  test('just under 1 MB is taken, in pieces too', async () => {
    const { heard, raw } = await stand()
    const big = publishPacket('up/d1', 9, Buffer.alloc((1 << 20) - 100, 7))
    const { got } = await raw(connectPacket('d1'), big.subarray(0, 2), big.subarray(2, 700_000), big.subarray(700_000))
    await until(() => acknowledged(got.bytes).includes(9))
    expect(heard[0]?.payload.length).toBe((1 << 20) - 100)
  })
  test('a last will is a message of its device, retained for nobody', async () => {
    const { heard, raw } = await stand()
    const { socket, got } = await raw(connectPacket('d1', { will: { topic: 'up/d1/will', payload: 'gone' } }))
    await until(() => got.bytes.length === 4)
    socket.destroy()
    await until(() => heard.length === 1)
    expect(heard[0]).toMatchObject({ source: 'd1', topic: 'up/d1/will', packet: null })
    expect(texts(heard)).toEqual(['gone'])
  })
  test("a last will on another's topic is reported and not kept", async () => {
    const { heard, refused, raw } = await stand()
    const { socket, got } = await raw(connectPacket('d1', { will: { topic: 'up/d2/will', payload: 'gone' } }))
    await until(() => got.bytes.length === 4)
    socket.destroy()
    await until(() => refused.length === 1)
    expect([heard, refused]).toEqual([[], ['topic d1: published to up/d2/will']])
  })
  test('commands reach their device; nobody hears another device', async () => {
    const { broker, refused, raw, device } = await stand()
    const client = await device('d1')
    const got: string[] = []
    client.on('message', (topic, payload) => got.push(`${topic} ${payload.toString()}`))
    await client.subscribeAsync('down/d1/#', { qos: 1 })
    const nosy = await raw(
      connectPacket('d2'),
      subscribePacket('up/#', 1),
      subscribePacket('#', 2),
      subscribePacket('down/+', 3),
      subscribePacket('up/d2', 4),
    )
    await until(() => nosy.got.bytes.length === 4 + 4 * 5)
    expect([...nosy.got.bytes.subarray(4)].filter((_, at) => at % 5 === 4)).toEqual([128, 128, 128, 128])
    await client.publishAsync('up/d1', 'mine', { qos: 1, retain: true })
    await broker.send('down/d1/test', Buffer.from('ring'))
    await until(() => got.length === 1)
    expect(got).toEqual(['down/d1/test ring'])
    expect(nosy.got.bytes.length).toBe(24)
    expect(refused.length).toBe(4)
  })
  test('a flood of one device is read no faster than it is kept, and others are not held up', async () => {
    let flood = 0
    const { raw } = await stand({}, async ({ source }) => {
      if (source === 'd1') {
        flood++
        await wait(20)
      }
      return 'kept'
    })
    const loud = await raw(connectPacket('d1'))
    const burst = Buffer.concat(Array.from({ length: 1_000 }, (_, at) => publishPacket('up/d1', at + 1, 'y'.repeat(200))))
    for (let at = 0; at < 50; at++) loud.socket.write(burst)
    await until(() => flood > 0)
    const quiet = await raw(connectPacket('d2'), publishPacket('up/d2', 5))
    await until(() => acknowledged(quiet.got.bytes).includes(5), 500)
    expect(flood).toBeLessThan(10_000)
  })
  test('noise before and after the CONNECT ends connections and nothing else', async () => {
    const { broker, heard, raw } = await stand()
    // xorshift32, so that a failure can be had again
    let seed = 20_261_122
    const noise = (length: number) =>
      Buffer.from(
        Array.from({ length }, () => {
          seed ^= seed << 13
          seed ^= seed >>> 17
          seed ^= seed << 5
          return seed & 255
        }),
      )
    for (let round = 0; round < 300; round++) {
      const bytes = noise((round % 60) + 1)
      // half of them look like a packet of a valid type and length
      if (round % 2 === 0) bytes.set([((round % 15) + 1) << 4, Math.min(127, bytes.length - 2)].slice(0, bytes.length))
      const { socket } = await raw(...(round % 3 === 0 ? [] : [connectPacket(`d${round}`)]), bytes)
      if (round % 5 === 0) socket.destroy()
      else socket.end()
    }
    await until(() => broker.connections() === 0)
    heard.length = 0
    const { got } = await raw(connectPacket('d1'), publishPacket('up/d1', 3, 'well'))
    await until(() => acknowledged(got.bytes).includes(3))
    expect(texts(heard)).toEqual(['well'])
  })
  test('1,000 a second from many are all kept and acknowledged once', async () => {
    const { heard, raw } = await stand()
    const many = await Promise.all(Array.from({ length: 20 }, (_, at) => raw(connectPacket(`d${at + 1}`))))
    for (let round = 0; round < 50; round++) {
      for (const [at, { socket }] of many.entries()) socket.write(publishPacket(`up/d${at + 1}`, round + 1, `${round}`))
      await wait(20)
    }
    await until(() => many.every(({ got }) => acknowledged(got.bytes).length === 50))
    expect(heard.length).toBe(1_000)
    expect(texts(heard.filter(({ source }) => source === 'd7'))).toEqual(Array.from({ length: 50 }, (_, at) => String(at)))
  })
})

const openssl = ['/usr/bin/openssl', '/usr/local/bin/openssl', '/opt/homebrew/bin/openssl'].find((path) => existsSync(path))
describe.skipIf(openssl === undefined)('over TLS (skipped without openssl)', () => {
  test('devices that know the authority come in, plain bytes do not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tls-'))
    closers.push(() => rmSync(folder, { recursive: true }))
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const ask = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert]
    execFileSync(openssl ?? '', [...ask, '-days', '1', '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'], {
      stdio: 'ignore',
    })
    const { broker, heard, refused, raw, device } = await stand({ tls: { key, cert } })
    const client = await device('d1', { protocol: 'mqtts', host: '127.0.0.1', port: broker.port, ca: readFileSync(cert) })
    await client.publishAsync('up/d1', 'sealed', { qos: 1 })
    expect(texts(heard)).toEqual(['sealed'])
    const plain = await raw(connectPacket('d1'))
    await until(() => plain.got.closed)
    expect(refused.map((line) => line.split(' ')[0])).toEqual(['malformed'])
    await expect(device('d1', { protocol: 'mqtts', host: '127.0.0.1', port: broker.port })).rejects.toThrow(/self-signed/)
  })
})
