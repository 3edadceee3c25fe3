import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import type { RawMessage } from '@yinqiao/intake/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { takeMessages } from './store-take.ts'

let t: TestRooms
const memory = openMemory()
const now = Date.parse('2026-11-22T02:00:00Z')

beforeAll(async () => {
  t = await openWatch()
  t.clock.set('2026-11-22T02:00:00Z')
})
afterAll(() => t.close())

type Said = 'power-lost' | 'power-back'
let gateways = 0
/** Whether the home's power counts as lost after these batches; each word with the ms at which it came, and the device's own time. */
async function isOutAfter(...batches: (readonly (readonly [Said, number, number?])[])[]): Promise<boolean> {
  gateways += 1
  const source = `own:w${gateways}`
  const home = await placeHome(t, { name: `电${gateways}`, devices: [{ source, kind: 'gateway' }] })
  await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  const said = ([kind, came, claimed]: readonly [Said, number, number?]): RawMessage => {
    const claim = claimed === undefined ? {} : { at: now + claimed }
    return message(t, source, { id: `${kind} ${came}`, ...claim, signals: [kind] }, { receivedAt: now + came })
  }
  for (const batch of batches) await asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, batch.map(said), usualPolicy))
  return (await t.rows('select 1 from watch.alarm where home_id = $1 and closed_at is null', [home.homeId])).length > 0
}

const minute = 60_000
test.each<[string, Parameters<typeof isOutAfter>, boolean]>([
  ['lost', [[['power-lost', 0]]], true],
  ['lost and back', [[['power-lost', 0]], [['power-back', 1000]]], false],
  [
    'lost and back in one batch',
    [
      [
        ['power-lost', 0],
        ['power-back', 1000],
      ],
    ],
    false,
  ],
  [
    'back and lost again in one batch',
    [
      [['power-lost', -9000]],
      [
        ['power-back', 0],
        ['power-lost', 1000],
      ],
    ],
    true,
  ],
  ['lost now; the device hands in late that it was back two hours ago', [[['power-lost', 0]], [['power-back', 1000, -120 * minute]]], true],
  [
    'lost a while ago; the device hands in late that it was back since',
    [[['power-lost', -60 * minute]], [['power-back', 0, -20 * minute]]],
    false,
  ],
  ['lost now; the disk hands in that it was back before', [[['power-lost', 0]], [['power-back', -40_000]]], true],
])('%s', async (_, batches, out) => {
  expect(await isOutAfter(...batches)).toBe(out)
})
