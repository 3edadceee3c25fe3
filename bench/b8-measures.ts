import { firstRows, measureValue } from '@yinqiao/kernel'
import { cellsValue, differingCells, refreshCells } from '../rooms/plan/store-cells.ts'
import { type BenchMeasure, type MeasureHouse, openMeasureHouse } from './b8-house.ts'
import { quantile, rounded, seeded, spread } from './measure.ts'
import type { BenchOptions, BenchReport } from './report.ts'

const changes = 1000
const tiles = 400
const minute = (n: number) => Temporal.Instant.from('2026-06-01T00:00:00Z').add({ minutes: n }).toString()
const seconds = async (work: () => Promise<unknown>) => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** B8: 150 measures over ten registers by town and month: full fold, refresh after 1,000 corrections, tiles and first rows; against plain GROUP BY of the same. */
export async function measureTiles({ runs, scale }: BenchOptions): Promise<BenchReport> {
  const records = Math.round(10_000_000 * scale)
  const house = await openMeasureHouse(records)
  try {
    return await run(house, records, runs)
  } finally {
    await house.close()
  }
}

async function run(house: MeasureHouse, records: number, runs: number): Promise<BenchReport> {
  const { measures, sources } = house
  const refresh = async (at: string) => {
    for (const measure of measures) await house.within((ctx) => refreshCells(ctx, sources, measure, at))
  }
  const full = await seconds(() => refresh(minute(0)))
  const plain = await seconds(async () => {
    for (const measure of measures) await plainGroup(house, measure)
  })
  const refreshes: number[] = []
  for (let at = 1; at <= runs; at++) {
    house.setNow(minute(at * 2))
    await correctSome(house, at)
    refreshes.push(await seconds(() => refresh(minute(at * 2))))
  }
  // a thousand more that no refresh has taken up yet: tiles answer for them too
  house.setNow(minute(1000))
  await correctSome(house, 1000)
  const chance = seeded(8)
  const pick = () => question(measures, chance)
  const tileTimes: number[] = []
  const rowTimes: number[] = []
  for (let n = 0; n < tiles; n++) {
    const { measure, asked } = pick()
    tileTimes.push(await seconds(() => house.within((ctx) => cellsValue(ctx, sources, measure, asked))))
    rowTimes.push(
      await seconds(() =>
        house.within(({ db }) => firstRows(db, sources, measure.definition, asked, measure.task % 3 === 2 ? 'whole' : 'rows', 50, null)),
      ),
    )
  }
  let same = 0
  for (let n = 0; n < 60; n++) {
    const { measure, asked } = pick()
    const told = await house.within(async (ctx) => [
      await cellsValue(ctx, sources, measure, asked),
      await measureValue(ctx.db, sources, measure.definition, asked),
    ])
    if (JSON.stringify(told[0]) === JSON.stringify(told[1])) same++
  }
  let differing = 0
  for (const measure of measures.filter((_, n) => n % 15 === 0))
    differing += (await house.within((ctx) => differingCells(ctx, sources, measure))).length
  const ms = (values: readonly number[]) => ({
    p50: `${rounded(quantile(values, 0.5) * 1000)} ms`,
    p99: `${rounded(quantile(values, 0.99) * 1000)} ms`,
    max: `${rounded(Math.max(...values) * 1000)} ms`,
  })
  return {
    name: 'B8',
    about: `150 measures (counts, sums, ratios with missing facts) over ${records.toLocaleString('en')} records of ten registers, by 18 towns and 24 months; the peer is one plain GROUP BY a measure over the same rows. Each refresh follows ${changes.toLocaleString('en')} corrections. Other processes of the machine were running unless the note says otherwise`,
    aim: 'refresh ≤ 1/100 of recompute (the ratio here: refresh over full fold); tile and first 50 rows p99 ≤ 50 ms; value = recount always',
    ratio: spread(refreshes.map((time) => time / full)),
    rows: [
      { what: 'load', s: rounded(house.loadSeconds) },
      { what: 'full fold of all measures', s: rounded(full) },
      { what: 'plain GROUP BY of all measures', s: rounded(plain) },
      { what: 'full fold over plain GROUP BY', s: rounded(full / plain) },
      { what: 'refresh, median', s: rounded(quantile(refreshes, 0.5)) },
      { what: 'refresh over plain GROUP BY, median', s: rounded(quantile(refreshes, 0.5) / plain) },
      { what: `tile, ${tiles} asked, ${changes} corrections not yet taken up`, ...ms(tileTimes) },
      { what: `first 50 rows, ${tiles} asked`, ...ms(rowTimes) },
      { what: 'tiles equal to their recount', s: `${same} of 60` },
      { what: 'cells that differ from a full fold (10 measures)', s: differing },
    ],
  }
}

function question(measures: readonly BenchMeasure[], chance: () => number) {
  const measure = measures[Math.floor(chance() * measures.length)]
  if (measure === undefined) throw new Error('no measures')
  const month = Temporal.PlainYearMonth.from('2024-01').add({ months: Math.floor(chance() * 24) })
  const town = Math.floor(chance() * 19)
  const scope = town === 0 ? { kind: 'district' as const } : { kind: 'town' as const, code: `320507${String(town).padStart(3, '0')}` }
  const from = month.toPlainDate({ day: 1 })
  return { measure, asked: { scope, from: from.toString(), to: from.with({ day: from.daysInMonth }).toString(), knownAt: minute(100_000) } }
}

/** What somebody would write by hand: no known-at, no missing facts told. */
async function plainGroup(house: MeasureHouse, { kind, task }: BenchMeasure): Promise<void> {
  await house.sql(
    `select left(division_code, 9), date_trunc('month', day), count(*), sum((values->>'fee')::numeric), count(*) filter (where (values->>'done')::boolean)
    from records.version where kind = $1 and known_to is null and (values->>'task')::int = $2 group by 1, 2`,
    [kind, task],
  )
}

/** A thousand corrections over all registers: another amount, another task, another town; the old rows are known no more. */
async function correctSome(house: MeasureHouse, round: number): Promise<void> {
  const at = minute(round === 1000 ? 999 : round * 2 - 1)
  await house.sql(
    `with chosen as (select id from records.version where known_to is null and record_id in (select md5((i % 10) || '-' || (1 + (i * 7919 + $1 * 104729) % (select count(*) / 10 from records.record)))::uuid from generate_series(1, ${changes}) i)),
    ended as (update records.version v set known_to = $2 from chosen c where v.id = c.id returning v.*)
    insert into records.version (id, record_id, version, kind, title, search, values, origins, origin, typed, division_code, valid_from, day, known_from, recorded_name)
    select gen_random_uuid(), record_id, version + 1, kind, title, search, values || jsonb_build_object('task', 1 + ((values->>'task')::int + 3) % 15, 'fee', 100), origins, origin, 0,
      '320507' || lpad((1 + (hashtext(record_id::text) & 15))::text, 3, '0'), valid_from, day, $2, recorded_name from ended`,
    [round, at],
  )
  await house.sql('update records.record r set head = v.version from records.version v where v.record_id = r.id and v.known_from = $1', [
    at,
  ])
}
