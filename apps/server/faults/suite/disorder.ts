import { createHash } from 'node:crypto'
import { type Fault, type Seen } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { openSender } from './open-sender.ts'
import { openStage, secret, type Stage, type StageDevice } from './open-stage.ts'

/** The story of a device: readings of seven days, kept back and sent now, with presses in them and one press of now. */
function story(now: Temporal.Instant, length: number): object[] {
  const late = Array.from({ length }, (_, n) => ({
    at: now.subtract({ minutes: Math.round(((length - n) / length) * 7 * 24 * 60) }).toString(),
    id: `d-${n}`,
    readings: { 'heart-rate': 60 + (n % 30), steps: n * 7 },
    ...(n % 50 === 49 ? { signals: [n % 100 === 99 ? 'fall' : 'sos'] } : {}),
  }))
  return [...late, { at: now.toString(), id: 'd-now', readings: { 'heart-rate': 71 }, signals: ['sos'] }]
}

/** An order that is the same in each run: by the hash of the place. */
const shuffled = <T>(list: readonly T[], salt: number): T[] =>
  list
    .map((one, n) => ({ one, by: createHash('sha1').update(`${salt}/${n}`).digest('hex') }))
    .toSorted((a, b) => (a.by < b.by ? -1 : 1))
    .map(({ one }) => one)

/** The same story told in order, and to other devices in disorder, with repeats; what is kept must be the same. */
export async function disorder(stage: Stage, length: number, rounds: number): Promise<Seen[]> {
  const devices = await stage.addDevices('do', rounds + 1)
  const told = story(Temporal.Now.instant(), length)
  await Promise.all(
    devices.map(
      (device, round) =>
        new Promise<void>((done) => {
          const twice = round === 0 ? told : shuffled([...told, ...told, ...told.slice(0, length / 2)], round)
          let left = twice.length
          const sender = openSender({
            port: stage.mqttPort,
            user: device.source,
            secret,
            onAck: () => {
              left -= 1
              if (left > 0) return
              sender.close()
              done()
            },
          })
          for (const body of twice) sender.send({ topic: `up/${device.source}`, payload: Buffer.from(JSON.stringify(body)) })
        }),
    ),
  )
  const states = await Promise.all(devices.map((device) => stateOf(stage, device)))
  const [ordered] = states
  const differing = states.filter((state) => state.hash !== ordered?.hash)
  return [
    {
      what: '按序一遍：原文、信号、告警',
      promise: `${length + 1} 条`,
      seen: ordered?.shown ?? '',
      passed: ordered?.entries === length + 1,
    },
    {
      what: `乱序、重复 2.5 遍、迟到 7 天（${rounds} 台）`,
      promise: '与按序相同',
      seen: differing.length === 0 ? '相同' : `${differing.length} 台不同：${differing[0]?.shown}`,
      passed: differing.length === 0,
    },
    ...(await checkInvariants(stage)),
  ]
}

async function stateOf(stage: Stage, device: StageDevice) {
  const entries = await stage.rows<object>(
    `select at, claimed_at, trust, metrics, "values", convert_from(raw, 'UTF8') as raw from series.entry where series_id = $1 and claimed_at < now() - interval '10 minutes' order by at, raw`,
    [device.seriesId],
  )
  const [all] = await stage.rows<{ n: number }>('select count(*)::int as n from series.entry where series_id = $1', [device.seriesId])
  const alarms = await stage.rows<{ cause: string; signals: number }>(
    'select cause, level, state, signals from watch.alarm where home_id = $1 order by cause, level',
    [device.homeId],
  )
  const signals = await stage.rows<object>(
    `select s.kind, s.rule, s.claimed_at, s.why->>'sequence' as id from watch.signal s where device_id = $1 order by 4, 1`,
    [device.id],
  )
  return {
    hash: createHash('sha256')
      .update(JSON.stringify([entries, all?.n, alarms, signals]))
      .digest('hex'),
    entries: all?.n,
    shown: `${all?.n} 条原文，${signals.length} 个信号，告警 ${alarms.map(({ cause, signals: n }) => `${cause} ${n}`).join('、')}`,
  }
}

export const disorderFault: Fault = {
  name: 'disorder',
  title: '重复、乱序、迟到七天',
  times: 1,
  async run() {
    const stage = await openStage()
    try {
      return await disorder(stage, 2000, 10)
    } finally {
      await stage.close()
    }
  },
}
