import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openServer } from '@yinqiao/kernel/server'
import { buildWeb } from '../apps/launch/build-web.ts'
import { quantile, rounded, spread } from './measure.ts'
import { freePort, startScript } from './program.ts'
import type { BenchOptions, BenchReport } from './report.ts'

/** B13: empty data folder (packages installed, pages built) to the first answered page, and a warm restart; against initdb and PostgreSQL alone. */
export async function startTimes({ runs }: BenchOptions): Promise<BenchReport> {
  await buildWeb()
  const rounds = []
  for (let run = 0; run < runs; run++) {
    const place = mkdtempSync(join(tmpdir(), 'yinqiao-bench-'))
    const dataFolder = join(place, 'data')
    const [cold, warm] = [await firstPage(dataFolder), await firstPage(dataFolder)]
    const alone = join(place, 'alone')
    const [bareCold, bareWarm] = [await databaseAlone(alone), await databaseAlone(alone)]
    rounds.push({ cold, warm, bareCold, bareWarm })
    rmSync(place, { recursive: true, force: true })
  }
  const seconds = (values: readonly number[]) => ({
    min: rounded(Math.min(...values)),
    median: rounded(quantile(values, 0.5)),
    max: rounded(Math.max(...values)),
  })
  return {
    name: 'B13',
    about: 'Seconds from the start of the process to the first answered page; the peer is initdb and the start of PostgreSQL alone',
    aim: 'cold ≤ PostgreSQL + 3 s, warm ≤ 2 s',
    ratio: spread(rounds.map(({ cold, bareCold }) => cold / bareCold)),
    rows: [
      { what: 'ours, empty folder', ...seconds(rounds.map(({ cold }) => cold)) },
      { what: 'initdb + PostgreSQL', ...seconds(rounds.map(({ bareCold }) => bareCold)) },
      { what: 'ours less PostgreSQL', ...seconds(rounds.map(({ cold, bareCold }) => cold - bareCold)) },
      { what: 'ours, warm restart', ...seconds(rounds.map(({ warm }) => warm)) },
      { what: 'PostgreSQL, warm restart', ...seconds(rounds.map(({ bareWarm }) => bareWarm)) },
    ],
  }
}

async function firstPage(dataFolder: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const program = startScript('apps/server/main.ts', [], {
    PORT: String(port),
    MQTT_PORT: 'off',
    PUSH_PORT: 'off',
    TERMINAL_PORTS: 'off',
    YINQIAO_DATA: dataFolder,
  })
  while (!(await answers(port))) {
    if (program.child.exitCode !== null) throw new Error(program.said())
    await new Promise((done) => setTimeout(done, 5))
  }
  const seconds = (performance.now() - began) / 1000
  await program.end()
  return seconds
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    request({ host: '127.0.0.1', port, path: '/', agent: false }, (answer) => {
      answer.resume()
      answer.on('end', () => done(answer.statusCode === 200))
    })
      .on('error', () => done(false))
      .end()
  })
}

async function databaseAlone(dataFolder: string): Promise<number> {
  const began = performance.now()
  const server = await openServer({ dataFolder })
  const seconds = (performance.now() - began) / 1000
  await server.leave()
  return seconds
}
