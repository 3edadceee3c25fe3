import { createHash } from 'node:crypto'
import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { connectAsync } from 'mqtt'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findNatsProgram, type NatsCluster, startNatsCluster } from '../../../engines/intake/fixtures/nats-cluster.ts'
import { freePort, newFolder, type Program, remove, startProgram, until } from './program.ts'
import { allRows } from './sessions.ts'

const nats = findNatsProgram()
if (nats === null)
  console.warn('SKIPPED: no nats-server on this machine (Debian package nats-server); two nodes on one cluster are not tested')

const dataFolder = newFolder()
const secret = 'a secret of the test'
const devices = Array.from({ length: 16 }, (_, n) => `own:N${n}`)
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

let cluster: NatsCluster
let desk: Program
interface Node {
  readonly mqtt: number
  program: Program
}
const nodes: Node[] = []

const startNode = async (mqtt: number): Promise<Program> =>
  startProgram(dataFolder, {
    YINQIAO_ROLE: 'ingest',
    MQTT_PORT: String(mqtt),
    NATS_URL: cluster.servers.map((server) => `nats://${server}`).join(','),
  })

/** A device in a home, bound to nobody: its presses open a case of the home. */
async function placeDevice(source: string): Promise<void> {
  const [homeId, deviceId] = [crypto.randomUUID(), crypto.randomUUID()]
  const village = '320507001001'
  await allRows(
    dataFolder,
    `with home as (
      insert into watch.home (id, scene, name, address, division_code, created_at, updated_at)
      values ($1, 'home', $5, '合成路1号', $4, now(), now())
    ), device as (
      insert into watch.device (id, source, protocol, serial, kind, state, division_code, secret_hash, created_at, updated_at)
      values ($2, $3, 'own', $3, 'wearable', 'in-use', $4, $6, now(), now())
    ), line as (
      insert into series.series (kind, division_code, label, opened_at) values ('device', $4, $3, now()) returning id
    )
    insert into watch.binding (id, device_id, home_id, division_code, series_id, valid_from, bound_by_name)
    select gen_random_uuid(), $2, $1, $4, line.id, now(), '测试' from line`,
    [homeId, deviceId, source, village, `合成家${source}`, createHash('sha256').update(secret).digest('hex')],
  )
}

const wordsOf = (n: number) =>
  JSON.stringify({ at: new Date().toISOString(), id: String(n), readings: { steps: n }, ...(n % 40 === 20 ? { signals: ['sos'] } : {}) })

/** Sends numbered readings, now and then a press, each until it is acknowledged. */
function startDevice(source: string, doors: () => readonly number[]) {
  const acknowledged: number[] = []
  const pressed: number[] = []
  let stopping = false
  const run = async () => {
    // what was not acknowledged is sent again as it was
    let words = wordsOf(1)
    for (let n = 1; !stopping; ) {
      const port = doors()[n % doors().length] ?? 0
      try {
        const client = await connectAsync(`mqtt://127.0.0.1:${port}`, {
          username: source,
          password: secret,
          reconnectPeriod: 0,
          connectTimeout: 2_000,
        })
        const broken = new Promise<never>((_, reject) => {
          client.on('close', () => reject(new Error('closed')))
          client.on('error', reject)
        })
        broken.catch(() => undefined)
        try {
          while (!stopping) {
            await Promise.race([client.publishAsync(`up/${source}`, words, { qos: 1 }), broken])
            acknowledged.push(n)
            if (n % 40 === 20) pressed.push(n)
            words = wordsOf(++n)
            await pause(30)
          }
        } finally {
          client.end(true)
        }
      } catch {
        await pause(200)
      }
    }
  }
  const running = run()
  return {
    source,
    acknowledged,
    pressed,
    stop: async () => {
      stopping = true
      await Promise.race([running, pause(15_000)])
    },
  }
}

describe.skipIf(nats === null)('two nodes of the real program on one cluster and one database', () => {
  beforeAll(async () => {
    if (nats === null) return
    cluster = await startNatsCluster(nats)
    desk = await startProgram(dataFolder, { YINQIAO_ROLE: 'watch' })
    for (const source of devices) await placeDevice(source)
    for (let n = 0; n < 2; n++) {
      const mqtt = await freePort()
      nodes.push({ mqtt, program: await startNode(mqtt) })
    }
  }, 180_000)
  afterAll(async () => {
    if (process.env['YINQIAO_SHOW'] !== undefined) for (const { program } of nodes) console.log(program.output())
    for (const { program } of nodes) program.child.kill('SIGKILL')
    desk?.child.kill('SIGKILL')
    await cluster?.stop()
    await remove(dataFolder)
  })
  test('a server and a node are killed: every acknowledged message is in the curve once, every press has one case', {
    timeout: 240_000,
  }, async () => {
    let doors = nodes.map(({ mqtt }) => mqtt)
    const sending = devices.map((source) => startDevice(source, () => doors))
    await pause(8_000)
    await cluster.kill(0)
    await pause(5_000)
    cluster.start(0)
    await pause(5_000)
    const [first, second] = nodes
    if (first === undefined || second === undefined) throw new Error('two nodes')
    doors = [second.mqtt]
    await first.program.end('SIGKILL')
    await pause(5_000)
    first.program = await startNode(first.mqtt)
    doors = nodes.map(({ mqtt }) => mqtt)
    await cluster.kill(1)
    await pause(5_000)
    cluster.start(1)
    await pause(3_000)
    await Promise.all(sending.map((one) => one.stop()))

    const sent = sending.flatMap(({ source, acknowledged }) => acknowledged.map((n) => `${source}/${n}`))
    const read = async () =>
      (
        await allRows<{ key: string; times: string }>(
          dataFolder,
          `select d.source || '/' || (convert_from(e.raw, 'UTF8')::jsonb ->> 'id') as key, count(*) as times
            from series.entry e join watch.binding b on b.series_id = e.series_id join watch.device d on d.id = b.device_id group by 1`,
        )
      ).map(({ key, times }) => ({ key, times: Number(times) }))
    let missing: string[] = []
    await until(
      async () => {
        const kept = new Set((await read()).map(({ key }) => key))
        missing = sent.filter((key) => !kept.has(key))
        return missing.length === 0
      },
      60,
      'all acknowledged messages kept',
    ).catch(() => undefined)
    expect(missing).toEqual([])
    const rows = await read()
    expect(rows.filter(({ times }) => times > 1)).toEqual([])
    const cases = await allRows<{ device: string; alarms: string }>(
      dataFolder,
      `select d.source as device, count(distinct a.id) as alarms from watch.alarm a join watch.device d on d.id = a.device_id
        where a.cause = 'person' group by 1`,
    )
    const pressed = sending.filter((one) => one.pressed.length > 0)
    console.log({
      acknowledged: sent.length,
      kept: rows.length,
      presses: sending.reduce((sum, one) => sum + one.pressed.length, 0),
      cases: cases.length,
    })
    expect(sent.length).toBeGreaterThan(1_000)
    // the cluster carried messages; on a slow machine more of them go straight to the database, which the promise allows
    const connection = await connect({ servers: [...cluster.servers] })
    const { state } = await (await jetstreamManager(connection)).streams.info('yinqiao-up')
    await connection.close()
    console.log({ throughStream: state.last_seq, leftInStream: state.messages })
    expect(state.last_seq).toBeGreaterThan(500)
    expect(cases.map(({ device, alarms }) => `${device} ${alarms}`).toSorted()).toEqual(
      pressed.map(({ source }) => `${source} 1`).toSorted(),
    )
  })
})
