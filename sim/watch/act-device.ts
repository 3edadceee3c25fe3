import type { Dice } from '../dice.ts'
import { isAsleep, isOut, type Rhythm } from './live-home.ts'

/** What a device says of one moment, before it is put into its protocol. */
export interface Say {
  readonly readings?: Readonly<Record<string, number>>
  readonly signals?: readonly string[]
  /** What the simulator meant by it, where a checker should find it again. */
  readonly planted?: 'sos' | 'false-sos' | 'fall' | 'false-fall' | 'smoke' | 'gas' | 'water' | 'vital' | 'power-lost'
}

/** What one device remembers from minute to minute. */
export interface Acting {
  readonly kind: string
  readonly dice: Dice
  battery: number
  pulse: number
  steps: number
  door: boolean
  bed: boolean | null
  moved: boolean
  /** Minutes for which a hazard still stands. */
  hazard: number
}

export function startActing(kind: string, dice: Dice): Acting {
  return {
    kind,
    dice,
    battery: 30 + dice.below(70),
    pulse: 62 + dice.below(22),
    steps: 0,
    door: false,
    bed: null,
    moved: false,
    hazard: 0,
  }
}

/** Chance that something happens in one minute when it happens so many times a day. */
const daily = (acting: Acting, times: number) => acting.dice.next() < times / 1440

/** What a device says in one minute of its home's day. */
export function actDevice(acting: Acting, minute: number, rhythm: Rhythm): readonly Say[] {
  const { dice } = acting
  const [asleep, out] = [isAsleep(rhythm, minute), isOut(rhythm, minute)]
  acting.battery = Math.max(1, acting.battery - 0.0012 * (0.5 + dice.next()))
  const battery = Math.round(acting.battery)
  const hourly = Math.floor(minute) % 60 === 0
  switch (acting.kind) {
    case 'gateway':
      return Math.floor(minute) % 10 === 0 ? [{ readings: { mains: 1, signal: -60 - dice.below(30) } }] : []
    case 'motion': {
      const moved = !asleep && !out ? dice.next() < 0.35 : asleep && !out && daily(acting, 3)
      if (moved === acting.moved) return []
      acting.moved = moved
      return [{ readings: { motion: moved ? 1 : 0, battery } }]
    }
    case 'door': {
      // it opens when somebody goes or comes, and now and then between
      const open =
        rhythm.out.some((times) => times.some((time) => Math.floor(time) === Math.floor(minute))) || (!asleep && daily(acting, 3))
      if (open === acting.door) return []
      acting.door = open
      return [{ readings: { door: open ? 1 : 0, battery } }]
    }
    case 'bed': {
      const bed = asleep && !(acting.bed === true && daily(acting, 6))
      if (bed !== acting.bed) {
        acting.bed = bed
        return [{ readings: { bed: bed ? 1 : 0 } }]
      }
      return bed && Math.floor(minute) % 5 === 0
        ? [{ readings: { respiration: 13 + dice.below(6), 'heart-rate': pulseOf(acting, 56) } }]
        : []
    }
    case 'vitals':
      return vitals(acting, minute, rhythm)
    case 'pendant':
    case 'pull-cord':
      return [...(hourly && acting.kind === 'pendant' ? [{ readings: { battery } }] : []), ...(out ? [] : pressed(acting, 0.03))]
    case 'wearable':
      return [...worn(acting, minute, asleep, battery), ...pressed(acting, 0.03), ...fell(acting, 0.01)]
    case 'radar':
      return [...(Math.floor(minute) % 30 === 0 ? [{}] : []), ...(out ? [] : fell(acting, 0.03))]
    case 'smoke':
    case 'gas':
    case 'water':
      return hazard(acting, acting.kind, hourly, battery, !asleep && !out)
    default:
      return []
  }
}

function pulseOf(acting: Acting, towards: number): number {
  acting.pulse += (acting.dice.next() - 0.5) * 6 + (towards - acting.pulse) * 0.1
  return Math.round(acting.pulse)
}

function vitals(acting: Acting, minute: number, rhythm: Rhythm): readonly Say[] {
  const { dice } = acting
  const since = Math.floor(minute) - Math.floor(rhythm.wake + 40)
  const evening = Math.floor(minute) === Math.floor(rhythm.sleep - 120)
  if (since === 0 || evening) {
    const high = daily(acting, 60)
    const [systolic, diastolic] = high ? [192 + dice.below(14), 112 + dice.below(10)] : [118 + dice.below(34), 70 + dice.below(18)]
    return [{ readings: { systolic, diastolic, 'heart-rate': pulseOf(acting, 74) }, ...(high ? { planted: 'vital' as const } : {}) }]
  }
  return Math.floor(minute) % 10 === 0 ? [{ readings: { 'heart-rate': pulseOf(acting, 72), spo2: 95 + dice.below(5) } }] : []
}

function worn(acting: Acting, minute: number, asleep: boolean, battery: number): readonly Say[] {
  if (Math.floor(minute) === 0) acting.steps = 0
  if (!asleep) acting.steps += acting.dice.next() < 0.4 ? acting.dice.below(60) : 0
  if (Math.floor(minute) % 10 === 5) return [{ readings: { 'heart-rate': pulseOf(acting, asleep ? 58 : 76) } }]
  return Math.floor(minute) % 5 === 0 ? [{ readings: { battery, steps: acting.steps } }] : []
}

/** A press; two in three were meant. */
function pressed(acting: Acting, timesADay: number): readonly Say[] {
  if (!daily(acting, timesADay)) return []
  return [{ signals: ['sos'], planted: acting.dice.next() < 0.66 ? 'sos' : 'false-sos' }]
}

/** A fall noticed; half of them were none. */
function fell(acting: Acting, timesADay: number): readonly Say[] {
  if (!daily(acting, timesADay)) return []
  return [{ signals: ['fall'], planted: acting.dice.next() < 0.5 ? 'fall' : 'false-fall' }]
}

function hazard(acting: Acting, kind: 'smoke' | 'gas' | 'water', hourly: boolean, battery: number, somebody: boolean): readonly Say[] {
  if (acting.hazard > 0) {
    acting.hazard -= 1
    return acting.hazard === 0 ? [{ readings: { [kind]: 0, battery } }] : []
  }
  if (somebody && daily(acting, 0.02)) {
    acting.hazard = 2 + acting.dice.below(8)
    return [{ readings: { [kind]: 1, battery }, signals: [kind], planted: kind }]
  }
  return hourly ? [{ readings: { [kind]: 0, battery } }] : []
}
