import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect as dial } from 'node:net'
import { connectAsync } from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, newFolder, type Program, remove, startProgram } from './program.ts'
import { allRows } from './sessions.ts'

const dataFolder = newFolder()
const secret = randomBytes(32).toString('base64url')
const hash = createHash('sha256').update(secret).digest()
let [port, push] = [0, 0]
let program: Program

beforeAll(async () => {
  ;[port, push] = [await freePort(), await freePort()]
  program = await startProgram(dataFolder, { YINQIAO_ROLE: 'ingest', MQTT_PORT: String(port), PUSH_PORT: String(push) })
  await allRows(
    dataFolder,
    `with home as (insert into watch.home (id, scene, name, address, division_code, created_at, updated_at)
        values (gen_random_uuid(), 'home', '合成家', '合成路1号', '320507001001', now(), now()) returning id)
    insert into watch.device (id, source, protocol, serial, kind, state, division_code, secret_hash, created_at, updated_at)
      select gen_random_uuid(), 'own:F' || n, 'own', 'F' || n, 'pendant', 'in-use', '320507001001', $1, now(), now() from generate_series(1, 2) n`,
    [hash.toString('hex')],
  )
  await new Promise((done) => setTimeout(done, 2_500))
}, 120_000)
afterAll(async () => {
  program.child.kill('SIGKILL')
  await remove(dataFolder)
})

const short = (value: number) => Buffer.from([value >> 8, value & 255])
const text = (value: string) => Buffer.concat([short(Buffer.byteLength(value)), Buffer.from(value)])
function packet(type: number, body: Buffer): Buffer {
  const length: number[] = []
  for (let rest = body.length; ; rest >>= 7) {
    length.push((rest & 127) | (rest > 127 ? 128 : 0))
    if (rest <= 127) break
  }
  return Buffer.concat([Buffer.from([type, ...length]), body])
}

/** How long (ms) until a press of this device is acknowledged. */
async function press(device: string): Promise<number> {
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { username: `own:${device}`, password: secret, clientId: device })
  const begun = performance.now()
  await client.publishAsync(`up/own:${device}`, JSON.stringify({ id: 1, signals: ['sos'] }), { qos: 1 })
  const took = performance.now() - begun
  await client.endAsync(true)
  return took
}
const alarms = () => allRows(dataFolder, 'select 1 from watch.alarm')

test('a press is an alarm at once while another device asks for fifty thousand topics that are not its own', async () => {
  const one = Buffer.concat([text('a'), Buffer.from([1])])
  const asking = packet(0x82, Buffer.concat([short(7), ...Array.from({ length: 50_000 }, () => one)]))
  const thief = dial(port, '127.0.0.1')
  await once(thief, 'connect')
  thief.write(packet(0x10, Buffer.concat([text('MQTT'), Buffer.from([4, 0xc2]), short(60), text('F2'), text('own:F2'), text(secret)])))
  thief.write(asking)
  await new Promise((done) => setTimeout(done, 300))
  const took = await press('F1')
  thief.destroy()
  expect(took).toBeLessThan(3_000)
  expect(await alarms()).toHaveLength(1)
}, 60_000)

test('a press is an alarm at once while a stranger is refused thousands of times', async () => {
  const end = performance.now() + 6_000
  let refused = 0
  const socket = dial(push, '127.0.0.1')
  await once(socket, 'connect')
  socket.resume()
  const many = Buffer.from('POST /push/up/x HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n'.repeat(500))
  const flood = (async () => {
    for (; performance.now() < end; refused += 500) {
      if (!socket.write(many)) await once(socket, 'drain')
      await new Promise((done) => setTimeout(done, 1))
    }
  })()
  await new Promise((done) => setTimeout(done, 4_000))
  const took = await press('F2')
  await flood
  socket.destroy()
  expect(took).toBeLessThan(3_000)
  expect(await alarms()).toHaveLength(2)
}, 60_000)
