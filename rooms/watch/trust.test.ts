import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { takeMessages } from './store-take.ts'

let t: TestRooms
const memory = openMemory()
const now = Temporal.Instant.from('2026-11-22T02:00:00Z')
const ago = (minutes: number) => now.subtract({ minutes }).toString()

beforeAll(async () => {
  t = await openWatch()
  t.clock.set(now.toString())
})
afterAll(() => t.close())

let homes = 0
/** What a message of a new watch on a new wrist leads to: rules of the open alarms of its home. */
async function raisedBy(...bodies: Record<string, unknown>[]): Promise<string[]> {
  homes += 1
  const source = `own:t${homes}`
  const home = await placeHome(t, { name: `陈家${homes}`, devices: [{ source, kind: 'wearable', worn: true }] })
  await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  for (const body of bodies) await asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, [message(t, source, body)], usualPolicy))
  const rows = await t.rows<{ cause: string; rule: string }>(
    'select a.cause, s.rule from watch.alarm a join watch.signal s on s.alarm_id = a.id where a.home_id = $1 order by s.rule',
    [home.homeId],
  )
  return rows.map(({ cause, rule }) => `${cause} ${rule}`)
}

test.each<[string, Record<string, unknown>[], string[]]>([
  ['a critical pulse', [{ id: 1, readings: { 'heart-rate': 30 } }], ['person vital-critical']],
  ['a wrong reading does not silence the one beside it', [{ id: 1, readings: { spo2: 130, 'heart-rate': 30 } }], ['person vital-critical']],
  ['nor does one without a value', [{ id: 1, readings: { spo2: null, 'heart-rate': 30 } }], ['person vital-critical']],
  ['two hours late: no alarm', [{ id: 1, at: ago(120), readings: { 'heart-rate': 30 } }], []],
  ['of 1970: no alarm', [{ id: 1, at: 0, readings: { 'heart-rate': 30 } }], []],
  ['of the future: no alarm', [{ id: 1, at: now.add({ hours: 1 }).toString(), readings: { 'heart-rate': 30 } }], []],
  ['a fever in °F unsaid is guessed and raises nothing', [{ id: 1, readings: { 'body-temperature': 105 } }], []],
  ['a fever in °F said is a fever', [{ id: 1, readings: { 'body-temperature': { value: 105, unit: '°F' } } }], ['person vital-critical']],
  ['nothing but null', [{ id: 1, readings: { spo2: null } }], []],
  ['a press with a clock of 1970', [{ id: 1, at: 0, signals: ['sos'] }], ['person sos']],
  ['a press two hours late is a late call', [{ id: 1, at: ago(120), signals: ['sos'] }], ['late-call late-call']],
  ['beyond the attention limit once', [{ id: 1, readings: { 'heart-rate': 120 } }], []],
])('%s', async (_, bodies, raised) => {
  expect(await raisedBy(...bodies)).toEqual(raised)
})

test.each([
  ['a moment ahead', 1],
  ['four minutes ahead', 240_000],
])('a device %s of us says the same again and again: kept once, one alarm', async (_, ahead) => {
  homes += 1
  const source = `own:t${homes}`
  const home = await placeHome(t, { name: `陈家${homes}`, devices: [{ source, kind: 'wearable', worn: true }] })
  const body = { at: now.add({ milliseconds: ahead }).toString(), readings: { 'heart-rate': 70 }, signals: ['sos'] }
  // before its claim has come, in the moment of it, after it, and so late that it could be a call from the past
  for (const later of [0, ahead, ahead + 1, ahead + 30_000, 3_600_000]) {
    // no memory survives: it was another process, or the time before a crash
    const fresh = openMemory()
    const receivedAt = now.epochMilliseconds + later
    await asSystem(t.kernel, 'watch', async (ctx) => {
      await refreshMemory(ctx, fresh)
      await takeMessages(ctx, fresh, [message(t, source, body, { receivedAt })], usualPolicy)
    })
  }
  const entries = await t.rows<{ at: number }>(
    `select (extract(epoch from e.at) * 1000)::float8 as at from series.entry e join series.series s on s.id = e.series_id where s.label = $1`,
    [source],
  )
  expect(entries).toEqual([{ at: now.epochMilliseconds + ahead }])
  const alarms = await t.rows<{ cause: string; signals: number }>('select cause, signals from watch.alarm where home_id = $1', [
    home.homeId,
  ])
  expect(alarms).toEqual([{ cause: 'person', signals: 1 }])
})

test.each([
  ['microseconds', now.epochMilliseconds * 1000, []],
  ['the year 12026', '+012026-11-22T02:00:00Z', []],
  ['a fraction of a millisecond', now.epochMilliseconds + 0.5, [now.toString({ fractionalSecondDigits: 3 })]],
])('a device that says its time in %s is kept and heard like any other', async (_, at, claims) => {
  homes += 1
  const [pendant, smoke] = [`own:t${homes}`, `zigbee:t${homes}`]
  const devices = [
    { source: pendant, kind: 'pendant', worn: true },
    { source: smoke, kind: 'smoke', protocol: 'zigbee' },
  ]
  const home = await placeHome(t, { name: `陈家${homes}`, devices })
  await asSystem(t.kernel, 'watch', async (ctx) => {
    await refreshMemory(ctx, memory)
    const said = [message(t, pendant, { at, signals: ['sos'] }), message(t, smoke, { smoke: true, last_seen: at })]
    await takeMessages(ctx, memory, said, usualPolicy)
  })
  const alarms = await t.rows<{ cause: string }>('select cause from watch.alarm where home_id = $1 order by cause', [home.homeId])
  expect(alarms.map(({ cause }) => cause)).toEqual(['hazard', 'person'])
  const entries = await t.rows<{ claimed_at: string | null }>(
    'select e.claimed_at from series.entry e join series.series s on s.id = e.series_id where s.label = any ($1)',
    [[pendant, smoke]],
  )
  expect(entries.map(({ claimed_at }) => claimed_at)).toEqual([claims[0] ?? null, claims[0] ?? null])
})
