import fc from 'fast-check'
import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import type { RawMessage } from '@yinqiao/intake/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { flushSeen } from './store-seen.ts'
import { takeMessages } from './store-take.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openWatch()
  t.clock.set('2026-11-22T02:00:00Z')
})
afterAll(() => t.close())

const now = Date.parse('2026-11-22T02:00:00Z')
const kinds = ['pendant', 'radar', 'smoke'] as const

/** One message of one of three devices of a home: claimed at some time of the last week, received at once or late. */
const said = fc.record({
  device: fc.constantFrom(0, 1, 2),
  id: fc.integer({ min: 1, max: 8 }),
  /** Minutes before now; null: the device says no time. */
  claimed: fc.option(fc.integer({ min: 0, max: 7 * 24 * 60 }), { nil: null }),
  late: fc.boolean(),
  /** None, dangerous, well, and what no body has. */
  pulse: fc.constantFrom(null, 30, 72, 15),
  signal: fc.constantFrom(null, 'sos', 'fall', 'smoke', 'battery-low'),
})
type Said = ReturnType<typeof said.generate>['value']

/** How a stream is disturbed: an order, repeats, sizes of batches, restarts after batches. */
const disturbed = fc.record({
  seed: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
  repeats: fc.array(fc.nat({ max: 60 }), { maxLength: 20 }),
  size: fc.integer({ min: 1, max: 7 }),
  restartEvery: fc.integer({ min: 1, max: 6 }),
  together: fc.boolean(),
})

function messagesOf(stream: readonly Said[], tag: string): RawMessage[] {
  return stream.map(({ device, id, claimed, late, pulse, signal }) => {
    const at = claimed === null ? null : now - claimed * 60_000
    const body = {
      id,
      ...(at === null ? {} : { at: new Date(at).toISOString() }),
      readings: pulse === null ? {} : { 'heart-rate': pulse },
      signals: signal === null ? [] : [signal],
    }
    // as kept by the spool: a second try has the first receipt
    return message(t, `own:${tag}${device}`, body, { receivedAt: at === null || late ? now : at + 1000 })
  })
}

async function homeOf(tag: string) {
  const home = await placeHome(t, {
    name: tag,
    devices: kinds.map((kind, n) => ({ source: `own:${tag}${n}`, kind, worn: kind === 'pendant' })),
  })
  const names = new Map(Object.entries(home.devices).map(([source, id]) => [id, source.slice(-1)]))
  return { ...home, names }
}

/** What is left in the end, without ids: readings, signals by the message they came from, open alarms by subject and cause. */
async function leftOf({ homeId, names, elderIds }: Awaited<ReturnType<typeof homeOf>>) {
  const named = (text: string) =>
    [...names]
      .reduce((all, [id, name]) => all.replaceAll(id, name), text)
      .replaceAll(homeId, 'home')
      .replaceAll(elderIds[0] ?? '?', 'elder')
  const entries = await t.rows<{ line: string }>(
    `select d.id || ' ' || e.at || ' ' || e.key || ' ' || e.metrics::text || e."values"::text as line from series.entry e
      join watch.binding b on b.series_id = e.series_id join watch.device d on d.id = b.device_id where b.home_id = $1`,
    [homeId],
  )
  const signals = await t.rows<{ line: string }>(
    `select s.source_key || ' ' || s.kind || ' ' || s.rule || ' ' || a.cause as line from watch.signal s join watch.alarm a on a.id = s.alarm_id where a.home_id = $1`,
    [homeId],
  )
  const alarms = await t.rows<{ line: string }>(
    `select subject_kind || ' ' || subject_id || ' ' || cause || ' ' || level || ' ' || signals as line from watch.alarm where home_id = $1 and closed_at is null`,
    [homeId],
  )
  return [entries, signals, alarms].map((rows) => rows.map(({ line }) => named(line)).toSorted((a, b) => (a < b ? -1 : 1)))
}

let runs = 0
const seen: number[] = []
test('repeats, disorder, a week of lateness and restarts end as the stream in order does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 30 }), disturbed, async (stream, how) => {
      runs += 1
      const [straight, crooked] = [await homeOf(`a${runs}x`), await homeOf(`b${runs}x`)]
      let memory = openMemory()
      const begin = async () => {
        memory = openMemory()
        await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
      }
      const take = (of: readonly RawMessage[], known = memory) =>
        asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, known, of, usualPolicy))
      await begin()
      for (const one of messagesOf(stream, `a${runs}x`).toSorted((a, b) => a.receivedAt - b.receivedAt)) await take([one])
      const messy = messagesOf(stream, `b${runs}x`)
      const all = [...messy, ...how.repeats.flatMap((n) => messy[n % messy.length] ?? [])]
        .map((one, n) => ({ one, order: how.seed[n % how.seed.length] ?? 0 }))
        .toSorted((a, b) => a.order - b.order)
        .map(({ one }) => one)
      for (let from = 0, batch = 0; from < all.length; from += how.size, batch += 1) {
        const some = all.slice(from, from + how.size)
        // the same batch at two processes at once: a connection that was cut and came back elsewhere
        if (how.together) await Promise.all([take(some), take(some)])
        else await take(some)
        if (batch % how.restartEvery === 0) {
          await asSystem(t.kernel, 'watch', (ctx) => flushSeen(ctx, memory))
          await begin()
        }
      }
      const left = await leftOf(crooked)
      expect(left).toEqual(await leftOf(straight))
      left.forEach((lines, n) => (seen[n] = (seen[n] ?? 0) + lines.length))
    }),
    { numRuns: 40, endOnFailure: true },
  )
  // readings, signals and alarms there were to compare
  for (const count of seen) expect(count).toBeGreaterThan(40)
}, 180_000)
