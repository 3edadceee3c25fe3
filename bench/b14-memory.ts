import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openServer } from '@yinqiao/kernel/server'
import { childrenOf, memory, quantile, rounded, spread } from './measure.ts'
import { freePort, postmasterPid, startScript } from './program.ts'
import type { BenchOptions, BenchReport } from './report.ts'

const settle = 15_000

/** B14 (idle part): memory of program and database with the small synthetic district loaded and nobody there; against Node and PostgreSQL that do nothing. */
export async function idleMemory({ runs }: BenchOptions): Promise<BenchReport> {
  const place = mkdtempSync(join(tmpdir(), 'yinqiao-bench-'))
  const dataFolder = join(place, 'data')
  const rounds: Record<'program' | 'database' | 'all' | 'node' | 'bareDatabase' | 'peer', ReturnType<typeof memory>>[] = []
  for (let run = 0; run < runs; run++) {
    const program = startScript('apps/server/main.ts', [], {
      PORT: String(await freePort()),
      MQTT_PORT: 'off',
      PUSH_PORT: 'off',
      TERMINAL_PORTS: 'off',
      YINQIAO_DATA: dataFolder,
    })
    await program.says(run === 0 ? /合成数据：|初始数据未能装载/ : /已装载/)
    const idle = startScript('bench/idle.ts', [])
    const alone = await openServer({ dataFolder: join(place, 'alone') })
    await idle.says('ready')
    await sleep(settle)
    const database = postmasterPid(dataFolder)
    const bare = postmasterPid(join(place, 'alone'))
    rounds.push({
      program: memory([program.pid]),
      database: memory([database, ...childrenOf(database)]),
      all: memory([program.pid, database, ...childrenOf(database)]),
      node: memory([idle.pid]),
      bareDatabase: memory([bare, ...childrenOf(bare)]),
      peer: memory([idle.pid, bare, ...childrenOf(bare)]),
    })
    await idle.end()
    await alone.leave()
    await program.end()
  }
  rmSync(place, { recursive: true, force: true })
  const middle = (of: (round: (typeof rounds)[number]) => number) => rounded(quantile(rounds.map(of), 0.5))
  const row = (what: string, of: keyof (typeof rounds)[number]) => ({
    what,
    'RSS MB': middle((round) => round[of].rss),
    'PSS MB': middle((round) => round[of].pss),
  })
  return {
    name: 'B14',
    about: `Idle memory ${settle / 1000} s after the start with the small synthetic district; PSS counts shared pages once`,
    aim: 'program and database ≤ 350 MB',
    ratio: spread(rounds.map(({ all, peer }) => all.pss / peer.pss)),
    rows: [
      row('program', 'program'),
      row('its database', 'database'),
      row('together', 'all'),
      row('bare Node with pg', 'node'),
      row('bare PostgreSQL', 'bareDatabase'),
      row('bare together', 'peer'),
    ],
  }
}
