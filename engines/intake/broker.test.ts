import { afterEach, describe, expect, test } from 'vitest'
import { type BrokerStand, openBrokerStand, texts, until, wait } from './fixtures/broker-stand.ts'
import { acknowledged, connectPacket, publishPacket } from './fixtures/packets.ts'

let open: BrokerStand[] = []
afterEach(async () => {
  for (const stand of open.splice(0)) await stand.close()
})
const stand = async (...options: Parameters<typeof openBrokerStand>): Promise<BrokerStand> => {
  const opened = await openBrokerStand(...options)
  open.push(opened)
  return opened
}

describe('acknowledging', () => {
  test('waits for the commit', async () => {
    let commit: () => void = () => undefined
    const { heard, device } = await stand({}, () => new Promise((resolve) => (commit = () => resolve('kept'))))
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

  test('does not happen while the keeper fails: the message is offered again, its line stays', async () => {
    let failures = 2
    const { heard, device } = await stand({}, async () => {
      if (failures-- > 0) throw new Error('database gone')
      return 'kept'
    })
    const client = await device('d1')
    await client.publishAsync('up/d1/state', 'once', { qos: 1 })
    expect(texts(heard)).toEqual(['once', 'once', 'once'])
    expect(client.connected).toBe(true)
  })

  test('a press on a line whose readings are not kept is kept and acknowledged; the readings follow', async () => {
    let away = true
    const { raw } = await stand({}, async ({ topic }) => {
      if (away && !topic.endsWith('sos')) throw new Error('the disk is full')
      return 'kept'
    })
    const readings = Array.from({ length: 40 }, (_, at) => publishPacket('up/d1', at + 1, `reading ${at}`))
    const { got } = await raw(connectPacket('d1'), ...readings, publishPacket('up/d1/sos', 99, 'help'))
    await until(() => acknowledged(got.bytes).includes(99))
    expect([acknowledged(got.bytes), got.closed]).toEqual([[99], false])
    away = false
    await until(() => acknowledged(got.bytes).length === 41)
    expect(got.closed).toBe(false)
  })

  test('more unkept readings than are held: presses still pass, and once all is well those let go are asked for again', async () => {
    let away = true
    const { raw, heard } = await stand({}, async ({ topic }) => {
      if (away && !topic.endsWith('sos')) throw new Error('the disk is full')
      return 'kept'
    })
    const readings = Array.from({ length: 300 }, (_, at) => publishPacket('up/d1', at + 1, `reading ${at}`))
    const { got } = await raw(connectPacket('d1'), ...readings, publishPacket('up/d1/sos', 999, 'help'))
    await until(() => acknowledged(got.bytes).includes(999))
    expect(acknowledged(got.bytes)).toEqual([999])
    away = false
    // closed, so that the device sends again what was not acknowledged
    await until(() => got.closed)
    expect(acknowledged(got.bytes).length).toBe(51)
    expect(heard.length).toBeGreaterThan(301)
  })

  test('a press that cannot even be held, since the readings of others fill that memory, is asked for again once all is well', async () => {
    let away = true
    const { raw, heard } = await stand({ againAfter: 200 }, async () => {
      if (away) throw new Error('the disk is full')
      return 'kept'
    })
    // 64 MB, to the last message
    for (const [user, bytes] of [
      ['d1', 1_040_000],
      ['d2', 1_040_000],
      ['d4', 10_000],
      ['d5', 1],
    ] as const) {
      await raw(connectPacket(user), ...Array.from({ length: 50 }, (_, at) => publishPacket(`up/${user}`, at + 1, Buffer.alloc(bytes))))
      await until(() => new Set(heard.flatMap(({ source, packet }) => (source === user ? [packet] : []))).size === 50)
    }
    const { got } = await raw(connectPacket('d3'), publishPacket('up/d3', 1, 'help'))
    const tries = () => heard.filter(({ source }) => source === 'd3').length
    await until(() => tries() > 0)
    await wait(500)
    expect([tries(), got.closed]).toEqual([1, false])
    away = false
    await until(() => got.closed, 3_000)
  })

  test('a device that leaves takes its held messages with it', async () => {
    const { raw, heard, broker } = await stand({}, () => Promise.reject(new Error('database gone')))
    const { socket } = await raw(connectPacket('d1'), publishPacket('up/d1', 1))
    await until(() => heard.length > 1)
    socket.destroy()
    await until(() => broker.connections() === 0)
    await wait(100)
    const before = heard.length
    await wait(200)
    expect(heard.length).toBe(before)
  })

  test('tells a message that is sent again from a new one', async () => {
    const { heard, raw } = await stand()
    const { socket } = await raw(connectPacket('d1'), publishPacket('up/d1', 7, 'a', true), publishPacket('up/d1', 8, 'b'))
    await until(() => heard.length === 2)
    expect(heard.map(({ packet, repeated }) => [packet, repeated])).toEqual([
      [7, true],
      [8, false],
    ])
    socket.destroy()
  })

  test('is quiet when the device has gone meanwhile', async () => {
    let commit: () => void = () => undefined
    const { heard, raw, refused, device } = await stand({}, () => new Promise((resolve) => (commit = () => resolve('kept'))))
    const { socket } = await raw(connectPacket('d1'), publishPacket('up/d1/a', 7))
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
