import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBatches, openSpool } from '@yinqiao/intake'
import type { RawMessage } from '@yinqiao/intake/contract'
import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWatch } from './fixtures/open-watch.ts'
import { message, placeHome } from './fixtures/place-home.ts'
import { gt06 } from './rules/decode/gt06.ts'
import { hearTerminal } from './rules/decode/hear-terminal.ts'
import { usualPolicy } from './rules/plan-escalation.ts'
import { openMemory, refreshMemory } from './store-memory.ts'
import { isUrgent, noteOf, takeMessages, tieHeard, tieNote } from './store-take.ts'

const folder = mkdtempSync(join(tmpdir(), 'yinqiao-spooled-'))
let t: TestRooms
beforeAll(async () => {
  t = await openWatch()
})
afterAll(async () => {
  await t.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The check of GT06 frames: CRC-16/X-25 over length, content and serial. */
function crc(bytes: Uint8Array): number {
  let sum = 0xffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0x8408 : sum >>> 1
  }
  return sum ^ 0xffff
}
function frame(type: number, content: readonly number[], serial: number): Buffer {
  const inner = Uint8Array.of(content.length + 5, type, ...content, 0, serial)
  return Buffer.from([0x78, 0x78, ...inner, crc(inner) >> 8, crc(inner) & 255, 0x0d, 0x0a])
}
const imei = '864180030000017'
/** Login of a terminal whose clock is eight hours ahead of UTC. */
const login = frame(0x01, [...Buffer.from(`0${imei}`, 'hex'), 0x36, 0x08, 800 >> 4, (800 & 15) << 4], 1)
/** A place at 10:00:00 of the terminal's clock. */
const located = frame(
  0x12,
  [
    26, 11, 22, 10, 0, 0, 0xcf, 0x02, 0x7a, 0xc7, 0xeb, 0x0c, 0x46, 0x58, 0x49, 0x00, 0x14, 0x8f, 0x01, 0xcc, 0x00, 0x28, 0x7d, 0x00, 0x1f,
    0xb8,
  ],
  2,
)

test('a frame that waited on the disk, over a restart, says the same time as one that did not: its connection had told the zone', async () => {
  t.clock.set('2026-11-22T02:00:05Z')
  await placeHome(t, { name: '溢写家', devices: [{ source: `gt06:${imei}`, protocol: 'gt06', kind: 'wearable', worn: true }] })
  const memory = openMemory()
  await asSystem(t.kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  /** What the door gives: the frame, with what its connection understood. */
  const heard = (): RawMessage => {
    const session = gt06.open()
    const now = t.kernel.chance.now().epochMilliseconds
    expect(session.decode(login, now)).toMatchObject({ deviceId: imei, message: 'login', error: null })
    const decoded = session.decode(located, now)
    expect(decoded.positions[0]?.time).toBe('2026-11-22T02:00:00Z')
    const payload = Buffer.from(located)
    tieHeard(payload, hearTerminal('gt06', decoded))
    return message(t, `gt06:${imei}`, '', { payload, via: 'tcp', topic: 'gt06', packet: null })
  }
  let away = true
  const open = async () => {
    const spool = await openSpool(folder, { reserveBytes: 1 << 16, noteOf, onNote: tieNote })
    const batches = openBatches({
      keep: async (messages) => {
        if (away) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
        await asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, messages, usualPolicy))
      },
      isUrgent: (one) => isUrgent(memory, one),
      onPoison: async () => {},
      retryAfter: 10,
      spool,
    })
    return { spool, batches, close: () => batches.close().then(() => spool.close()) }
  }
  const first = await open()
  expect(await first.batches.take(heard())).toBe('kept')
  expect(first.spool.bytes()).toBeGreaterThan(0)
  await first.close()
  expect(await t.rows('select 1 from series.entry')).toEqual([])
  // another process, with nothing in its memory, empties the spool
  away = false
  const second = await open()
  await expect.poll(() => second.spool.bytes(), { timeout: 10_000 }).toBe(0)
  await second.close()
  const [row] = await t.rows<{ at: string; claimed: string; trust: number }>('select at, claimed_at as claimed, trust from series.entry')
  expect(row).toEqual({ at: '2026-11-22T02:00:00.000Z', claimed: '2026-11-22T02:00:00.000Z', trust: 0 })
  // the same frame unspooled is the same message
  await asSystem(t.kernel, 'watch', (ctx) => takeMessages(ctx, memory, [heard()], usualPolicy))
  expect(await t.rows('select at from series.entry')).toHaveLength(1)
})
