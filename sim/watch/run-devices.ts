import { dice } from '../dice.ts'
import { type Acting, actDevice, type Say, startActing } from './act-device.ts'
import { type Rhythm, rhythmOf } from './live-home.ts'
import { openWire, type Reach, type Wire } from './open-wire.ts'
import { openVoice, type Voice } from './speak.ts'
import type { LiveDevice } from './read-devices.ts'

export interface LivePlan {
  readonly devices: readonly LiveDevice[]
  readonly reach: Reach
  /** Minutes of the homes' day in one real minute. */
  readonly speed: number
  /** Real minutes; it ends then. */
  readonly minutes: number
  /** One power cut of the whole district a third of the way through, three true calls in it. */
  readonly storm: boolean
  readonly seed: string
  /** Told of everything planted, one object each. */
  readonly tell: (line: Readonly<Record<string, unknown>>) => void
  readonly stopped: () => boolean
}

interface Living {
  readonly device: LiveDevice
  readonly acting: Acting
  readonly voice: Voice
  readonly wire: Wire
  /** How wrong its clock is. */
  readonly clock: 'right' | '1970' | '+8h'
  readonly twice: boolean
  /** Said while it had no line: kept by the device with its time, ms of the homes' clock. */
  readonly held: { readonly say: Say; readonly at: number }[]
  /** Without a line until this moment of the homes' clock. */
  awayUntil: number
}

const minute = 60_000
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** Lets devices live in the district over real connections, and says what it planted so that a checker can look for it. */
export async function runDevices(plan: LivePlan): Promise<Readonly<Record<string, unknown>>> {
  const { speed, storm, seed, tell } = plan
  const counts = { sent: 0, acked: 0, refused: 0, planted: 0, late: 0, twice: 0, outages: 0, noDoor: 0 }
  const living = openAll(plan, counts)
  const chance = dice(`${seed}/district`)
  const began = Date.now()
  const end = began + plan.minutes * minute
  const homes = (real: number) => began + (real - began) * speed
  const stormFrom = homes(began + (plan.minutes * minute) / 3)
  let [cut, cameBack] = [false, false]
  const give = (one: Living, say: Say, ageMs: number) => {
    const real = Date.now() - ageMs
    const claimed = one.clock === '1970' ? real - began + minute : one.clock === '+8h' ? real + 480 * minute : real
    const bytes = one.voice.speak(say, claimed)
    const under = one.device.gateway === null ? undefined : one.device.source
    for (let n = 0; n < (one.twice ? 2 : 1); n++) {
      counts.sent += 1
      one.wire.send(bytes, under)
    }
    if (one.twice) counts.twice += 1
    if (ageMs > 5 * minute) counts.late += 1
    if (say.planted === undefined) return
    counts.planted += 1
    const { source, homeId, elderId, divisionCode } = one.device
    const expect =
      say.planted === 'vital' && one.clock !== 'right' ? 'no-alarm' : ageMs > 5 * minute && one.clock === 'right' ? 'late-call' : 'alarm'
    tell({
      planted: say.planted,
      at: iso(Date.now()),
      source,
      homeId,
      elderId,
      divisionCode,
      clock: one.clock,
      ageSeconds: Math.round(ageMs / 1000),
      expect,
    })
  }
  for (let last = homes(began); Date.now() < end && !plan.stopped(); ) {
    const now = homes(Date.now())
    if (storm && !cut && now >= stormFrom) {
      cut = true
      void cutPower(living, give, chance, tell)
    }
    if (cut && !cameBack && now >= stormFrom + 40 * minute + minute * speed) {
      cameBack = true
      for (const one of gatewaysOf(living)) {
        one.wire.line(true)
        give(one, { readings: { mains: 1 }, signals: ['power-back'] }, 0)
      }
      tell({ event: 'power-back', at: iso(Date.now()) })
    }
    // one step a minute of the homes' day; a step that comes late is made up for
    for (; last + minute <= now; last += minute) step(living, last, chance, counts, give, tell)
    await pause(Math.max(5, Math.min(200, minute / speed / 4)))
  }
  for (const one of living) if (!one.wire.isThere()) one.wire.line(true)
  const left = () => living.reduce((sum, { wire }) => sum + wire.unacked(), 0)
  for (const until = Date.now() + 10_000; left() > 0 && Date.now() < until; ) await pause(50)
  const summary = { devices: living.length, ...counts, unacked: left(), minutes: (Date.now() - began) / minute }
  for (const { wire } of living) wire.close()
  return { summary }
}

type Give = (one: Living, say: Say, ageMs: number) => void
type Tell = LivePlan['tell']

function openAll({ devices, reach, seed }: LivePlan, counts: { acked: number; refused: number; noDoor: number }): Living[] {
  const wires = new Map<string, Wire>()
  const run = `s${Date.now().toString(36)}`
  const living: Living[] = []
  // gateways first: their sensors speak through them
  for (const device of devices.toSorted((a, b) => Number(a.gateway !== null) - Number(b.gateway !== null))) {
    const chance = dice(`${seed}/${device.source}`)
    const draw = chance.next()
    const voice = openVoice(device.protocol, device.serial, run)
    const wire =
      device.gateway === null
        ? openWire(
            device,
            reach,
            voice,
            () => (counts.acked += 1),
            () => (counts.refused += 1),
          )
        : wires.get(device.gateway)
    if (wire === undefined) {
      counts.noDoor += 1
      continue
    }
    wires.set(device.source, wire)
    living.push({
      device,
      voice,
      wire,
      acting: startActing(device.kind, chance),
      clock: draw < 0.04 ? '1970' : draw < 0.08 ? '+8h' : 'right',
      twice: draw > 0.95,
      held: [],
      awayUntil: 0,
    })
  }
  return living
}

function step(
  living: readonly Living[],
  at: number,
  chance: ReturnType<typeof dice>,
  counts: { outages: number },
  give: Give,
  tell: Tell,
): void {
  const local = at + 480 * minute
  const day = Math.floor(local / (1440 * minute))
  const minuteOfDay = (local % (1440 * minute)) / minute
  const rhythms = new Map<string, Rhythm>()
  for (const one of living) {
    const { homeId, gateway, source } = one.device
    const rhythm = rhythms.get(homeId) ?? rhythmOf(homeId, day)
    rhythms.set(homeId, rhythm)
    if (gateway === null && one.awayUntil === 0 && chance.next() < 0.25 / 1440) {
      one.awayUntil = at + (10 + chance.below(100)) * minute
      counts.outages += 1
      one.wire.line(false)
      tell({ event: 'line-lost', source, homeId, at: iso(Date.now()), minutes: Math.round((one.awayUntil - at) / minute) })
    } else if (one.awayUntil > 0 && at >= one.awayUntil) {
      one.awayUntil = 0
      one.wire.line(true)
      for (const { say, at: then } of one.held.splice(0)) give(one, say, at - then)
    }
    for (const say of actDevice(one.acting, minuteOfDay, rhythm)) {
      if (one.wire.isThere()) give(one, say, 0)
      // a sensor does not keep what its gateway cannot carry
      else if (gateway === null && one.held.length < 500) one.held.push({ say, at })
    }
  }
}

const gatewaysOf = (living: readonly Living[]) => living.filter(({ device }) => device.kind === 'gateway')

/** The power goes in the whole district: within ten seconds every gateway says so with its last strength and is gone; three people call. */
async function cutPower(living: readonly Living[], give: Give, chance: ReturnType<typeof dice>, tell: Tell): Promise<void> {
  const gateways = gatewaysOf(living).filter(({ wire }) => wire.isThere())
  const callers = living.filter(({ device }) => device.kind === 'pendant').slice(0, 3)
  tell({
    event: 'power-cut',
    at: iso(Date.now()),
    gateways: gateways.length,
    towns: new Set(gateways.map(({ device }) => device.divisionCode.slice(0, 9))).size,
  })
  await Promise.all([
    ...gateways.map(async (one) => {
      await pause(chance.next() * 10_000)
      give(one, { readings: { mains: 0 }, signals: ['power-lost'], planted: 'power-lost' }, 0)
      // its capacitor lasts until it was heard, or ten seconds
      for (const until = Date.now() + 10_000; one.wire.unacked() > 0 && Date.now() < until; ) await pause(50)
      await pause(500)
      one.wire.line(false)
    }),
    ...callers.map(async (one) => {
      await pause(2000 + chance.next() * 8000)
      give(one, { signals: ['sos'], planted: 'sos' }, 0)
    }),
  ])
}

const iso = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toString()
