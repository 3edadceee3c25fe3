import { setTimeout as pause } from 'node:timers/promises'
import { alarmOf, openDesk } from './closed-desk.ts'
import { type Fault, none, type Seen } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { openSender } from './open-sender.ts'
import { openStage, secret, type Stage, type StageDevice } from './open-stage.ts'

/** What a clock may say; `live` false: it becomes a late call, for a person to look at. */
const claims: readonly { readonly name: string; readonly live: boolean; readonly at: (now: Temporal.Instant) => unknown }[] = [
  { name: 'right', live: true, at: (now) => now.toString() },
  { name: 'none', live: true, at: () => undefined },
  { name: '1970', live: true, at: () => 0 },
  { name: '1970-ms', live: true, at: () => '1970-01-01T08:00:05+08:00' },
  { name: '20s-ahead', live: true, at: (now) => now.add({ seconds: 20 }).toString() },
  { name: '6min-ahead', live: true, at: (now) => now.add({ minutes: 6 }).toString() },
  { name: '2038', live: true, at: () => 2_147_483_648 },
  { name: '9999', live: true, at: () => '9999-12-31T23:59:59Z' },
  { name: 'leap-day', live: true, at: () => '2024-02-29T23:59:59+08:00' },
  { name: 'no-leap-day', live: true, at: () => '2026-02-29T12:00:00+08:00' },
  { name: 'month-end-31', live: true, at: () => '2026-11-31T12:00:00+08:00' },
  { name: '24:00', live: true, at: () => '2026-11-30T24:00:00+08:00' },
  { name: 'text', live: true, at: () => 'yesterday' },
  { name: '9-days', live: true, at: (now) => now.subtract({ hours: 9 * 24 }).toString() },
  { name: '2-hours', live: false, at: (now) => now.subtract({ hours: 2 }).toString() },
  { name: '7-days', live: false, at: (now) => now.subtract({ hours: 7 * 24 }).toString() },
]

/** Presses under every claim; each is told again after its line broke, and once more after its alarm was closed. */
export async function clocks(stage: Stage): Promise<Seen[]> {
  const devices = await stage.addDevices('ck', claims.length)
  // a message without a believable time is the same within ten minutes of the clock: not across their end
  const left = 600_000 - (Temporal.Now.instant().epochMilliseconds % 600_000)
  if (left < 40_000) await pause(left)
  const desk = await openDesk(stage)
  const tell = (device: StageDevice, body: object) =>
    new Promise<void>((done) => {
      const sender = openSender({
        port: stage.mqttPort,
        user: device.source,
        secret,
        onAck: () => {
          sender.close()
          done()
        },
      })
      sender.send({ topic: `up/${device.source}`, payload: Buffer.from(JSON.stringify(body)) })
    })
  const bodies = claims.map(({ name, at }) => ({
    at: at(Temporal.Now.instant()),
    id: `ck-${name}`,
    readings: { 'heart-rate': 70 },
    signals: ['sos'],
  }))
  const tellAll = () => Promise.all(bodies.map((body, n) => tell(devices[n] as StageDevice, body)))
  const signals = () =>
    stage.rows<{ id: string; cause: string; n: number; alarms: number }>(
      `select s.why->>'sequence' as id, min(a.cause) as cause, count(*)::int as n, count(distinct a.id)::int as alarms
        from watch.signal s join watch.alarm a on a.id = s.alarm_id where s.why->>'sequence' like 'ck-%' group by 1`,
    )
  await tellAll()
  const first = await signals()
  await pause(3000)
  await tellAll()
  const again = await signals()
  // closed, and told once more
  for (const device of devices) {
    const alarm = await alarmOf(desk, device.homeId)
    const { body } = await desk.call('watch.claim-alarm', { id: alarm.id })
    await desk.call('watch.close-alarm', { id: alarm.id, fence: (body as { fence: number }).fence, cause: 'test', why: '演练' })
  }
  await tellAll()
  const reopened = await stage.rows<{ n: number }>('select n from watch.alarm where closed_at is null and home_id = any ($1::uuid[])', [
    devices.map(({ homeId }) => homeId),
  ])
  const raw = await stage.rows<{ id: string; n: number }>(
    `select convert_from(raw, 'UTF8')::jsonb->>'id' as id, count(*)::int as n from series.entry where convert_from(raw, 'UTF8') like '%"id":"ck-%' group by 1`,
  )
  const jumps = await jumpAbout(stage, tell)
  desk.close()
  const wrong = claims.filter(({ name, live }) => first.find(({ id }) => id === `ck-${name}`)?.cause !== (live ? 'person' : 'late-call'))
  return [
    none(
      `${claims.length} 种钟：没有成为告警（或迟到呼叫）的呼救`,
      wrong.map(({ name }) => name),
    ),
    none(
      '重发后算了两次的呼救',
      again.filter(({ n, alarms }) => n > 1 || alarms > 1),
    ),
    none('结案后重发又响的告警', reopened),
    none(
      '存了两次的原文',
      raw.filter(({ n }) => n > 1),
    ),
    none(
      '丢失的原文',
      claims.filter(({ name }) => !raw.some(({ id }) => id === `ck-${name}`)).map(({ name }) => name),
    ),
    ...jumps,
    ...(await checkInvariants(stage)),
  ]
}

/** One device whose clock jumps with each message: what counts is the server's order. */
async function jumpAbout(stage: Stage, tell: (device: StageDevice, body: object) => Promise<void>): Promise<Seen[]> {
  const [device] = (await stage.addDevices('cj', 1)) as [StageDevice]
  const now = Temporal.Now.instant()
  const at = [
    0,
    now.add({ hours: 24 * 400 }).toString(),
    now.toString(),
    now.subtract({ hours: 24 * 300 }).toString(),
    '2040-02-29T00:00:00Z',
    now.toString(),
  ]
  for (const [n, claim] of at.entries()) await tell(device, { at: claim, id: `cj-${n}`, readings: { 'heart-rate': 60 + n } })
  const kept = await stage.rows<{ id: string; at: string; order: number }>(
    `select convert_from(raw, 'UTF8')::jsonb->>'id' as id, row_number() over (order by received_at)::int as order, at::text,
        at <= received_at and at > received_at - interval '1 minute' as near
      from series.entry where series_id = $1 order by received_at`,
    [device.seriesId],
  )
  return [
    {
      what: '跳钟：按服务器次序',
      promise: at.map((_, n) => `cj-${n}`).join(' '),
      seen: kept.map(({ id }) => id).join(' '),
      passed: kept.map(({ id }) => id).join() === at.map((_, n) => `cj-${n}`).join(),
    },
  ]
}

export const clocksFault: Fault = {
  name: 'clocks',
  title: '设备的钟：1970、未来、闰日、月末、跳动',
  times: 1,
  async run() {
    const stage = await openStage()
    try {
      return await clocks(stage)
    } finally {
      await stage.close()
    }
  },
}
