import type { Entry } from '@yinqiao/series/contract'
import { seeded } from './measure.ts'

/** Quantities of the synthetic homes; their places in the list are their codes. */
export const quantities = [
  'temperature',
  'humidity',
  'battery',
  'motion',
  'heart-rate',
  'spo2',
  'steps',
  'respiration',
  'in-bed',
  'power',
] as const
type Quantity = (typeof quantities)[number]

/** Sources in a home: a climate sensor, three of motion, a watch, a bed radar, a plug. */
export const sourcesPerHome = 7

const daySeconds = 86_400
const isNight = (second: number) => second < 6 * 3600 || second > 22 * 3600

/**
 * Messages of one home on one day, drawn from a seed: slow rooms, bursts of motion, a watch every ten minutes, a radar each
 * minute of the night, a plug each minute; whole seconds, a few seconds of drift, one reading in a hundred out of range.
 */
export function homeDay(seed: number, home: number, day: string): Entry[] {
  const chance = seeded(seed * 1_000_003 + home * 7919 + Number(day.replaceAll('-', '')))
  const start = Date.parse(`${day}T00:00:00Z`)
  const entries: Entry[] = []
  const say = (source: number, second: number, raw: string, readings: readonly (readonly [Quantity, number])[], trust = 'trusted') => {
    const at = start + Math.floor(second) * 1000
    entries.push({
      day,
      seriesId: home * sourcesPerHome + source + 1,
      at,
      key: BigInt(entries.length),
      receivedAt: at + 300 + Math.floor(chance() * 2500),
      claimedAt: at,
      trust,
      readings: readings.map(([metric, value]) => ({ metric, value })),
      raw: Buffer.from(raw),
    })
  }
  climate(chance, say)
  for (const room of [1, 2, 3]) motion(chance, say, room)
  watch(chance, say, home)
  for (let second = 0, breath = 15; second < 8 * 3600; second += 60) {
    breath += (chance() - 0.5) * 1.5 + (15 - breath) * 0.1
    say(5, second, `{"br":"${Math.round(breath)}","bed":"1"}`, [
      ['respiration', Math.round(breath)],
      ['in-bed', 1],
    ])
  }
  for (let second = Math.floor(chance() * 60), watts = 3; second < daySeconds; second += 60) {
    if (chance() < 0.02) watts = chance() < 0.5 ? 3 : 60 + chance() * 1500
    const power = Math.round((watts + (chance() - 0.5) * watts * 0.02) * 10) / 10
    say(6, second, `{"power":${power},"state":"ON"}`, [['power', power]])
  }
  return entries
}

type Say = (source: number, second: number, raw: string, readings: readonly (readonly [Quantity, number])[], trust?: string) => void

function climate(chance: () => number, say: Say): void {
  let [warmth, damp] = [18 + chance() * 6, 45 + chance() * 20]
  for (let second = chance() * 300; second < daySeconds; second += 300 + Math.round(chance() * 4) - 2) {
    warmth += (chance() - 0.5) * 0.15
    damp += (chance() - 0.5) * 0.6
    const [t, h] = [Math.round(warmth * 10) / 10, Math.round(damp)]
    say(0, second, `{"temperature":${t},"humidity":${h},"linkquality":${80 + Math.floor(chance() * 60)}}`, [
      ['temperature', t],
      ['humidity', h],
      ...(chance() < 0.02 ? ([['battery', chance() < 0.1 ? 89 : 90]] as const) : []),
    ])
  }
}

function motion(chance: () => number, say: Say, room: number): void {
  for (let second = 0; ; ) {
    second += -Math.log(1 - chance()) * (isNight(second) ? 5400 : 900)
    if (second >= daySeconds - 90) return
    say(room, second, '{"occupancy":true}', [['motion', 1]])
    say(room, second + 90, '{"occupancy":false}', [['motion', 0]])
    second += 90
  }
}

function watch(chance: () => number, say: Say, home: number): void {
  let [beat, steps] = [62 + chance() * 20, 0]
  for (let second = chance() * 600; second < daySeconds; second += 600 + Math.round(chance() * 6) - 3) {
    beat += (chance() - 0.5) * 8 + ((isNight(second) ? 58 : 75) - beat) * 0.1
    steps += isNight(second) ? 0 : Math.round(chance() * 60)
    const [heart, spo2] = [Math.round(beat), 94 + Math.floor(chance() * 5)]
    say(
      4,
      second,
      `[3G*88${String(home).padStart(8, '0')}*0013*UD,${heart},${spo2},${steps}]`,
      [
        ['heart-rate', heart],
        ['spo2', spo2],
        ['steps', steps],
      ],
      chance() < 0.01 ? 'out-of-range' : 'trusted',
    )
  }
}
