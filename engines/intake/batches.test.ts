import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Keep, Lane, RawMessage } from './contract/message.ts'
import { type BatchOptions, messageKey, openBatches, openSpool, type SpoolOptions } from './index.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const say = (payload: string, packet = 1): RawMessage => ({
  via: 'mqtt',
  source: 'd1',
  topic: payload.startsWith('sos') ? 'up/d1/sos' : 'up/d1',
  payload: Buffer.from(payload),
  receivedAt: 1_700_000_000_000,
  repeated: false,
  packet,
})
const words = (messages: readonly RawMessage[]) => messages.map(({ payload }) => Buffer.from(payload).toString())
const away = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })

function stand(keep: Keep, options: Partial<BatchOptions> = {}) {
  const poison: string[] = []
  const batches = openBatches({
    keep,
    isUrgent: ({ topic }) => topic.endsWith('/sos'),
    onPoison: async (message, reason) => void poison.push(`${words([message])[0]}: ${reason}`),
    retryAfter: 10,
    ...options,
  })
  closers.push(() => batches.close())
  return { batches, poison }
}
async function spoolIn(options: SpoolOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'spool-'))
  closers.push(() => rm(folder, { recursive: true }))
  const spool = await openSpool(folder, { reserveBytes: 1 << 16, ...options })
  closers.push(() => spool.close())
  return { folder, spool }
}

describe('batches', () => {
  test('gather while the one before commits, in the order of arrival', async () => {
    const kept: string[][] = []
    const { batches } = stand(async (messages) => {
      await wait(20)
      kept.push(words(messages))
    })
    const first = batches.take(say('a'))
    await wait(5)
    const rest = ['b', 'c', 'd'].map((payload) => batches.take(say(payload)))
    expect(await Promise.all([first, ...rest])).toEqual(['kept', 'kept', 'kept', 'kept'])
    expect(kept).toEqual([['a'], ['b', 'c', 'd']])
  })

  test('are cut to size, and a further one flies only when full', async () => {
    const sizes: number[] = []
    let flying = 0
    let most = 0
    const { batches } = stand(
      async (messages) => {
        most = Math.max(most, ++flying)
        sizes.push(messages.length)
        await wait(10)
        flying--
      },
      { atMost: 3 },
    )
    await Promise.all(Array.from({ length: 8 }, (_, at) => batches.take(say(`m${at}`))))
    expect(sizes).toEqual([3, 3, 2])
    expect(most).toBe(2)
  })

  test('urgent messages do not wait behind bulk', async () => {
    const ended: string[] = []
    let release: () => void = () => undefined
    const stuck = new Promise<void>((resolve) => (release = resolve))
    const lanes: Lane[] = []
    const { batches } = stand(async (_messages, lane) => {
      lanes.push(lane)
      if (lane === 'bulk') await stuck
    })
    const bulk = batches.take(say('a')).then(() => ended.push('bulk'))
    await wait(5)
    await batches.take(say('sos')).then(() => ended.push('urgent'))
    expect(ended).toEqual(['urgent'])
    expect(lanes).toEqual(['bulk', 'urgent'])
    release()
    await bulk
  })

  test('what cannot be judged counts as urgent', async () => {
    const lanes: Lane[] = []
    const { batches } = stand(async (_messages, lane) => void lanes.push(lane), {
      isUrgent: () => {
        throw new Error('not JSON')
      },
    })
    await batches.take(say('x'))
    expect(lanes).toEqual(['urgent'])
  })

  test('a poison message is found and put aside; the others are kept', async () => {
    const kept: string[] = []
    const { batches, poison } = stand(async (messages) => {
      if (words(messages).some((word) => word.startsWith('poison'))) throw new Error('invalid byte sequence')
      kept.push(...words(messages))
    })
    const payloads = Array.from({ length: 50 }, (_, at) => (at === 7 || at === 33 ? `poison${at}` : `m${at}`))
    const verdicts = await Promise.all(payloads.map((payload) => batches.take(say(payload))))
    expect(verdicts.filter((verdict) => verdict === 'quarantined').length).toBe(2)
    expect(poison).toEqual(['poison7: invalid byte sequence', 'poison33: invalid byte sequence'])
    expect(kept).toEqual(payloads.filter((payload) => payload.startsWith('m')))
  })

  test('poison that quarantine does not take is not acknowledged; its neighbours are', async () => {
    const { batches } = stand(
      async (messages) => {
        if (words(messages).includes('poison')) throw new Error('bad')
      },
      { onPoison: () => Promise.reject(new Error('no room')) },
    )
    const all = await Promise.allSettled(['a', 'poison', 'b', 'c'].map((payload) => batches.take(say(payload))))
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  })

  test('two transactions that met are tried again', async () => {
    let tries = 0
    const { batches, poison } = stand(async () => {
      if (++tries < 3) throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
    })
    expect(await batches.take(say('a'))).toBe('kept')
    expect([tries, poison]).toEqual([3, []])
  })

  test('without a spool nothing is acknowledged while the database is away', async () => {
    const { batches } = stand(() => Promise.reject(away()))
    await expect(batches.take(say('a'))).rejects.toThrow('ECONNREFUSED')
  })

  test('more than the memory set aside is not taken', async () => {
    let release: () => void = () => undefined
    const stuck = new Promise<void>((resolve) => (release = resolve))
    const { batches } = stand(() => stuck, { bytesAtMost: 2_000 })
    const first = batches.take(say('a'.repeat(1_000)))
    await expect(batches.take(say('b'.repeat(1_000)))).rejects.toThrow('1 messages wait')
    const urgent = batches.take(say('sos'))
    release()
    expect(await Promise.all([first, urgent])).toEqual(['kept', 'kept'])
  })
})

describe('batches with a spool', () => {
  test('are acknowledged from the disk while the database is away, and kept in order when it is back', async () => {
    const { spool } = await spoolIn()
    const kept: string[] = []
    let gone = true
    const turns: boolean[] = []
    const { batches } = stand(
      async (messages) => {
        if (gone) throw away()
        kept.push(...words(messages))
      },
      { spool, onAway: (to) => turns.push(to) },
    )
    for (const payload of ['a', 'b', 'sos', 'c']) expect(await batches.take(say(payload))).toBe('kept')
    expect(kept).toEqual([])
    expect(batches.away()).toBe(true)
    gone = false
    await batches.drained()
    expect(kept.filter((word) => word !== 'sos')).toEqual(['a', 'b', 'c'])
    expect(kept.length).toBe(4)
    expect(spool.bytes()).toBe(0)
    expect(await batches.take(say('live'))).toBe('kept')
    expect(turns).toEqual([true, false])
  })

  test('a keep that never ends counts as away', async () => {
    const { spool } = await spoolIn()
    let hangs = true
    const kept: string[] = []
    const { batches } = stand(
      async (messages) => {
        if (hangs) await new Promise(() => undefined)
        kept.push(...words(messages))
      },
      { spool, keepWithin: 50 },
    )
    expect(await batches.take(say('a'))).toBe('kept')
    hangs = false
    await batches.drained()
    expect(kept).toEqual(['a'])
  })

  test('what has just come is answered sooner than what lies on the spool: a press may wait behind it', async () => {
    const { spool } = await spoolIn()
    const kept: string[] = []
    let goOn = () => {}
    const thinking = new Promise<void>((resolve) => (goOn = resolve))
    const slow = async (messages: readonly RawMessage[]) => {
      await thinking
      kept.push(...words(messages))
    }
    const { batches } = stand(slow, { spool, answerWithin: 50 })
    // on the disk, while the database still thinks about it
    expect(await batches.take(say('a'))).toBe('kept')
    expect(kept).toEqual([])
    goOn()
    await batches.drained()
    expect(new Set(kept)).toEqual(new Set(['a']))
  })

  test('draining does not hold up live messages', async () => {
    const { spool } = await spoolIn()
    await spool.append(
      Array.from({ length: 100 }, (_, at) => say(`old${at}`, at)),
      'bulk',
    )
    const kept: string[] = []
    const { batches } = stand(
      async (messages) => {
        await wait(10)
        kept.push(...words(messages))
      },
      { spool, atMost: 5 },
    )
    await batches.take(say('live'))
    expect(kept.length).toBeLessThan(50)
    await batches.drained()
    expect(kept.length).toBe(101)
  })

  test('a message from the spool is told by its key', async () => {
    const { spool } = await spoolIn()
    await spool.append([say('a')], 'bulk')
    const part = await spool.next('bulk')
    const [message] = part?.messages ?? []
    expect(message).toMatchObject({ source: 'd1', topic: 'up/d1', repeated: true, packet: 1, via: 'mqtt' })
    expect(message && messageKey(message)).toBe(messageKey(say('a')))
    expect(messageKey(say('a', 2))).not.toBe(messageKey(say('a')))
  })

  test('poison in the spool is put aside and does not stop it', async () => {
    const { spool } = await spoolIn()
    await spool.append(
      ['a', 'poison', 'b'].map((payload) => say(payload)),
      'bulk',
    )
    const kept: string[] = []
    const { batches, poison } = stand(
      async (messages) => {
        if (words(messages).includes('poison')) throw new Error('bad')
        kept.push(...words(messages))
      },
      { spool },
    )
    await batches.drained()
    expect(kept).toEqual(['a', 'b'])
    expect(poison).toEqual(['poison: bad'])
  })

  test.each([
    ['among others', 10, ['a', 'tarpit', 'b']],
    ['at the head', 10, ['tarpit', 'a']],
    ['two in a row', 10, ['tarpit', 'tarpit', 'a', 'b']],
    ['alone, with live ones behind it', 10, ['tarpit']],
    // those few are kept before it is tried again: it stood at the end of each part and went round for ever
    ['alone, with few live ones behind it', 200, ['tarpit']],
  ])('a message that only ever times out is put aside once others are kept: %s', async (_name, pace, payloads) => {
    const { spool } = await spoolIn()
    await spool.append(
      payloads.map((payload) => say(payload)),
      'bulk',
    )
    const kept: string[] = []
    const { batches, poison } = stand(
      async (messages) => {
        if (words(messages).includes('tarpit'))
          throw Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' })
        kept.push(...words(messages))
      },
      { spool },
    )
    const tarpits = payloads.filter((payload) => payload === 'tarpit')
    for (let at = 0; at < 200 && poison.length < tarpits.length; at++) await batches.take(say(`live${at}`)).then(() => wait(pace))
    // first: with nothing behind it what is left would be tried for ever, as it may be the database
    expect(poison).toEqual(tarpits.map((word) => `${word}: canceling statement due to statement timeout`))
    await batches.drained()
    expect(kept.filter((word) => !word.startsWith('live')).toSorted()).toEqual(payloads.filter((word) => word !== 'tarpit'))
    expect(kept.length).toBe(new Set(kept).size)
  })

  test('loses and doubles nothing while the database comes and goes', async () => {
    const { spool } = await spoolIn({ segmentBytes: 2_000 })
    const kept = new Map<string, number>()
    let calls = 0
    const { batches } = stand(
      async (messages) => {
        await wait(1)
        if (calls++ % 40 < 20) throw away()
        for (const word of words(messages)) kept.set(word, (kept.get(word) ?? 0) + 1)
      },
      { spool, atMost: 20, retryAfter: 2 },
    )
    const all = Array.from({ length: 2_000 }, (_, at) => `${at % 50 === 0 ? 'sos' : 'm'}${at}`)
    for (let at = 0; at < all.length; at += 25) {
      const verdicts = await Promise.all(all.slice(at, at + 25).map((word, more) => batches.take(say(word, at + more))))
      expect(new Set(verdicts)).toEqual(new Set(['kept']))
    }
    await batches.drained()
    expect(all.filter((word) => kept.get(word) !== 1)).toEqual([])
    expect([kept.size, spool.bytes()]).toEqual([2_000, 0])
  })
})
