import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { LoadPart, LoadPlan } from './plan.ts'

/** What all processes of a load found together; latencies from the intended moments, ms. */
export interface LoadReport extends Omit<LoadPart, 'latencies' | 'peakMB'> {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly p999: number
  readonly max: number
}

export interface Load {
  /** Seconds until all devices were connected. */
  readonly connectSeconds: number
  readonly pids: readonly number[]
  /** Sends as planned and reports when all is acknowledged, or given up. */
  send(): Promise<LoadReport>
  /** Cuts all connections at once, as an outage does; the devices come back where the plan says so. */
  cut(): void
  /** Ends the sessions. */
  stop(): Promise<void>
}

interface Said {
  readonly connected?: number
  readonly seconds?: number
  readonly report?: LoadPart
}

/** Starts the processes of a load and waits until every device is connected. A kill of the server does not end it where devices return. */
export async function openLoad(plan: LoadPlan): Promise<Load> {
  const { processes = 1, devices, perSecond } = plan
  const share = Math.ceil(devices.length / processes)
  const children = Array.from({ length: processes }, (_, part) => {
    const child = fork(join(import.meta.dirname, 'load-process.ts'), [], {
      serialization: 'advanced',
      execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=2048'],
    })
    const mine = devices.slice(part * share, (part + 1) * share)
    const rate = perSecond === null ? null : (perSecond * mine.length) / devices.length
    child.send({ plan: { ...plan, devices: mine, perSecond: rate, run: plan.run ?? `l${process.pid}` }, first: part * share, part })
    return child
  })
  const end = () => {
    for (const child of children) child.kill()
  }
  process.once('exit', end)
  const connected = await Promise.all(children.map((child) => heard(child, ({ seconds }) => seconds)))
  return {
    connectSeconds: Math.max(...connected),
    pids: children.flatMap(({ pid }) => pid ?? []),
    async send() {
      const parts = children.map((child) => heard(child, ({ report }) => report))
      for (const child of children) child.send('send')
      return together(await Promise.all(parts))
    },
    cut() {
      for (const child of children) child.send('cut')
    },
    async stop() {
      process.off('exit', end)
      await Promise.all(
        children.map(async (child) => {
          if (child.exitCode !== null) return
          const gone = new Promise((done) => child.once('exit', done))
          child.send('stop')
          await gone
        }),
      )
    },
  }
}

function heard<T>(child: ChildProcess, pick: (said: Said) => T | undefined): Promise<T> {
  return new Promise((done, fail) => {
    const ended = (code: number | null) => fail(new Error(`a process of the load ended (${code})`))
    const hear = (said: unknown) => {
      const found = pick(said as Said)
      if (found === undefined) return
      child.off('message', hear)
      child.off('exit', ended)
      done(found)
    }
    child.on('message', hear)
    child.once('exit', ended)
  })
}

function together(parts: readonly LoadPart[]): LoadReport {
  const sum = (of: (part: LoadPart) => number) => parts.reduce((all, part) => all + of(part), 0)
  const latencies = new Float32Array(sum(({ latencies: some }) => some.length))
  let at = 0
  for (const part of parts) {
    latencies.set(part.latencies, at)
    at += part.latencies.length
  }
  latencies.sort()
  const rank = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN
  const seconds = Math.max(...parts.map((part) => part.seconds))
  const acked = sum((part) => part.acked)
  return {
    sent: sum((part) => part.sent),
    acked,
    duplicates: sum((part) => part.duplicates),
    late: sum((part) => part.late),
    unacked: sum((part) => part.unacked),
    reconnects: sum((part) => part.reconnects),
    refused: sum((part) => part.refused),
    cpuSeconds: sum((part) => part.cpuSeconds),
    seconds,
    perSecond: acked / seconds,
    p50: rank(0.5),
    p99: rank(0.99),
    p999: rank(0.999),
    max: rank(1),
  }
}
