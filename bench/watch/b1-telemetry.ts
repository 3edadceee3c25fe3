import { openLoad } from '@yinqiao/sim'
import { Client } from 'pg'
import { cpuSeconds, peakMemory, quantile, rounded, spread, treeCpuSeconds } from '../measure.ts'
import { startScript } from '../program.ts'
import type { BenchOptions, BenchReport } from '../report.ts'
import { copyRate, insertRate, makePeerTables, mosquittoRate } from './b1-peers.ts'
import { openWatchHouse, type WatchHouse } from './open-watch-house.ts'

/**
 * B1: telemetry over MQTT QoS 1, acknowledged after the commit, 10 k device sessions, 5 % late and 1 % twice; beside it, in the same run,
 * a client COPY of the same rows, one INSERT a message, mosquitto with a storing subscriber, and our broker with nothing behind it.
 */
export async function telemetry({ runs, scale }: BenchOptions): Promise<BenchReport> {
  const homes = Math.max(100, Math.round(2000 * scale))
  const seconds = Math.max(3, Math.round(10 * scale))
  const history = Math.round(5_000_000 * scale)
  const house = await openWatchHouse({ homes, devicesPerHome: 5 })
  const open = async () => {
    const client = new Client({ connectionString: house.adminUrl })
    await client.connect()
    await client.query('set statement_timeout = 0')
    return client
  }
  const admin = await open()
  const others = await Promise.all(Array.from({ length: 7 }, open))
  try {
    await makePeerTables(admin)
    await oursRate(house, Math.min(3, seconds))
    const rounds: Round[] = []
    for (let run = 0; run < runs; run++) {
      const since = new Date().toISOString()
      const before = await countOf(admin)
      const cpu = [cpuSeconds(house.program.pid), treeCpuSeconds(house.databasePid)] as const
      const ours = await oursRate(house, seconds)
      const used = [cpuSeconds(house.program.pid) - cpu[0], treeCpuSeconds(house.databasePid) - cpu[1]] as const
      const kept = (await countOf(admin)) - before
      if (kept !== ours.acked - ours.duplicates) throw new Error(`${ours.acked - ours.duplicates} acknowledged, ${kept} stored`)
      rounds.push({
        ours,
        used,
        copy: await copyRate(admin, since),
        insert: await insertRate(admin, since, others, Math.min(3, seconds)),
        mosquitto: await mosquittoRate(house.devices, house.adminUrl, seconds),
        bare: await bareRate(house, seconds),
      })
    }
    await fillHistory(admin, history)
    const full = []
    for (let run = 0; run < Math.min(runs, 3); run++) full.push((await oursRate(house, seconds)).perSecond)
    const middle = (of: (round: (typeof rounds)[number]) => number) => rounded(quantile(rounds.map(of), 0.5))
    const row = (what: string, of: (round: (typeof rounds)[number]) => number) => ({
      what,
      'messages/s': middle(of),
      'ours over it': spread(rounds.map((round) => round.ours.perSecond / of(round))).median,
    })
    return {
      name: 'B1',
      about: `Telemetry of ${house.devices.length} sessions, closed loop with one message under way each, 5 % late, 1 % twice, ${seconds} s a run; every acknowledged message was found stored once. COPY: ready-made bytes, one commit`,
      aim: '≥ 0.5 × COPY (the ratio here), ≥ 20 × one INSERT a message, ≥ 1.5 × mosquitto + sink, flat with stored history',
      ratio: spread(rounds.map(({ ours, copy }) => ours.perSecond / copy)),
      rows: [
        {
          what: 'ours',
          'messages/s': middle(({ ours }) => ours.perSecond),
          'program CPU ms/message': middle(({ ours, used }) => (used[0] / ours.acked) * 1000),
          'database CPU ms/message': middle(({ ours, used }) => (used[1] / ours.acked) * 1000),
          'generator CPU ms/message': middle(({ ours }) => (ours.cpuSeconds / ours.acked) * 1000),
          'ack p50 ms': middle(({ ours }) => ours.p50),
          'ack p99 ms': middle(({ ours }) => ours.p99),
          'ack p99.9 ms': middle(({ ours }) => ours.p999),
          'peak MB': peakMemory(house.program.pid),
        },
        row('client COPY into an indexed table', ({ copy }) => copy),
        row('one INSERT a message, one connection', ({ insert }) => insert[0]),
        row('one INSERT a message, eight connections', ({ insert }) => insert[1]),
        ...(rounds.some(({ mosquitto }) => mosquitto === null)
          ? [{ what: 'mosquitto is not installed' }]
          : [row('mosquitto + storing subscriber in batches', ({ mosquitto }) => mosquitto ?? Number.NaN)]),
        row('the same broker, nothing behind it', ({ bare }) => bare),
        {
          what: `ours with ${history} more messages stored`,
          'messages/s': rounded(quantile(full, 0.5)),
          'ours over it': rounded(
            quantile(
              rounds.map(({ ours }) => ours.perSecond),
              0.5,
            ) / quantile(full, 0.5),
          ),
        },
      ],
    }
  } finally {
    for (const client of [admin, ...others]) await client.end()
    await house.close()
  }
}

interface Round {
  readonly ours: Awaited<ReturnType<typeof oursRate>>
  /** CPU seconds of program and database. */
  readonly used: readonly [number, number]
  readonly copy: number
  readonly insert: readonly [number, number]
  readonly mosquitto: number | null
  readonly bare: number
}

async function oursRate({ mqttPort, devices }: Pick<WatchHouse, 'mqttPort' | 'devices'>, seconds: number) {
  const load = await openLoad({
    host: '127.0.0.1',
    port: mqttPort,
    devices,
    perSecond: null,
    seconds,
    window: 1,
    lateShare: 0.05,
    duplicateShare: 0.01,
    settleWithin: 60_000,
    run: crypto.randomUUID().slice(0, 8),
  })
  const report = await load.send()
  await load.stop()
  if (report.unacked > 0) throw new Error(`${report.unacked} messages were not acknowledged`)
  return report
}

async function bareRate(house: WatchHouse, seconds: number): Promise<number> {
  const broker = startScript('bench/watch/bare-broker.ts', [])
  await broker.says(/port \d+\n/)
  const { perSecond } = await oursRate({ mqttPort: Number(/port (\d+)/.exec(broker.said())?.[1]), devices: house.devices }, seconds)
  await broker.end()
  return perSecond
}

async function countOf(admin: Client): Promise<number> {
  const { rows } = await admin.query<{ n: string }>('select count(*) as n from series.entry')
  return Number(rows[0]?.n)
}

/** Older messages of the same devices, over the days that are open. */
async function fillHistory(admin: Client, rows: number): Promise<void> {
  await admin.query(`select set_config('yinqiao.role', 'system', false)`)
  await admin.query(`select series.open_day(current_date - n) from generate_series(0, 6) n`)
  await admin.query(
    `insert into series.entry (day, series_id, at, key, received_at, claimed_at, trust, metrics, "values", raw)
      select (at at time zone 'Asia/Shanghai')::date, series_id, at, n, at, at, 0, '{0,3}', array[60 + n % 40, 94 + n % 6], null
      from (select n, 1 + n % (select count(*) from series.series) as series_id, now() - make_interval(secs => 60 + n % 500000) as at
        from generate_series(1, $1::bigint) n) made on conflict do nothing`,
    [rows],
  )
  await admin.query('analyze series.entry')
}
