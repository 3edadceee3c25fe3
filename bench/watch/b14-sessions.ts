import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type LoadDevice, openLoad } from '@yinqiao/sim'
import { memory, quantile, rounded, spread } from '../measure.ts'
import { freePort, listening } from '../program.ts'
import type { BenchOptions, BenchReport } from '../report.ts'
import { openWatchHouse } from './open-watch-house.ts'

/** Files a process of this shell may open: each session is one. */
const filesAtMost = () => Number(execFileSync('bash', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim()) || 1_000_000

/** B14 (sessions): resident memory a device session costs the program, beside mosquitto with the same sessions; each run a program that just started. */
export async function sessionMemory({ runs, scale }: BenchOptions): Promise<BenchReport> {
  const wanted = Math.round(10_000 * scale)
  const sessions = Math.min(wanted, filesAtMost() - 1500)
  const [ours, theirs]: [Cost[], number[]] = [[], []]
  // memory that connections left behind would be used again and hide what new ones cost
  for (let run = 0; run < runs; run++) {
    const house = await openWatchHouse({ homes: Math.ceil(sessions / 5), devicesPerHome: 5 })
    try {
      const devices = house.devices.slice(0, sessions)
      ours.push(await cost(house.mqttPort, house.program.pid, devices))
      theirs.push(...(await mosquittoCost(devices)))
    } finally {
      await house.close()
    }
  }
  const middle = (of: (one: Cost) => number) => rounded(quantile(ours.map(of), 0.5))
  return {
    name: 'B14 sessions',
    about: `Resident memory (RSS) of the program with ${sessions} device sessions that say nothing, less its memory before, a session${sessions < wanted ? ` (${wanted} asked; this machine allows ${filesAtMost()} open files a process)` : ''}; the peer is mosquitto with the same sessions`,
    aim: '≤ 8 kB a session',
    ratio: theirs.length === 0 ? spread([Number.NaN]) : spread(ours.map(({ kB }, at) => kB / (theirs[at] ?? Number.NaN))),
    rows: [
      {
        what: 'ours',
        'kB a session': middle(({ kB }) => kB),
        'most of all runs': rounded(Math.max(...ours.map(({ kB }) => kB))),
        'program MB before the first session': middle(({ before }) => before / 1024),
        'seconds until all stood': middle(({ connectSeconds }) => connectSeconds),
      },
      ...(theirs.length === 0
        ? [{ what: 'mosquitto is not installed' }]
        : [{ what: 'mosquitto', 'kB a session': rounded(quantile(theirs, 0.5)) }]),
    ],
  }
}

interface Cost {
  readonly kB: number
  /** kB of the program before. */
  readonly before: number
  readonly connectSeconds: number
}

// ports of an address that were just let go cannot be used again at once
let nextAddress = 2

async function cost(port: number, pid: number, devices: readonly LoadDevice[]): Promise<Cost> {
  await pause(3000)
  const before = memory([pid]).rss * 1024
  const load = await openLoad({ host: '127.0.0.1', port, devices, perSecond: 0, seconds: 0, firstAddress: nextAddress })
  nextAddress += Math.ceil(devices.length / 20_000)
  await pause(5000)
  const kB = (memory([pid]).rss * 1024 - before) / devices.length
  await load.stop()
  return { kB, before, connectSeconds: load.connectSeconds }
}

async function mosquittoCost(devices: readonly LoadDevice[]): Promise<readonly number[]> {
  const program = ['/usr/sbin/mosquitto', '/usr/bin/mosquitto'].find((path) => existsSync(path))
  if (program === undefined) return []
  const folder = mkdtempSync(join(tmpdir(), 'yinqiao-mosquitto-'))
  const port = await freePort()
  writeFileSync(join(folder, 'conf'), `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\n`)
  const broker = spawn(program, ['-c', join(folder, 'conf')], { stdio: 'ignore' })
  try {
    await listening(port)
    return [(await cost(port, broker.pid ?? 0, devices)).kB]
  } finally {
    broker.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}
