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

/** B14 (sessions): resident memory a device session costs the program, beside mosquitto with the same sessions. */
export async function sessionMemory({ runs, scale }: BenchOptions): Promise<BenchReport> {
  const wanted = Math.round(10_000 * scale)
  const sessions = Math.min(wanted, filesAtMost() - 1500)
  const house = await openWatchHouse({ homes: Math.ceil(sessions / 5), devicesPerHome: 5 })
  const devices = house.devices.slice(0, sessions)
  const [ours, theirs]: [number[], number[]] = [[], []]
  let [idle, firstTime] = [0, 0]
  let connectSeconds = 0
  try {
    // the memory of connections that were is used again: one round before the first that counts
    for (let run = 0; run <= runs; run++) {
      const found = await cost(house.mqttPort, house.program.pid, devices)
      if (run === 0) [idle, firstTime] = [found.before, found.kB]
      else ours.push(found.kB)
      connectSeconds = found.connectSeconds
      if (run > 0) theirs.push(...(await mosquittoCost(devices)))
    }
    return {
      name: 'B14 sessions',
      about: `Resident memory (RSS) of the program with ${sessions} device sessions that say nothing, less its memory before, a session${sessions < wanted ? ` (${wanted} asked; this machine allows ${filesAtMost()} open files a process)` : ''}; the peer is mosquitto with the same sessions`,
      aim: '≤ 8 kB a session',
      ratio: theirs.length === 0 ? spread([Number.NaN]) : spread(ours.map((kB, at) => kB / (theirs[at] ?? Number.NaN))),
      rows: [
        {
          what: 'ours',
          'kB a session': rounded(quantile(ours, 0.5)),
          'kB a session, first time': rounded(firstTime),
          'program MB before the first session': rounded(idle / 1024),
          'seconds until all stood': rounded(connectSeconds),
        },
        ...(theirs.length === 0
          ? [{ what: 'mosquitto is not installed' }]
          : [{ what: 'mosquitto', 'kB a session': rounded(quantile(theirs, 0.5)) }]),
      ],
    }
  } finally {
    await house.close()
  }
}

async function cost(port: number, pid: number, devices: readonly LoadDevice[]) {
  await pause(3000)
  const before = memory([pid]).rss * 1024
  const load = await openLoad({ host: '127.0.0.1', port, devices, perSecond: 0, seconds: 0 })
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
