import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sm3 } from '@yinqiao/kernel'
import type { Actor } from '@yinqiao/kernel/contract'
import { anonymous } from '@yinqiao/kernel/contract'
import { withClient } from '@yinqiao/kernel/server'
import { readConfig } from '../apps/server/config.ts'
import { openPlatform, type Platform } from '../apps/server/platform.ts'
import { type Operation, recordOperations } from './b11-operations.ts'
import { closedLoop, type LoadResult, openLoop, type Shot } from './load.ts'
import { cpuSeconds, peakMemory, quantile, rounded, seeded, spread, treeCpuSeconds } from './measure.ts'
import { freePort, postmasterPid, startScript } from './program.ts'
import type { BenchOptions, BenchReport } from './report.ts'

const callers = 50
const connections = 32

/** B11: 70 read / 20 search / 10 write with sign-in, scopes, row security and audit, against bare node:http + pg with the same SQL. */
export async function apiMix({ runs, scale }: BenchOptions): Promise<BenchReport> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'yinqiao-bench-'))
  const port = await freePort()
  const elders = Math.round(2000 * scale)
  process.env['YINQIAO_DATA'] = dataFolder
  const program = startScript('apps/server/main.ts', [], {
    PORT: String(port),
    MQTT_PORT: 'off',
    PUSH_PORT: 'off',
    TERMINAL_PORTS: 'off',
    YINQIAO_PLAN: '/none',
    YINQIAO_SYNTHETIC: String(elders),
    YINQIAO_YEAR: '0',
  })
  await program.says(/合成数据：|初始数据未能装载/)
  const platform = await openPlatform({ ...readConfig(), dataFolder, synthetic: elders })
  try {
    await importInstitutions(port, platform)
    const { actor, cookies, elders: known } = await giveSessions(platform)
    const operations = await recordOperations(platform.kernel, actor, known)
    const file = join(dataFolder, 'operations.json')
    writeFileSync(file, JSON.stringify(operations))
    const bare = startScript('bench/b11-bare.ts', [platform.server.adminUrl('yinqiao'), file])
    await bare.says('\n')
    const barePort = Number(bare.said().trim())
    const database = postmasterPid(dataFolder)
    const sides = {
      ours: {
        port,
        pid: program.pid,
        shot: (operation: Operation, at: number): Shot => oursShot(operation, cookies[at % cookies.length] ?? ''),
      },
      bare: {
        port: barePort,
        pid: bare.pid,
        shot: (_operation: Operation, at: number): Shot => ({ path: '/', body: `{"operation":${at}}`, headers: {} }),
      },
    }
    const measureSide = async (name: keyof typeof sides, seed: number, load: (port: number, next: () => Shot) => Promise<LoadResult>) => {
      const side = sides[name]
      const pick = picker(operations, seeded(seed))
      const [before, databaseBefore] = [cpuSeconds(side.pid), treeCpuSeconds(database)]
      const result = await load(side.port, () => {
        const at = pick()
        return side.shot(operations[at] as Operation, at)
      })
      if (result.failed > 0) throw new Error(`${name}: ${result.failed} of ${result.failed + result.latencies.length} calls failed`)
      const calls = result.latencies.length
      return {
        perSecond: calls / result.seconds,
        cpu: ((cpuSeconds(side.pid) - before) / calls) * 1000,
        databaseCpu: ((treeCpuSeconds(database) - databaseBefore) / calls) * 1000,
        latencies: result.latencies,
      }
    }
    const flatOut = (seconds: number) => (at: number, next: () => Shot) => closedLoop(at, next, connections, seconds)
    await measureSide('ours', 0, flatOut(2))
    await measureSide('bare', 0, flatOut(2))
    const rounds = []
    for (let run = 1; run <= runs; run++) {
      const ours = await measureSide('ours', run, flatOut(3 * scale))
      const peer = await measureSide('bare', run, flatOut(3 * scale))
      const rate = Math.floor(ours.perSecond / 2)
      const oursCalm = await measureSide('ours', run, (at, next) => openLoop(at, next, rate, 3 * scale))
      const peerCalm = await measureSide('bare', run, (at, next) => openLoop(at, next, rate, 3 * scale))
      rounds.push({ ours, peer, oursCalm, peerCalm, rate })
    }
    const at = (latencies: readonly number[]) => ({
      p50: rounded(quantile(latencies, 0.5)),
      p99: rounded(quantile(latencies, 0.99)),
      'p99.9': rounded(quantile(latencies, 0.999)),
    })
    const report: BenchReport = {
      name: 'B11',
      about: `${elders} elders, ${callers} sessions, ${connections} connections; latency in ms at half of our greatest rate, open loop`,
      aim: 'ratio ≥ 0.6',
      ratio: spread(rounds.map(({ ours, peer }) => ours.perSecond / peer.perSecond)),
      rows: [
        {
          side: 'ours',
          'calls/s': rounded(
            quantile(
              rounds.map(({ ours }) => ours.perSecond),
              0.5,
            ),
          ),
          'server CPU ms/call': rounded(
            quantile(
              rounds.map(({ ours }) => ours.cpu),
              0.5,
            ),
          ),
          'database CPU ms/call': rounded(
            quantile(
              rounds.map(({ ours }) => ours.databaseCpu),
              0.5,
            ),
          ),
          ...at(rounds.flatMap(({ oursCalm }) => oursCalm.latencies)),
          'peak MB': peakMemory(program.pid),
        },
        {
          side: 'bare',
          'calls/s': rounded(
            quantile(
              rounds.map(({ peer }) => peer.perSecond),
              0.5,
            ),
          ),
          'server CPU ms/call': rounded(
            quantile(
              rounds.map(({ peer }) => peer.cpu),
              0.5,
            ),
          ),
          'database CPU ms/call': rounded(
            quantile(
              rounds.map(({ peer }) => peer.databaseCpu),
              0.5,
            ),
          ),
          ...at(rounds.flatMap(({ peerCalm }) => peerCalm.latencies)),
          'peak MB': peakMemory(bare.pid),
        },
      ],
    }
    await bare.end()
    return report
  } finally {
    await platform.close()
    if (process.env['YINQIAO_SHOW'] !== undefined) console.error(readFileSync(join(dataFolder, 'yinqiao.log'), 'utf8'))
    await program.end()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

function oursShot({ path, input, kind }: Operation, cookie: string): Shot {
  return {
    path,
    body: JSON.stringify(input),
    headers: {
      cookie: `yinqiao_session=${cookie}`,
      'x-yinqiao': '1',
      ...(kind === 'write' ? { 'idempotency-key': crypto.randomUUID() } : {}),
    },
  }
}

/** Operations by the mix: 70 read, 20 search, 10 write. */
function picker(operations: readonly Operation[], random: () => number): () => number {
  const of = (kind: Operation['kind']) => operations.flatMap((operation, at) => (operation.kind === kind ? [at] : []))
  const [reads, searches, writes] = [of('read'), of('search'), of('write')]
  return () => {
    const draw = random()
    const among = draw < 0.7 ? reads : draw < 0.9 ? searches : writes
    const at = among[Math.floor(random() * among.length)]
    if (at === undefined) throw new Error('a part of the mix has no operation')
    return at
  }
}

/** Sessions of town officers of the town with most elders; their posts and tokens as a sign-in leaves them. */
async function giveSessions({
  server,
  kernel,
}: Platform): Promise<{ actor: Actor; cookies: string[]; elders: { id: string; name: string }[] }> {
  return withClient(server.adminUrl('yinqiao'), async (admin) => {
    const {
      rows: [town],
    } = await admin.query<{ area: string }>(
      'select left(division_code, 9) as area from people.elder group by 1 order by count(*) desc limit 1',
    )
    const area = town?.area ?? kernel.area
    const cookies: string[] = []
    let accountId = ''
    for (let n = 0; n < callers; n++) {
      const [cookie, postId] = [crypto.randomUUID(), crypto.randomUUID()]
      accountId = crypto.randomUUID()
      await admin.query(
        `insert into access.account (id, username, name, must_change_password, created_at) values ($1, $2, '压测', false, now())`,
        [accountId, `bench-${n}`],
      )
      await admin.query(
        `insert into access.post (id, account_id, role, area, valid_from, granted_at) values ($1, $2, 'town-officer', $3, '2026-01-01', now())`,
        [postId, accountId, area],
      )
      await admin.query(
        `insert into access.session (id, token_hash, account_id, post_id, origin, created_at, last_seen_at) values ($1, $2, $3, $4, 'bench', now(), now())`,
        [crypto.randomUUID(), sm3(cookie), accountId, postId],
      )
      cookies.push(cookie)
    }
    // past row security, which shows a pool without an actor nobody
    const { rows: elders } = await admin.query<{ id: string; name: string }>(
      'select id, name from people.elder where starts_with(division_code, $1) order by id limit 60',
      [area],
    )
    return { elders, actor: { ...anonymous, accountId, role: 'town-officer', name: '压测', area }, cookies }
  })
}

async function importInstitutions(_port: number, { kernel }: Platform): Promise<void> {
  const { ImportInstitutions } = await import('@yinqiao/orgs/contract')
  const { execute } = await import('@yinqiao/kernel/server')
  const { systemActor } = await import('@yinqiao/kernel/contract')
  const lines = [
    'name,category,district,address,beds,tags,source_list,source_url',
    ...Array.from({ length: 40 }, (_, n) => `合成机构${n},养老院,相城区,合成路${n}号,${n},,合成,`),
  ]
  await execute(
    kernel,
    ImportInstitutions,
    { fileName: 'bench.csv', content: Buffer.from(lines.join('\n')).toString('base64'), synthetic: true },
    { actor: systemActor(kernel.area), key: crypto.randomUUID(), origin: 'bench', trusted: true },
  )
}
