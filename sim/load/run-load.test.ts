import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBroker } from '@yinqiao/intake'
import { afterAll, expect, test } from 'vitest'
import { openLoad } from './run-load.ts'

const folder = mkdtempSync(join(tmpdir(), 'yinqiao-load-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const devices = Array.from({ length: 30 }, (_, n) => ({ source: `own:L${n}`, secret: `s${n}` }))

async function openDoor() {
  const heard: { source: string; id: string; bytes: string; repeated: boolean }[] = []
  const broker = await openBroker({
    port: 0,
    host: '127.0.0.1',
    authenticate: (_id, user = '', password) =>
      Buffer.from(password ?? []).toString() === `s${user.slice(5)}`
        ? { source: user, mayPublish: [`up/${user}`], maySubscribe: [] }
        : null,
    onMessage: async ({ source, payload, repeated }) => {
      const bytes = Buffer.from(payload).toString()
      heard.push({ source, id: (JSON.parse(bytes) as { id: string }).id, bytes, repeated })
      await new Promise((done) => setTimeout(done, 5))
      return 'kept'
    },
    onRefused: () => {},
    now: () => 0,
  })
  return { heard, broker }
}

test('every message is acknowledged and written down, repeats have the same bytes, old ones say so', async () => {
  const { heard, broker } = await openDoor()
  const load = await openLoad({
    host: '127.0.0.1',
    port: broker.port,
    devices,
    perSecond: 600,
    seconds: 1,
    processes: 2,
    lateShare: 0.2,
    duplicateShare: 0.2,
    logFolder: folder,
    run: 'test',
  })
  expect(broker.connections()).toBe(30)
  const report = await load.send()
  await load.stop()
  expect(report).toMatchObject({ sent: 600 + report.duplicates, acked: report.sent, unacked: 0, reconnects: 0 })
  expect(report.duplicates).toBeGreaterThan(0)
  expect(report.p50).toBeGreaterThan(4)
  const logged = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
  expect(logged.map((line) => line.split('\t').slice(0, 2).join(' ')).sort()).toEqual(
    heard.map(({ id, source }) => `${id} ${source}`).sort(),
  )
  const bytesOf = Map.groupBy(heard, ({ id }) => id)
  expect(bytesOf.size).toBe(600)
  for (const same of bytesOf.values()) expect(new Set(same.map(({ bytes }) => bytes)).size).toBe(1)
  const old = [...bytesOf.values()].filter(([one]) => Date.now() - (JSON.parse(one?.bytes ?? '{}') as { at: number }).at > 590_000)
  expect(old.length).toBe(report.late)
  await broker.close()
})

test('devices cut off come back and send again what was not acknowledged', async () => {
  const { heard, broker } = await openDoor()
  const load = await openLoad({ host: '127.0.0.1', port: broker.port, devices, perSecond: 300, seconds: 2, returns: true })
  const going = load.send()
  setTimeout(() => load.cut(), 700)
  const report = await going
  await load.stop()
  expect(report).toMatchObject({ sent: 600, acked: 600, unacked: 0, reconnects: 30 })
  expect(new Set(heard.map(({ id }) => id)).size).toBe(600)
  await broker.close()
})

test('without limit each device sends its next message when the last is acknowledged', async () => {
  const { heard, broker } = await openDoor()
  const load = await openLoad({ host: '127.0.0.1', port: broker.port, devices, perSecond: null, seconds: 0.5, window: 2 })
  const report = await load.send()
  await load.stop()
  expect(report.acked).toBe(heard.length)
  expect(report.acked).toBeGreaterThan(200)
  await broker.close()
})

test('a wrong secret ends the load', async () => {
  const { broker } = await openDoor()
  const wrong = [{ source: 'own:L1', secret: 'x' }]
  await expect(openLoad({ host: '127.0.0.1', port: broker.port, devices: wrong, perSecond: 1, seconds: 1 })).rejects.toThrow('ended (3)')
  await broker.close()
})
