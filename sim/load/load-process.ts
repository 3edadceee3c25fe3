// One process of the load: connects its share of the devices, says so, sends when told, reports. Started by run-load.ts.
import { createWriteStream, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import { type Letter, type Line, openLine } from './open-line.ts'
import type { LoadPart, LoadPlan } from './plan.ts'

type Order = { readonly plan: LoadPlan; readonly first: number; readonly part: number } | 'send' | 'cut' | 'stop'

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
let plan: LoadPlan | undefined
let lines: Line[] = []
let part = 0
let run = ''
let connected = 0
let [sent, acked, duplicates, late, reconnects, refused, count] = [0, 0, 0, 0, 0, 0, 0]
let latencies = new Float32Array(1 << 16)
let lastAck = 0
let log: WriteStream | undefined
let stopped = false
let closedLoop: ((line: number) => void) | undefined

async function connectAll(order: Exclude<Order, string>): Promise<void> {
  plan = order.plan
  part = order.part
  const { host, port, devices, window = 20, returns = false, connectPerSecond = 2000, firstAddress = 2, logFolder } = plan
  run = `${plan.run ?? 'load'}.${part}`
  if (logFolder !== undefined) log = createWriteStream(join(logFolder, `acked-${part}.log`), { flags: 'a' })
  const began = performance.now()
  for (const [index, { source, secret }] of devices.entries()) {
    let was = false
    const line = openLine({
      host,
      port,
      localAddress: `127.0.0.${firstAddress + Math.floor((order.first + index) / 20_000)}`,
      source,
      secret,
      window,
      returns,
      onAcked: (letter) => {
        note(letter, source)
        closedLoop?.(index)
      },
      onReady: () => {
        if (was) reconnects += 1
        else connected += 1
        was = true
        if (connected === devices.length && reconnects === 0) process.send?.({ connected, seconds: (performance.now() - began) / 1000 })
      },
      onRefused: () => (refused += 1),
      onLost: () => {
        // a load that cannot begin is no load
        if (!returns && !was) process.exit(3)
      },
    })
    lines.push(line)
    const ahead = (index / connectPerSecond) * 1000 - (performance.now() - began)
    if (ahead > 5) await pause(ahead)
  }
}

function note({ id, intended }: Letter, source: string): void {
  lastAck = performance.now()
  if (acked === latencies.length) {
    const more = new Float32Array(latencies.length * 2)
    more.set(latencies)
    latencies = more
  }
  latencies[acked] = lastAck - intended
  acked += 1
  log?.write(`${id}\t${source}\t${Date.now()}\n`)
}

/** The next message of a device: numbers differ, so that no two have the same bytes. */
function letterOf(intended: number): Letter {
  count += 1
  const id = `${run}.${count}`
  const { lateShare = 0 } = plan ?? {}
  let at = Math.round(performance.timeOrigin + intended)
  if (lateShare > 0 && Math.random() < lateShare) {
    late += 1
    at -= 600_000 + Math.floor(Math.random() * 21_000_000)
  }
  const payload = Buffer.from(`{"id":"${id}","at":${at},"readings":{"heart-rate":${60 + (count % 30)},"spo2":${96 + (count % 4)}}}`)
  return { id, intended, payload }
}

function sendOne(line: Line, intended: number): void {
  const letter = letterOf(intended)
  line.send(letter)
  sent += 1
  if (Math.random() < (plan?.duplicateShare ?? 0)) {
    duplicates += 1
    sent += 1
    line.send(letter)
  }
}

async function send(): Promise<void> {
  if (plan === undefined) return
  const { perSecond, seconds, settleWithin = 15_000 } = plan
  const cpu = process.cpuUsage()
  const began = performance.now()
  const end = began + seconds * 1000
  if (perSecond === null) {
    closedLoop = (at) => {
      const line = lines[at]
      if (line !== undefined && line.unacked() < (plan?.window ?? 20) && performance.now() < end && !stopped)
        sendOne(line, performance.now())
    }
    for (const line of lines) for (let n = 0; n < (plan.window ?? 20); n += 1) sendOne(line, performance.now())
    while (performance.now() < end && !stopped) await pause(50)
  } else {
    const all = Math.round(perSecond * seconds)
    for (let n = 0; n < all && !stopped; ) {
      const now = performance.now()
      for (; n < all; n += 1) {
        const intended = began + (n * 1000) / perSecond
        if (intended > now) break
        const line = lines[n % lines.length]
        if (line !== undefined) sendOne(line, intended)
      }
      await pause(1)
    }
  }
  const left = () => lines.reduce((sum, line) => sum + line.unacked(), 0)
  const until = performance.now() + settleWithin
  while (left() > 0 && performance.now() < until && !stopped) await pause(20)
  const used = process.cpuUsage(cpu)
  if (log !== undefined) await new Promise((done) => log?.end(done))
  const report: LoadPart = {
    sent,
    acked,
    duplicates,
    late,
    unacked: left(),
    reconnects,
    refused,
    latencies: latencies.slice(0, acked),
    seconds: (Math.max(lastAck, began) - began) / 1000,
    cpuSeconds: (used.user + used.system) / 1e6,
    peakMB: process.resourceUsage().maxRSS / 1024,
  }
  process.send?.({ report })
}

process.on('message', (order: Order) => {
  if (order === 'send') void send()
  else if (order === 'cut') for (const line of lines) line.cut()
  else if (order === 'stop') {
    stopped = true
    for (const line of lines) line.close(false)
    lines = []
    setTimeout(() => process.exit(0), 200)
  } else void connectAll(order)
})
process.on('disconnect', () => process.exit(0))
