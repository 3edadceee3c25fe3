import { type Dice, dice } from './dice.ts'

interface Row {
  readonly kind: string
  readonly id: string
  readonly title: string
}

/** Rows of a made year as the tests for games read them. */
export interface HonestyYear {
  readonly typed: (Row & { readonly unit: string; readonly on: string })[]
  readonly target: number
  readonly values: (Row & { readonly value: number })[]
  readonly coded: (Row & { readonly uscc: string })[]
  readonly papers: (Row & { readonly sm3: string })[]
  readonly visits: (Row & {
    readonly worker: string
    readonly day: string
    readonly from: string
    readonly to: string
    readonly place: string
  })[]
}

/** Ids of the rows that were planted, by check. */
export type Planted = Readonly<Record<'last-day' | 'heaping' | 'doubles' | 'photo' | 'overlap' | 'regular', readonly string[]>>

const units = 12
const firms = 80
const workers = 10

const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Working days of a quarter of 2026 (Monday to Friday) and its last day, which weighs three times: people do finish things. */
function drawDay(chance: Dice, quarter: number): string {
  const first = Temporal.PlainDate.from({ year: 2026, month: quarter * 3 + 1, day: 1 })
  const last = first.add({ months: 3 }).subtract({ days: 1 })
  if (chance.next() < 2 / 65) return last.toString()
  for (;;) {
    const day = first.add({ days: chance.below(first.until(last, { largestUnit: 'day' }).days + 1) })
    if (day.dayOfWeek <= 5) return day.toString()
  }
}

/**
 * A year without games, but with what happens in honest offices: more typing at the end of a quarter, a firm renamed
 * (1 in 200), one approval that covers two records (1 in 500), a time written down wrong (1 in 500).
 */
export function cleanYear(seed: string): HonestyYear {
  const chance = dice(`honesty/${seed}`)
  const year: HonestyYear = { typed: [], target: 20, values: [], coded: [], papers: [], visits: [] }
  for (let unit = 1; unit <= units; unit++)
    for (let quarter = 0; quarter < 4; quarter++)
      for (let n = 15 + chance.below(60); n > 0; n--)
        year.typed.push({
          kind: 'made.thing',
          id: `t${unit}-${quarter}-${n}`,
          title: '合成记录',
          unit: `合成单位${unit}`,
          on: drawDay(chance, quarter),
        })
  for (let n = 0; n < 200; n++)
    year.values.push({ kind: 'made.delay', id: `v${n}`, title: '合成数', value: 8 + chance.below(9) + chance.below(9) })
  for (let n = 0; n < firms; n++) {
    const name = `合成企业${n}有限公司`
    const uscc = `91000000Y${String(n).padStart(9, '0')}`
    year.coded.push({ kind: 'made.work', id: `c${n}`, title: `${name}项目`, uscc })
    if (chance.next() < 0.2) year.coded.push({ kind: 'made.work', id: `c${n}b`, title: `${name}二期`, uscc })
    if (chance.next() < 1 / 200) year.coded.push({ kind: 'made.work', id: `c${n}r`, title: `合成更名${n}有限公司`, uscc })
  }
  for (let n = 0; n < 300; n++) {
    const before = year.papers.at(-1)
    const shared = before !== undefined && chance.next() < 1 / 500
    year.papers.push({ kind: 'made.work', id: `p${n}`, title: '合成佐证', sm3: shared ? before.sm3 : `sm3-${seed}-${n}` })
  }
  for (let worker = 1; worker <= workers; worker++) for (let n = 0; n < 40; n++) addVisits(year, chance, worker, n)
  return year
}

/** One or two visits of a day, the second after the first; rarely a time is written down wrong. */
function addVisits(year: HonestyYear, chance: Dice, worker: number, n: number): void {
  const day = drawDay(chance, n % 4)
  const taken = year.visits.filter((visit) => visit.worker === `合成走访员${worker}` && visit.day === day)
  if (taken.length > 0) return
  let from = 540 + chance.below(12) * 5
  for (let visit = 0; visit <= chance.below(2); visit++) {
    const lasts = 20 + chance.below(12) * 5
    const place = `合成一路${chance.below(firms)}号`
    year.visits.push({
      kind: 'made.visit',
      id: `w${worker}-${n}-${visit}`,
      title: '合成走访',
      worker: `合成走访员${worker}`,
      day,
      from: clock(from),
      to: clock(from + lasts),
      place,
    })
    from += lasts + (chance.next() < 1 / 500 ? -15 : 20 + chance.below(8) * 5)
  }
}

/** The same year with one game of each sort planted; says which rows. */
export function gamingYear(seed: string): { readonly year: HonestyYear; readonly planted: Planted } {
  const year = cleanYear(seed)
  const ids = (rows: readonly Row[]) => rows.map(({ id }) => id)
  const lastMinute = [...Array(60).keys()].map((n) => ({
    kind: 'made.thing',
    id: `gt${n}`,
    title: '合成记录',
    unit: '合成突击单位',
    on: n < 24 ? '2026-06-30' : `2026-0${4 + (n % 3)}-${String(1 + (n % 25)).padStart(2, '0')}`,
  }))
  year.typed.push(...lastMinute)
  const natural = year.values.filter(({ value }) => value === year.target)
  const piled = [...Array(120).keys()].map((n) => ({ kind: 'made.delay', id: `gv${n}`, title: '合成数', value: year.target }))
  year.values.push(...piled)
  const twins = [
    { kind: 'made.work', id: 'gc1', title: '合成甲有限公司', uscc: '91000000YGAME00001' },
    { kind: 'made.work', id: 'gc2', title: '合成乙有限公司', uscc: '91000000YGAME00001' },
  ]
  year.coded.push(...twins)
  const photos = ['gp1', 'gp2'].map((id) => ({ kind: 'made.work', id, title: '合成验收', sm3: 'sm3-game' }))
  year.papers.push(...photos)
  const visit = (id: string, worker: string, day: string, from: string, to: string, place: string) => ({
    kind: 'made.visit',
    id,
    title: '合成走访',
    worker,
    day,
    from,
    to,
    place,
  })
  const twice = [
    visit('gw1', '合成分身员', '2026-05-06', '09:00', '10:00', '合成一路1号'),
    visit('gw2', '合成分身员', '2026-05-06', '09:30', '10:20', '合成九路9号'),
  ]
  const even = [...Array(20).keys()].map((n) =>
    visit(`gr${n}`, '合成整齐员', `2026-07-${String(1 + n).padStart(2, '0')}`, '10:00', '10:30', '合成一路3号'),
  )
  year.visits.push(...twice, ...even)
  return {
    year,
    planted: {
      'last-day': ids(lastMinute.slice(0, 24)),
      heaping: [...ids(natural), ...ids(piled)],
      doubles: ids(twins),
      photo: ids(photos),
      overlap: ids(twice),
      regular: ids(even),
    },
  }
}
