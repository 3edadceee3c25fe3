import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { connectAsync } from 'mqtt'
import { afterEach, describe, expect, test } from 'vitest'
import { findNatsProgram, type NatsCluster, startNatsCluster } from './fixtures/nats-cluster.ts'
import { partCount } from './index.ts'

const program = findNatsProgram()
if (program === null)
  console.warn('SKIPPED: no nats-server on this machine (Debian package nats-server); streams between nodes are not tested')
else if (!program.syncs)
  console.warn(`nats-server ${program.version} knows no sync_interval (2.10 does): kills of processes are tested, power cuts would lose`)

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
async function until(check: () => boolean | Promise<boolean>, seconds: number, what: () => string): Promise<void> {
  // by the clock: a look may take long itself
  for (const end = performance.now() + seconds * 1000; !(await check()); ) {
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what()}`)
    await pause(50)
  }
}

interface Node {
  readonly child: ChildProcess
  readonly port: number
  own(parts: readonly number[]): Promise<void>
  up(): Promise<boolean>
  readonly said: () => string
}
async function startNode(cluster: NatsCluster, folder: string, name: string): Promise<Node> {
  mkdirSync(join(folder, name), { recursive: true })
  const script = join(import.meta.dirname, 'fixtures/stream-process.ts')
  const child = spawn(process.execPath, [script, cluster.servers.join(','), join(folder, 'store'), join(folder, name)], { stdio: 'pipe' })
  closers.push(() => child.kill('SIGKILL'))
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  const answer = async (start: string, seconds: number) => {
    await until(
      () => lines.some((line) => line.startsWith(start)),
      seconds,
      () => `"${start}" of ${name}: ${said.slice(-2000)}`,
    )
    return (
      lines.splice(
        lines.findIndex((line) => line.startsWith(start)),
        1,
      )[0] ?? ''
    )
  }
  const port = Number((await answer('port ', 20)).slice(5))
  return {
    child,
    port,
    said: () => said,
    async own(parts) {
      child.stdin.write(`${parts.join(',')}\n`)
      await answer('own ', 30)
    },
    async up() {
      child.stdin.write('up?\n')
      return (await answer('up ', 5)).includes('"bulk":true')
    },
  }
}

/** A device that sends numbered words one after another, each until it is acknowledged, also over a new connection. */
async function startDevice(nodes: () => readonly Node[], name: string, every: number, sosEvery: number) {
  const acknowledged: { readonly payload: string; readonly took: number; readonly sentAt: number }[] = []
  let stopping = false
  const run = async () => {
    for (let n = 0; !stopping; ) {
      const node = nodes()[(name.length + n) % nodes().length]
      if (node === undefined) throw new Error('no node')
      try {
        const client = await connectAsync(`mqtt://127.0.0.1:${node.port}`, {
          username: name,
          password: 'x',
          reconnectPeriod: 0,
          connectTimeout: 2_000,
        })
        const broken = new Promise<never>((_, reject) => {
          client.on('close', () => reject(new Error('closed')))
          client.on('error', reject)
        })
        try {
          while (!stopping) {
            const payload = n % sosEvery === sosEvery - 1 ? `${n} sos` : `${n} steps`
            const sentAt = Date.now()
            await Promise.race([client.publishAsync(`up/${name}`, payload, { qos: 1 }), broken])
            acknowledged.push({ payload, took: Date.now() - sentAt, sentAt })
            n++
            await pause(every)
          }
        } finally {
          broken.catch(() => undefined)
          client.end(true)
        }
      } catch {
        await pause(200)
      }
    }
  }
  const running = run()
  return {
    name,
    acknowledged,
    async stop() {
      stopping = true
      await Promise.race([running, pause(15_000)])
    },
  }
}

async function openManager(cluster: NatsCluster): Promise<JetStreamManager> {
  const connection = await connect({ servers: [...cluster.servers], maxReconnectAttempts: -1, reconnectTimeWait: 100 })
  closers.push(() => connection.close())
  return jetstreamManager(connection, { checkAPI: false })
}
const leaderOf = async (manager: JetStreamManager, stream: string) =>
  Number((await manager.streams.info(stream)).cluster?.leader?.slice(1) ?? Number.NaN)
const all = Array.from({ length: partCount }, (_, part) => part)
const share = (sorted: readonly number[], of: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0

describe.skipIf(program === null)('streams through three servers', () => {
  const stand = async () => {
    if (program === null) throw new Error('no program')
    const folder = mkdtempSync(join(tmpdir(), 'stream-'))
    closers.push(() => rmSync(folder, { recursive: true, force: true }))
    const cluster = await startNatsCluster(program)
    closers.push(() => cluster.stop())
    const [a, b] = [await startNode(cluster, folder, 'a'), await startNode(cluster, folder, 'b')]
    const warm = await startDevice(() => [a, b], 'warm', 50, 2)
    await until(
      async () => (await a.up()) || (await b.up()),
      40,
      () => a.said(),
    )
    await warm.stop()
    const store = new DatabaseSync(join(folder, 'store'), { readOnly: true })
    closers.push(() => store.close())
    return { folder, cluster, a, b, store }
  }
  const read = (store: DatabaseSync) =>
    store.prepare('select source, payload, way, lane, received, at, given from kept').all() as {
      source: string
      payload: string
      way: string
      lane: string
      received: number
      at: number
      given: number
    }[]

  test('every acknowledged message is kept once though servers and nodes are killed', { timeout: 180_000 }, async () => {
    const { folder, cluster, a, b, store } = await stand()
    let nodes = [a, b]
    await a.own(all.filter((part) => part % 2 === 0))
    await b.own(all.filter((part) => part % 2 === 1))
    const manager = await openManager(cluster)
    const devices = await Promise.all(Array.from({ length: 12 }, (_, n) => startDevice(() => nodes, `device-${n}`, 20, 25)))
    await pause(3_000)
    // the leader of the bulk stream, then the leader of the urgent one
    for (const stream of ['yinqiao-up', 'yinqiao-urgent']) {
      const leader = await leaderOf(manager, stream)
      await cluster.kill(leader)
      await pause(6_000)
      cluster.start(leader)
      await pause(6_000)
    }
    // a node that takes and has doors
    nodes = [b]
    a.child.kill('SIGKILL')
    await b.own(all)
    await pause(4_000)
    const again = await startNode(cluster, folder, 'a')
    nodes = [again, b]
    await again.own(all.filter((part) => part % 2 === 0))
    await b.own(all.filter((part) => part % 2 === 1))
    // a server while the node comes back
    const last = await leaderOf(manager, 'yinqiao-up')
    await cluster.kill(last)
    await pause(4_000)
    cluster.start(last)
    await pause(2_000)
    await Promise.all(devices.map((device) => device.stop()))

    const sent = devices.flatMap(({ name, acknowledged }) => acknowledged.map((one) => ({ ...one, key: `${name}/${one.payload}` })))
    const missing = () => {
      const kept = new Set(read(store).map(({ source, payload }) => `${source}/${payload}`))
      return sent.filter(({ key }) => !kept.has(key))
    }
    await until(
      () => missing().length === 0,
      40,
      () =>
        `${missing().length} of ${sent.length} kept: ${missing()
          .slice(0, 5)
          .map(({ key }) => key)
          .join(', ')}\n${b.said().slice(-3000)}`,
    )
    const rows = read(store).filter(({ source }) => source !== 'warm')
    const urgent = rows.filter(({ payload }) => payload.endsWith('sos'))
    const delays = urgent.map(({ received, at }) => at - received).toSorted((x, y) => x - y)
    const took = sent.map((one) => one.took).toSorted((x, y) => x - y)
    console.log({
      acknowledged: sent.length,
      kept: rows.length,
      byStream: rows.filter(({ way }) => way === 'stream').length,
      givenAgain: rows.filter(({ given, lane }) => given > 1 && lane === 'bulk').length,
      acknowledgedMs: { p50: share(took, 0.5), p99: share(took, 0.99), most: took.at(-1) },
      urgent: urgent.length,
      urgentKeptMs: { p50: share(delays, 0.5), p99: share(delays, 0.99), most: delays.at(-1) },
    })
    expect(new Set(rows.map(({ source, payload }) => `${source}/${payload}`)).size).toBe(rows.length)
    expect(sent.length).toBeGreaterThan(1_000)
    // the cluster carried its part: how much, while its servers are killed, is a matter of the machine
    expect(rows.filter(({ way }) => way === 'stream').length).toBeGreaterThan(1_000)
    expect(urgent.every(({ lane }) => lane === 'urgent')).toBe(true)
    const waiting = async () => {
      const told: string[] = []
      for (const stream of ['yinqiao-up', 'yinqiao-urgent']) {
        const { state } = await manager.streams.info(stream)
        if (state.messages > 0) told.push(`${stream} ${JSON.stringify(state)}`)
        for await (const { name, num_pending, num_ack_pending } of manager.consumers.list(stream))
          if (num_pending + num_ack_pending > 0) told.push(`${stream} ${name}: ${num_pending} waiting, ${num_ack_pending} in hand`)
      }
      return told.join('\n')
    }
    // everything acknowledged is kept, seen above. What still lies in the streams was kept the other way too; under nats-server 2.9 a consumer
    // sometimes stands still after an election, so it is told here and not demanded (docs/decisions/0018)
    let left = await waiting().catch((error: unknown) => `not told: ${String(error)}`)
    for (let second = 0; left !== '' && second < 20; second++) {
      await pause(1_000)
      left = await waiting().catch((error: unknown) => `not told: ${String(error)}`)
    }
    console.log({ leftInStreams: left })
  })

  test('all three servers are killed at once: what they had acknowledged and nobody had taken comes out when they are back', {
    timeout: 300_000,
  }, async () => {
    const { cluster, a, b, store } = await stand()
    const manager = await openManager(cluster)
    // nobody takes: what is acknowledged now lies with the servers alone
    await a.own([])
    await b.own([])
    const devices = await Promise.all(Array.from({ length: 12 }, (_, n) => startDevice(() => [a, b], `device-${n}`, 5, Infinity)))
    await pause(4_000)
    await Promise.all([0, 1, 2].map((server) => cluster.kill(server)))
    const soFar = devices.flatMap(({ name, acknowledged }) => acknowledged.map(({ payload }) => `${name}/${payload}`))
    const kept = () => new Set(read(store).map(({ source, payload }) => `${source}/${payload}`))
    const before = kept()
    const atStake = soFar.filter((key) => !before.has(key))
    await pause(2_000)
    for (const server of [0, 1, 2]) cluster.start(server)
    await until(
      async () => (await a.up()) && (await b.up()),
      60,
      () => `${cluster.said(0).slice(-1500)}\n${a.said().slice(-1500)}`,
    )
    await Promise.all(devices.map((device) => device.stop()))
    await a.own(all.filter((part) => part % 2 === 0))
    await b.own(all.filter((part) => part % 2 === 1))
    const sent = devices.flatMap(({ name, acknowledged }) => acknowledged.map(({ payload }) => `${name}/${payload}`))
    const missing = () => {
      const now = kept()
      return sent.filter((key) => !now.has(key))
    }
    const told = () =>
      `${missing().length} of ${sent.length}: ${missing().slice(0, 5).join(', ')}\n${a.said().slice(-1500)}\n${b.said().slice(-1500)}`
    // a standing consumer of nats-server 2.9 (as above): what it does not give out must then still lie in the streams, all of it
    await until(() => missing().length === 0, 60, told).catch(async (error: unknown) => {
      if (program?.syncs !== false) throw error
      const infos = await Promise.all(['yinqiao-up', 'yinqiao-urgent'].map((stream) => manager.streams.info(stream)))
      const lying = infos.reduce((sum, { state }) => sum + state.messages, 0)
      console.log({ standing: told(), lying })
      expect(lying).toBeGreaterThanOrEqual(missing().length)
    })
    console.log({ server: program?.version, syncedBeforeAcknowledged: program?.syncs, acknowledged: sent.length, atStake: atStake.length })
    expect(atStake.length).toBeGreaterThan(1_000)
    expect(kept().size).toBe(read(store).length)
  })
})
