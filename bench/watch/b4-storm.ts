import { setTimeout as pause } from 'node:timers/promises'
import { type LoadDevice, openLine } from '@yinqiao/sim'
import { Client } from 'pg'
import { cpuSeconds, peakMemory, quantile, rounded, treeCpuSeconds } from '../measure.ts'
import type { BenchOptions, BenchReport } from '../report.ts'
import { openPendants } from './call-for-help.ts'
import { hearLive, type LiveEvent } from './hear-live.ts'
import { openWatchHouse, type WatchHouse } from './open-watch-house.ts'

const calls = 20

/**
 * B4: 10,600 homes lose their power within a minute, each gateway says so, and twenty people press among them; beside it the same twenty presses
 * when nothing else happens. Every press must stand first on the screen, nothing may be lost, and the operators see a few incidents.
 */
export async function storm({ runs, scale }: BenchOptions): Promise<BenchReport> {
  const homes = Math.max(300, Math.round(10_600 * scale))
  const seconds = Math.max(5, 60 * Math.min(1, scale))
  const house = await openWatchHouse({ homes: homes + calls * 2, devicesPerHome: 2 })
  const admin = new Client({ connectionString: house.adminUrl })
  await admin.connect()
  const duty = setInterval(() => void house.call('watch.keep-duty', { claims: [] }).catch(() => {}), 4000)
  try {
    await house.call('watch.keep-duty', { claims: [] })
    const rounds: Round[] = []
    for (let run = 0; run < runs; run++) {
      const pendants = house.devices.filter(({ source }) => source.endsWith('-1'))
      const gateways = house.devices.filter(({ source }) => source.endsWith('-2')).slice(0, homes)
      const calm = await callFor(house, pendants.slice(-calls), calls / 10, [])
      const cpu = [cpuSeconds(house.program.pid), treeCpuSeconds(house.databasePid)] as const
      // callers live in homes that lose their power too
      const callers = pendants
        .slice(0, homes)
        .filter((_, at) => at % Math.floor(homes / calls) === 5)
        .slice(0, calls)
      const round = await callFor(house, callers, seconds, gateways)
      const found = await countAll(admin)
      const open = (await house.call('watch.list-open-alarms', {})) as { rows: { cause: string; level: number; title: string }[] }
      const kinds = open.rows.map(({ cause }) => cause)
      rounds.push({
        calm,
        ...round,
        ...found,
        shown: open.rows.length,
        callsFirst: kinds.slice(0, kinds.filter((cause) => cause === 'person').length).every((cause) => cause === 'person'),
        used: [cpuSeconds(house.program.pid) - cpu[0], treeCpuSeconds(house.databasePid) - cpu[1]],
        homes,
      })
      await forget(admin)
    }
    const middle = (of: (round: Round) => number) => rounded(quantile(rounds.map(of), 0.5))
    const stormy = rounds.flatMap(({ latencies }) => latencies)
    const quiet = rounds.flatMap((round) => round.calm.latencies)
    const ratios = rounds.map(({ latencies, calm }) => quantile(latencies, 0.99) / quantile(calm.latencies, 0.99))
    return {
      name: 'B4',
      about: `${homes} homes lose their power within ${seconds} s, ${calls} true presses among them; milliseconds from the intended press to the event at a browser; calm is the same presses alone`,
      aim: 'every press first on the screen, p99 ≤ 2 × calm (the ratio here), 0 lost, ≤ 10 incidents',
      ratio: { min: rounded(Math.min(...ratios)), median: rounded(quantile(ratios, 0.5)), max: rounded(Math.max(...ratios)) },
      rows: [
        { what: 'calm', p50: rounded(quantile(quiet, 0.5)), p99: rounded(quantile(quiet, 0.99)), max: rounded(Math.max(...quiet)) },
        {
          what: 'storm',
          p50: rounded(quantile(stormy, 0.5)),
          p99: rounded(quantile(stormy, 0.99)),
          max: rounded(Math.max(...stormy)),
          'gateways acknowledged': `${middle(({ acked }) => acked)} of ${homes}`,
          'slowest acknowledgement ms': middle(({ slowest }) => slowest),
          'homes with an owner': `${middle(({ owned }) => owned)} of ${homes}`,
          'presses lost': Math.max(...rounds.map(({ lost }) => lost)),
          incidents: Math.max(...rounds.map(({ incidents }) => incidents)),
          'rows on the screen': middle(({ shown }) => shown),
          'presses first': rounds.every(({ callsFirst }) => callsFirst) ? 'yes' : 'no',
          'news at the browser': middle(({ news }) => news),
          'program CPU s': middle(({ used }) => used[0]),
          'database CPU s': middle(({ used }) => used[1]),
          'peak MB': peakMemory(house.program.pid),
        },
      ],
    }
  } finally {
    clearInterval(duty)
    await admin.end()
    await house.close()
  }
}

interface Heard {
  readonly latencies: readonly number[]
  readonly lost: number
  readonly acked: number
  readonly slowest: number
  readonly news: number
}

interface Round extends Heard {
  readonly calm: Heard
  readonly owned: number
  readonly incidents: number
  readonly shown: number
  readonly callsFirst: boolean
  readonly used: readonly [number, number]
  readonly homes: number
}

/** Presses within `seconds` while gateways lose their power; waits until all is acknowledged. */
async function callFor(
  house: WatchHouse,
  callers: WatchHouse['devices'],
  seconds: number,
  gateways: WatchHouse['devices'],
): Promise<Heard> {
  const ear = await hearLive(house.httpPort, house.cookie, 'watch.alarm')
  const heard = new Map<string, number>()
  let news = 0
  ear.onEvent(({ data, at }: LiveEvent) => {
    news += 1
    const { homeName, cause } = JSON.parse(data) as { homeName: string | null; cause: string }
    if (cause === 'person' && homeName !== null && !heard.has(homeName)) heard.set(homeName, at)
  })
  let [acked, slowest] = [0, 0]
  const lines = gateways.map(({ source, secret }: LoadDevice) =>
    openLine({
      host: '127.0.0.1',
      port: house.mqttPort,
      localAddress: '127.0.0.3',
      source,
      secret,
      window: 4,
      returns: true,
      onAcked: ({ intended }) => {
        acked += 1
        slowest = Math.max(slowest, performance.now() - intended)
      },
      onReady: () => {},
      onRefused: () => {},
      onLost: () => {},
    }),
  )
  while (lines.some((line) => !line.isReady())) await pause(100)
  const people = await openPendants(house.mqttPort, callers)
  const began = performance.now()
  const losing = (async () => {
    for (const [at, line] of lines.entries()) {
      const intended = began + (at * seconds * 1000) / lines.length
      if (intended - performance.now() > 1) await pause(intended - performance.now())
      line.send({
        id: String(at),
        intended,
        payload: Buffer.from(
          JSON.stringify({ id: `power-${began}-${at}`, at: Date.now(), readings: { mains: 0 }, signals: ['power-lost'] }),
        ),
      })
    }
  })()
  const times = await people.press(0, callers.length, callers.length / seconds)
  await losing
  const nameOf = (at: number) => `合成住处 ${callers[at]?.homeNo}`
  const until = performance.now() + 60_000
  while ((acked < lines.length || times.some((_, at) => !heard.has(nameOf(at)))) && performance.now() < until) await pause(50)
  await pause(2500)
  people.close()
  ear.close()
  for (const line of lines) line.close(true)
  return {
    latencies: times.flatMap((intended, at) => (heard.get(nameOf(at)) ?? Number.POSITIVE_INFINITY) - intended),
    lost: times.filter((_, at) => !heard.has(nameOf(at))).length,
    acked,
    slowest,
    news,
  }
}

/** Homes whose loss of power is an open alarm with an owner, alone or in an incident; incidents that are open. */
async function countAll(admin: Client): Promise<{ owned: number; incidents: number }> {
  const { rows } = await admin.query<{ owned: string; incidents: string }>(`select
    (select count(distinct a.home_id) from watch.alarm a where a.closed_at is null and a.cause = 'equipment' and a.subject_kind <> 'incident' and a.owner_kind <> 'nobody') as owned,
    (select count(*) from watch.incident where closed_at is null) as incidents`)
  return { owned: Number(rows[0]?.owned), incidents: Number(rows[0]?.incidents) }
}

/** The next run begins with an empty screen. */
async function forget(admin: Client): Promise<void> {
  await admin.query(`update watch.incident set closed_at = now() where closed_at is null`)
  await admin.query(`update watch.alarm set state = 'closed', closed_at = now(), close_cause = 'test', close_why = 'bench', closed_by_name = '压测',
    owner_kind = 'nobody', owner_account = null, deadline_at = null, claim_until = null where closed_at is null`)
}
