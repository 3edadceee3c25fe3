import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Lane, RawMessage } from './contract/message.ts'
import { findNatsProgram, type NatsCluster, startNatsCluster } from './fixtures/nats-cluster.ts'
import { openStream, partCount, type StreamOptions } from './index.ts'
import { partOf, subjectOf } from './rules/name-subject.ts'
import { readFrame, writeFrame } from './spool-frames.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
async function until(check: () => boolean, seconds: number, what: string): Promise<void> {
  for (let left = seconds * 50; !check(); left--) {
    if (left < 0) throw new Error(`not within ${seconds} s: ${what}`)
    await pause(20)
  }
}
const say = (payload: string, packet = 1): RawMessage => ({
  via: 'tcp',
  source: 'gt06:864180030000001',
  topic: 'gt06',
  payload: Buffer.from(payload),
  receivedAt: 1_700_000_000_123,
  repeated: false,
  packet,
})
const word = ({ payload }: RawMessage) => Buffer.from(payload).toString()
const all = Array.from({ length: partCount }, (_, part) => part)

function stand(servers: readonly string[], options: Partial<StreamOptions> = {}) {
  const taken: { readonly word: string; readonly lane: Lane; readonly message: RawMessage }[] = []
  const local: string[] = []
  const links: string[] = []
  const stream = openStream({
    servers,
    name: 'test',
    isUrgent: (message) => word(message).startsWith('sos'),
    local: async (message) => {
      local.push(word(message))
      return 'kept'
    },
    localAway: () => false,
    onUnreadable: async () => undefined,
    onLink: (lane, up) => links.push(`${lane} ${up}`),
    retryAfter: 50,
    ...options,
    take: async (message, lane) => {
      const verdict = (await options.take?.(message, lane)) ?? 'kept'
      taken.push({ word: word(message), lane, message })
      return verdict
    },
  })
  closers.push(() => stream.close())
  return { stream, taken, local, links }
}

test('a sender is in one part, and parts are used alike', () => {
  const counts = new Map<number, number>()
  for (let n = 0; n < 8_000; n++) counts.set(partOf(`zigbee:0x00158d000${n}`), (counts.get(partOf(`zigbee:0x00158d000${n}`)) ?? 0) + 1)
  expect(all.every((part) => counts.has(part))).toBe(true)
  expect(Math.min(...counts.values())).toBeGreaterThan(700)
  expect(partOf('own:1')).toBe(partOf('own:1'))
})

test('a publication gives back its message with its first receipt and what travels with it; what is torn gives nothing', () => {
  const message = say('data', 7)
  const bytes = Buffer.concat([writeFrame(message, 0), Buffer.from('[1]')])
  const found = readFrame(bytes)
  expect({ ...found?.message, payload: 'data' }).toEqual({ ...message, payload: 'data' })
  expect(found?.rest.toString()).toBe('[1]')
  for (const torn of [bytes.subarray(0, 10), bytes.subarray(0, 40), Buffer.from('hello'), Buffer.alloc(0), Buffer.alloc(64)])
    expect(readFrame(torn)).toBeNull()
  bytes[30] = (bytes[30] ?? 0) ^ 1
  expect(readFrame(bytes)).toBeNull()
})

test('without a cluster messages go the local way at once', async () => {
  const { stream, local } = stand(['127.0.0.1:1'])
  await stream.own(all)
  expect(await Promise.all([stream.take(say('steps')), stream.take(say('sos'))])).toEqual(['kept', 'kept'])
  expect(local.toSorted()).toEqual(['sos', 'steps'])
})

test('what neither way takes is not acknowledged', async () => {
  const { stream } = stand(['127.0.0.1:1'], { local: () => Promise.reject(new Error('spool full')), hedgeAfter: 1 })
  await expect(stream.take(say('steps'))).rejects.toThrow('spool full')
  await expect(stream.take(say('sos'))).rejects.toThrow('spool full')
})

const program = findNatsProgram()
if (program === null)
  console.warn('SKIPPED: no nats-server on this machine (Debian package nats-server); the ways through a cluster are not tested')

describe.skipIf(program === null)('with a cluster', () => {
  let cluster: NatsCluster
  beforeAll(async () => {
    if (program !== null) cluster = await startNatsCluster(program)
  })
  afterAll(() => cluster?.stop())
  const ready = async (options: Partial<StreamOptions> = {}) => {
    const made = stand(cluster.servers, options)
    for (let n = 0; !made.stream.up().bulk; n++) {
      if (n > 200) throw new Error('the stream does not come up')
      await made.stream.take(say(`warm ${performance.now()}`, n))
      await pause(200)
    }
    await made.stream.own(all)
    await until(() => made.taken.some((one) => one.word.startsWith('warm')), 30, 'the first message')
    made.taken.length = 0
    made.local.length = 0
    return made
  }

  test('a message keeps its lane, its receipt and the note of its door', { timeout: 90_000 }, async () => {
    const notes: string[] = []
    const { stream, taken, local } = await ready({
      noteOf: (message) => (word(message) === 'frame' ? '{"zone":8}' : null),
      onNote: (message, note) => notes.push(`${word(message)} ${note}`),
    })
    await stream.take(say('frame'))
    await until(() => taken.length > 0, 10, 'the message')
    expect(local).toEqual([])
    expect(taken[0]).toMatchObject({ word: 'frame', lane: 'bulk', message: { receivedAt: 1_700_000_000_123, repeated: false, packet: 1 } })
    expect(notes).toEqual(['frame {"zone":8}'])
  })

  test('a press that the database does not take at once goes into its stream and comes out in the urgent lane', {
    timeout: 90_000,
  }, async () => {
    const { stream, taken } = await ready({
      local: (message) => (word(message).startsWith('sos') ? new Promise(() => undefined) : Promise.resolve('kept')),
      hedgeAfter: 50,
    })
    expect(await stream.take(say('sos 1'))).toBe('kept')
    await until(() => taken.length > 0, 10, 'the press')
    expect(taken[0]).toMatchObject({ word: 'sos 1', lane: 'urgent', message: { repeated: true } })
  })

  test('what the keeper does not take stays, is told of once, and is taken when it can be', { timeout: 90_000 }, async () => {
    const waiting: string[] = []
    let away = false
    const kept: string[] = []
    const { stream } = await ready({
      take: async (message) => {
        if (away) throw new Error('connect ECONNREFUSED')
        kept.push(`${word(message)} ${message.repeated}`)
        return 'kept'
      },
      onWaiting: (message) => waiting.push(word(message)),
    })
    kept.length = 0
    away = true
    await Promise.all(['a', 'b', 'c'].map((payload, n) => stream.take(say(payload, n))))
    await pause(1_000)
    expect([kept, waiting.toSorted()]).toEqual([[], ['a', 'b', 'c']])
    away = false
    await until(() => kept.length === 3, 10, 'all three')
    expect(kept.toSorted()).toEqual(['a true', 'b true', 'c true'])
  })

  test('a part left by one is taken by another', { timeout: 90_000 }, async () => {
    const second = await ready()
    await second.stream.own([])
    await second.stream.take(say('later'))
    await pause(500)
    expect(second.taken.map((one) => one.word)).toEqual([])
    const third = stand(cluster.servers)
    await third.stream.own(all)
    await until(() => third.taken.length > 0, 20, 'the message')
    expect(third.taken.map((one) => one.word)).toEqual(['later'])
  })

  test('bytes that are no message are laid aside and do not come again', { timeout: 90_000 }, async () => {
    const aside: string[] = []
    const { stream, taken } = await ready({
      onUnreadable: async (subject, bytes) => void aside.push(`${subject} ${Buffer.from(bytes).toString()}`),
    })
    const connection = await connect({ servers: [...cluster.servers] })
    closers.push(() => connection.close())
    await jetstream(connection).publish(subjectOf('bulk', 3), Buffer.from('hello'))
    await stream.take(say('after'))
    await until(() => aside.length > 0 && taken.length > 0, 10, 'both')
    expect([aside, taken.map((one) => one.word)]).toEqual([['yinqiao.up.3 hello'], ['after']])
    const manager = await jetstreamManager(connection)
    await pause(300)
    expect((await manager.streams.info('yinqiao-up')).state.messages).toBe(0)
  })
})
