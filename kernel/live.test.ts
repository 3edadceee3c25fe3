import { connect, type AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Actor } from './contract/actor.ts'
import { command, liveTopic, permission, refusal, refuse } from './contract/index.ts'
import { openHttp } from './http.ts'
import { mayHear, openLive } from './live.ts'
import { withClient } from './postgres/prepare.ts'
import { body, type Room } from './room.ts'
import { type TestRooms, testRooms } from './testing/index.ts'

const hears = permission('bell.ring.hear', { zh: '听', en: 'Hear' }, ['operator', 'family'])
const Rung = liveTopic('bell.rung', hears, z.object({ word: z.string() }))
const Told = liveTopic('bell.told', 'signed-in', z.object({ word: z.string() }))
const Broken = refusal('bell.broken', 'state', '铃坏了', 'The bell is broken')
const RingBell = command({
  name: 'bell.ring-bell',
  title: { zh: '摇铃', en: 'Ring the bell' },
  permission: 'public',
  input: z.object({
    words: z.array(z.string()),
    area: z.string().default('320507001'),
    persons: z.array(z.string()).default([]),
    accounts: z.array(z.string()).default([]),
    end: z.enum(['done', 'refused', 'thrown']).default('done'),
    linger: z.number().default(0),
  }),
  output: z.object({}),
  refusals: [Broken],
})
let during = async () => {}
const bellRoom: Room = {
  name: 'bell',
  live: [Rung, Told],
  signatures: [RingBell],
  bodies: [
    body(RingBell, async (ctx, { words, area, persons, accounts, end }) => {
      for (const word of words) ctx.tell(Rung, { area, persons, accounts }, { word })
      await during()
      if (end === 'refused') return refuse(Broken)
      if (end === 'thrown') throw new Error('fell')
      return {}
    }),
  ],
}

const [ann, ben, account] = ['a', 'b', 'c'].map((end) => `00000000-0000-7000-8000-00000000000${end}`) as [string, string, string]
const pace = { beatEvery: 150, askAgainEvery: 100, queueAtMost: 64 * 1024, askLineEvery: 1_000 }
let t: TestRooms
let actors: Record<string, Actor>
const processes: { app: FastifyInstance; hub: ReturnType<typeof openLive>; port: number }[] = []
beforeAll(async () => {
  t = await testRooms([bellRoom])
  actors = {
    operator: t.actor({ role: 'operator', area: '320507' }),
    south: t.actor({ role: 'operator', area: '320507002' }),
    family: t.actor({ role: 'family', area: '', persons: [ann] }),
    nobodys: t.actor({ role: 'family', area: '', persons: [] }),
    named: t.actor({ role: 'operator', area: '320599', accountId: account }),
    firm: t.actor({ role: 'firm', area: '320507' }),
  }
  for (let n = 0; n < 2; n++) {
    const hub = openLive(t.server.url('yinqiao_app', t.database), t.kernel.log, pace)
    const app = await openHttp(t.kernel, { findActor: async (token) => actors[token] ?? null, live: hub })
    await app.listen({ host: '127.0.0.1', port: 0 })
    processes.push({ app, hub, port: (app.server.address() as AddressInfo).port })
    await heardOf(n)
  }
})
afterAll(async () => {
  for (const { app, hub } of processes) {
    await app.close()
    await hub.close()
  }
  await t.close()
})
const first = () => processes[0]!

/** Until a process hears the database. */
async function heardOf(n: number) {
  let heard = false
  const remove = processes[n]!.hub.onNews(() => {
    heard = true
  })
  await vi.waitFor(
    async () => {
      await ring(['are you there'], { area: '9' })
      await new Promise((done) => setTimeout(done, 20))
      expect(heard).toBe(true)
    },
    { timeout: 10_000 },
  )
  remove()
}
const ring = (words: readonly string[], of: Partial<z.input<typeof RingBell.input>> = {}) => t.run(RingBell, { words: [...words], ...of })

/** A screen: what it was told so far, as `topic data`. */
async function screen(token: string, { topics = 'bell.rung', process = 0 } = {}) {
  const stop = new AbortController()
  const answer = await fetch(`http://127.0.0.1:${processes[process]!.port}/api/live?topics=${topics}`, {
    // as browsers do; news must come as they happen and not when a block of bytes is full
    headers: { 'accept-encoding': 'gzip, deflate, br', ...(token === '' ? {} : { cookie: `yinqiao_session=${token}` }) },
    signal: stop.signal,
  })
  const told: { event: string; data: unknown }[] = []
  let ended = false
  const reading = (async () => {
    let rest = ''
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = /^event: (.*)$/m.exec(block)?.[1] ?? ''
        told.push({ event, data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null') as unknown })
      }
    }
  })()
    .catch(() => {})
    .finally(() => {
      ended = true
    })
  if (answer.status === 200) await vi.waitFor(() => expect(told[0]?.event).toBe('hello'))
  return {
    status: answer.status,
    encoding: answer.headers.get('content-encoding'),
    told,
    words: () => told.filter(({ event }) => event === 'bell.rung').map(({ data }) => (data as { word: string }).word),
    count: (event: string) => told.filter((one) => one.event === event).length,
    ended: () => ended,
    async close() {
      stop.abort()
      await reading
    },
  }
}
/** Rings once more for all and waits until these heard it: what came before it has come. */
async function settled(...screens: Awaited<ReturnType<typeof screen>>[]) {
  const last = `last ${t.kernel.chance.random()}`
  await ring([last], { persons: [ann], accounts: [account] })
  await vi.waitFor(() => {
    for (const one of screens) expect(one.words()).toContain(last)
  })
  return last
}

describe('who hears what', () => {
  test('nobody without a session, and no topic without its permission or that is none', async () => {
    for (const token of ['', 'forged']) {
      const refused = await screen(token)
      expect(refused.status).toBe(401)
      await refused.close()
    }
    const topics = 'bell.rung,bell.told,bell.unheard,kernel.resync,'
    const [firm, operator] = [await screen('firm', { topics }), await screen('operator', { topics })]
    expect(firm.told[0]).toEqual({ event: 'hello', data: { topics: ['bell.told'], now: '2026-03-02T01:00:00Z' } })
    expect(operator.told[0]).toMatchObject({ data: { topics: ['bell.rung', 'bell.told'] } })
    await ring(['for operators'])
    await settled(operator)
    expect(firm.words()).toEqual([])
    await firm.close()
    await operator.close()
  })

  test('news are sent plain, whatever the screen accepts: compressed ones would wait for more', async () => {
    const one = await screen('operator')
    expect(one.encoding).toBeNull()
    await settled(one)
    await one.close()
  })

  test('each its area, its persons, or what is for its account', async () => {
    const names = ['operator', 'family', 'named', 'south', 'nobodys'] as const
    const screens = await Promise.all(names.map((name) => screen(name)))
    await ring(['north'])
    await ring(['south'], { area: '320507002' })
    await ring(['ann'], { area: '320599001', persons: [ben, ann] })
    await ring(['ben'], { area: '', persons: [ben] })
    await ring(['to you'], { area: '', accounts: [account] })
    const last = await settled(...screens.slice(0, 3))
    expect(Object.fromEntries(names.map((name, n) => [name, screens[n]?.words().filter((word) => word !== last)]))).toEqual({
      operator: ['north', 'south'],
      family: ['ann'],
      // its area is 320599 besides
      named: ['ann', 'to you'],
      south: ['south'],
      nobodys: [],
    })
    for (const one of screens) await one.close()
  })

  test('an actor without area, persons or account hears nothing at all', () => {
    const nobody = { ...actors['nobodys']!, accountId: null }
    for (const place of [{ area: '' }, { area: '320507' }, { area: '', persons: [ann], accounts: [account] }])
      expect(mayHear(nobody, place)).toBe(false)
  })

  test('a screen that left is forgotten, also one that left while its session was looked up', async () => {
    await vi.waitFor(() => expect(first().hub.listeners()).toBe(0))
    const calls = Array.from({ length: 30 }, () => new AbortController())
    const url = `http://127.0.0.1:${first().port}/api/live?topics=bell.rung`
    const asked = calls.map(({ signal }) => fetch(url, { signal, headers: { cookie: 'yinqiao_session=operator' } }).catch(() => {}))
    calls.forEach((call, n) => setTimeout(() => call.abort(), n))
    await Promise.all(asked)
    await vi.waitFor(() => expect(first().hub.listeners()).toBe(0))
  })
})

describe('news', () => {
  test('come after the commit, in order, and none of what was refused or fell', async () => {
    const operator = await screen('operator')
    const before = await settled(operator)
    let seen: string[] = []
    during = async () => {
      await new Promise((done) => setTimeout(done, 200))
      seen = operator.words()
    }
    await ring(['one', 'two', 'three'])
    during = async () => {}
    expect(seen).toEqual([before])
    await ring(['refused'], { end: 'refused' })
    await ring(['fell'], { end: 'thrown' })
    for (let n = 0; n < 50; n++) await ring([`${n}`])
    const last = await settled(operator)
    expect(operator.words()).toEqual([before, 'one', 'two', 'three', ...Array.from({ length: 50 }, (_, n) => `${n}`), last])
    await operator.close()
  })

  test('too long for a notification become the word to ask again, and those beside them come', async () => {
    const operator = await screen('operator')
    await ring(['short', '长'.repeat(3_000), 'line\nbreak'])
    await settled(operator)
    expect(operator.count('resync')).toBe(1)
    expect(operator.words().slice(0, 2)).toEqual(['short', 'line\nbreak'])
    await operator.close()
  })

  test('reach the screens of every process; those told past the database only their own', async () => {
    const [here, there] = [await screen('operator'), await screen('operator', { process: 1 })]
    await ring(['both'])
    first().hub.tellNow({ topic: 'bell.rung', area: '320507001', data: { word: 'here' } })
    await settled(here, there)
    expect([here.words().slice(0, 2).toSorted(), there.words()[0]]).toEqual([['both', 'here'], 'both'])
    await here.close()
    await there.close()
  })

  test('a beat tells the server clock again and again', async () => {
    const operator = await screen('operator')
    await vi.waitFor(() => expect(operator.count('beat')).toBeGreaterThan(2))
    expect(operator.told.find(({ event }) => event === 'beat')?.data).toEqual({ now: '2026-03-02T01:00:00Z' })
    await operator.close()
  })

  test('a part of the program that stumbles over them keeps nothing from screens', async () => {
    const operator = await screen('operator')
    const remove = first().hub.onNews(() => {
      throw new Error('stumbled')
    })
    await settled(operator)
    remove()
    await operator.close()
  })
})

describe('when the line breaks', () => {
  test('to the database, screens stay, are told to ask again when it stands, and hear what comes then', async () => {
    const operator = await screen('operator')
    await withClient(t.server.adminUrl(), (admin) =>
      admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and (query like 'listen%' or query = 'select 1')`,
        [t.database],
      ),
    )
    await ring(['lost'])
    await vi.waitFor(() => expect(operator.count('resync')).toBe(1), { timeout: 5_000 })
    await settled(operator)
    expect(operator.words()).not.toContain('lost')
    await heardOf(1)
    await operator.close()
  })

  test('a screen that came before the hub heard the database for the first time is told to ask again', async () => {
    const written: string[] = []
    const hub = openLive(t.server.url('yinqiao_app', t.database), t.kernel.log, pace)
    hub.add({ actor: actors['operator']!, topics: new Set(), write: (text) => written.push(text) })
    await vi.waitFor(() => expect(written).toEqual(['event: resync\ndata: {}\n\n']))
    await hub.close()
  })

  test('a screen that does not read is cut off at its bound; the others go on', async () => {
    const operator = await screen('operator')
    const stuck = connect(first().port, '127.0.0.1')
    stuck.on('error', () => {})
    stuck.write('GET /api/live?topics=bell.rung HTTP/1.1\r\nhost: x\r\ncookie: yinqiao_session=operator\r\n\r\n')
    stuck.pause()
    await vi.waitFor(() => expect(first().hub.listeners()).toBe(2))
    const word = 'x'.repeat(100_000)
    let sent = 0
    for (; sent < 400 && first().hub.listeners() === 2; sent++) {
      first().hub.tellNow({ topic: 'bell.rung', area: '320507001', data: { word } })
      await vi.waitFor(() => expect(operator.words().length).toBe(sent + 1))
    }
    expect(first().hub.listeners()).toBe(1)
    expect(sent).toBeLessThan(400)
    await settled(operator)
    expect(operator.ended()).toBe(false)
    stuck.destroy()
    await operator.close()
  })

  test('a session that ended is bidden farewell at the next look, and hears nothing more; one whose scope changed too', async () => {
    actors['leaving'] = actors['operator']!
    actors['moving'] = actors['operator']!
    const [leaving, moving, staying] = [await screen('leaving'), await screen('moving'), await screen('operator')]
    delete actors['leaving']
    actors['moving'] = actors['south']!
    await vi.waitFor(() => expect([leaving.ended(), moving.ended()]).toEqual([true, true]), { timeout: 3_000 })
    expect([leaving.told.at(-1)?.event, moving.told.at(-1)?.event]).toEqual(['bye', 'bye'])
    await settled(staying)
    expect(staying.count('bye')).toBe(0)
    expect(first().hub.listeners()).toBe(1)
    await staying.close()
  })
})
