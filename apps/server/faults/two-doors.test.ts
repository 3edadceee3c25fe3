import { createHash, randomBytes } from 'node:crypto'
import { signPush } from '@yinqiao/intake'
import { connectAsync } from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, newFolder, type Program, remove, startProgram } from './program.ts'
import { allRows } from './sessions.ts'

// two processes with doors for devices, on one database
const dataFolder = newFolder()
const secret = randomBytes(32).toString('base64url')
const hash = createHash('sha256').update(secret).digest()
interface Door {
  readonly push: number
  readonly mqtt: number
  program: Program
}
const doors: Door[] = []
const start = (push: number, mqtt: number) =>
  startProgram(dataFolder, { YINQIAO_ROLE: 'ingest', PUSH_PORT: String(push), MQTT_PORT: String(mqtt) })

beforeAll(async () => {
  for (let n = 0; n < 2; n++) {
    const [push, mqtt] = [await freePort(), await freePort()]
    doors.push({ push, mqtt, program: await start(push, mqtt) })
  }
  await allRows(
    dataFolder,
    `with line as (insert into series.series (kind, division_code, label, opened_at) values ('device', '320507001001', 'own:T1', now()) returning id),
      home as (insert into watch.home (id, scene, name, address, division_code, created_at, updated_at)
        values (gen_random_uuid(), 'home', '合成家', '合成路1号', '320507001001', now(), now()) returning id),
      device as (insert into watch.device (id, source, protocol, serial, kind, state, division_code, secret_hash, created_at, updated_at)
        values (gen_random_uuid(), 'own:T1', 'own', 'T1', 'wearable', 'in-use', '320507001001', $1, now(), now()) returning id)
    insert into watch.binding (id, device_id, home_id, division_code, series_id, valid_from, bound_by_name)
      select gen_random_uuid(), device.id, home.id, '320507001001', line.id, now(), '测试' from device, home, line`,
    [hash.toString('hex')],
  )
  // both have read the register
  await new Promise((done) => setTimeout(done, 2_500))
}, 120_000)
afterAll(async () => {
  for (const { program } of doors) program.child.kill('SIGKILL')
  await remove(dataFolder)
})

const body = (n: number) => JSON.stringify({ id: `t-${n}`, readings: { steps: n } })
/** A signed request, as it can be sent again word by word. */
function signed(n: number): { readonly path: string; readonly body: string; readonly headers: Record<string, string> } {
  const [path, text, nonce, time] = [
    '/push/up/own:T1/own:T1',
    body(n),
    randomBytes(16).toString('base64url'),
    Temporal.Now.instant().epochMilliseconds,
  ]
  const mac = signPush('sha256', hash, { method: 'POST', path, body: Buffer.from(text) }, time, nonce).toString('hex')
  const headers = {
    'x-intake-key': 'own:T1',
    'x-intake-time': String(time),
    'x-intake-nonce': nonce,
    'x-intake-signature': `hmac-sha256=${mac}`,
  }
  return { path, body: text, headers }
}
const send = async ({ push }: Door, { path, body: text, headers }: ReturnType<typeof signed>) =>
  (await fetch(`http://127.0.0.1:${push}${path}`, { method: 'POST', headers, body: text })).status

test('a signed push is taken by one of two processes, once, also when both get it at the same moment and after a restart', {
  timeout: 120_000,
}, async () => {
  const [first, second] = doors as [Door, Door]
  const requests = Array.from({ length: 20 }, (_, n) => signed(n))
  const answers = await Promise.all(requests.map((request) => Promise.all(doors.map((door) => send(door, request)))))
  expect(answers.map((pair) => pair.toSorted((a, b) => a - b))).toEqual(requests.map(() => [202, 401]))
  await first.program.end('SIGKILL')
  first.program = await start(first.push, first.mqtt)
  for (const request of requests.slice(0, 5)) expect(await send(first, request)).toBe(401)
  expect(await send(second, signed(99))).toBe(202)
  const [kept] = await allRows<{ n: number }>(
    dataFolder,
    `select count(*)::int as n from series.entry where convert_from(raw, 'UTF8') like '%"t-%'`,
  )
  expect(kept?.n).toBe(21)
})

test('guesses at a device from its own address keep it out at neither door', { timeout: 60_000 }, async () => {
  const sign = (door: Door, password: string) =>
    connectAsync(`mqtt://127.0.0.1:${door.mqtt}`, {
      username: 'own:T1',
      password,
      clientId: `c-${randomBytes(4).toString('hex')}`,
      reconnectPeriod: 0,
      connectTimeout: 20_000,
    })
  for (const door of doors) {
    const guesses = Array.from({ length: 30 }, (_, n) =>
      sign(door, `guess ${n}`).then(
        () => 'in',
        (error: Error) => error.message,
      ),
    )
    await new Promise((done) => setTimeout(done, 300))
    const began = performance.now()
    const client = await sign(door, secret)
    expect(performance.now() - began).toBeLessThan(3_000)
    await client.publishAsync('up/own:T1/own:T1', body(1000 + door.mqtt), { qos: 1 })
    client.end(true)
    expect((await Promise.all(guesses)).filter((one) => one === 'in')).toEqual([])
    // the later ones waited
    expect(performance.now() - began).toBeGreaterThan(4_000)
  }
})

test('a secret that is renewed sends away who came in by the old one, at both doors, and the new one comes in', {
  timeout: 60_000,
}, async () => {
  const sign = (door: Door, password: string) =>
    connectAsync(`mqtt://127.0.0.1:${door.mqtt}`, { username: 'own:T1', password, clientId: `r-${door.mqtt}`, reconnectPeriod: 0 })
  const thieves = await Promise.all(doors.map((door) => sign(door, secret)))
  const gone = Promise.all(thieves.map((thief) => new Promise<void>((done) => thief.once('close', () => done()))))
  const next = randomBytes(32).toString('base64url')
  await allRows(dataFolder, `update watch.device set secret_hash = $1, updated_at = now() where source = 'own:T1' returning id`, [
    createHash('sha256').update(next).digest('hex'),
  ])
  await gone
  for (const door of doors) {
    await expect(sign(door, secret)).rejects.toThrow()
    const client = await sign(door, next)
    await client.publishAsync('up/own:T1/own:T1', body(2000 + door.mqtt), { qos: 1 })
    client.end(true)
  }
})
