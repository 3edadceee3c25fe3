import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Job } from '@yinqiao/kernel'
import { asSystem } from '@yinqiao/kernel/server'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { keepEntries, openSeries, series } from '@yinqiao/series'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AskErasure, CloseAlarm, ClaimAlarm, DecideErasure, EndBinding, GetCurve, ListErasures, RaiseAlarm } from './contract/index.ts'
import { boundDevice, newHome, openWatch } from './fixtures/open-watch.ts'
import { watch, watchWords } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'yinqiao-erasure-'))
const settings = { words: watchWords, folder }
let t: TestRooms
const account = (n: number) => `00000000-0000-7000-8000-00000000000${n}`
const officer = (n: number, role = 'town-officer') => t.actor({ role, accountId: account(n), name: `经办${n}`, area: '990101001' })
const operator = () => t.actor({ role: 'operator', accountId: account(9), name: '值守', area: '990101' })
const code = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) =>
  (await answer).refusal?.refused.code ?? 'done'
/** Does a job as the queue does. */
const work = (name: string, payload: unknown = {}) =>
  asSystem(t.kernel, name.split('.')[0] ?? '', async (ctx) => {
    const jobs: readonly Job[] = [...(series(settings).jobs ?? []), ...(watch().jobs ?? [])]
    await jobs.find(({ type }) => type.name === name)?.work(ctx, payload as never)
  })
const shown = async (id: string) => (await t.done(ListErasures, {}, officer(2))).rows.find((row) => row.id === id)

/** Twenty minutes of heart beats of a day, each message with its own bytes. */
async function lived(seriesId: number, day: string, told: string) {
  const noon = Date.parse(`${day}T04:00:00Z`)
  await asSystem(t.kernel, 'watch', (ctx) =>
    keepEntries(
      ctx.db,
      watchWords,
      Array.from({ length: 20 }, (_, n) => ({
        day,
        seriesId,
        at: noon + n * 60_000,
        key: BigInt(n),
        receivedAt: noon + n * 60_000,
        claimedAt: null,
        trust: 'trusted',
        readings: [{ metric: 'heart-rate', value: 60 + n }],
        raw: Buffer.from(`${told}-${n}`),
      })),
    ),
  )
}
const seriesOf = async (source: string) => {
  const [row] = await t.rows<{ id: number }>('select id from series.series where label = $1', [source])
  return row?.id ?? 0
}
/** All that is kept of a series, as text, to the last byte. */
const whole = async (seriesId: number, elderId: string) =>
  JSON.stringify([
    await filed(seriesId),
    await t.rows('select e::text as row from series.entry e where series_id = $1 order by at, key', [seriesId]),
    await t.done(
      GetCurve,
      { whose: { of: 'elder', id: elderId }, metric: 'heart-rate', from: '2026-03-01T00:00:00Z', to: '2026-03-03T00:00:00Z' },
      operator(),
    ),
  ])
/** Rows of the archive files that are of this series, as any other reader sees them. */
async function filed(seriesId: number): Promise<string[]> {
  const instance = await DuckDBInstance.create()
  const duck = await instance.connect()
  const rows: string[] = []
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.parquet')))
    rows.push(
      ...(await duck.runAndReadAll(`select r::text from read_parquet('${join(folder, name)}') r where series_id = ${seriesId}`))
        .getRows()
        .map(String),
    )
  duck.closeSync()
  instance.closeSync()
  return rows.toSorted()
}

beforeAll(async () => {
  t = await openWatch({ curves: settings })
  t.clock.set('2026-03-02T06:00:00Z')
})
afterAll(async () => {
  await t.close()
  rmSync(folder, { recursive: true, force: true })
})

const serial: Readonly<Record<string, string>> = { 甲: 'a', 乙: 'b', 丙: 'c', 丁: 'd', 戊: 'e' }

async function person(name: string) {
  const home = await newHome(t, `${name}家`, [name])
  const device = await boundDevice(t, `s-${serial[name]}`, { homeId: home.id, elderId: home.elders[0] ?? null })
  const seriesId = await seriesOf(device.source)
  await lived(seriesId, '2026-03-01', `told-${name}`)
  await lived(seriesId, '2026-03-02', `told-${name}`)
  return { home: home.id, elder: home.elders[0] ?? '', device: { deviceId: device.id, bindingId: device.bindingId }, seriesId }
}

test('one asks, another agrees: database and files are free of the person, others are as before to the byte, and it is told in numbers', async () => {
  const [hers, his] = [await person('甲'), await person('乙')]
  await asSystem(t.kernel, 'series', (ctx) =>
    openSeries(ctx, { kind: 'device', divisionCode: '320507001001', person: hers.elder, label: 'elsewhere' }),
  )
  await lived(await seriesOf('elsewhere'), '2026-03-02', 'told-甲')
  await asSystem(t.kernel, 'series', (ctx) => sql`select series.open_day('2026-03-01')`.execute(ctx.db))
  await work('series.archive-day', { day: '2026-03-01' })
  expect((await filed(hers.seriesId)).length).toBe(40)
  const before = await whole(his.seriesId, his.elder)
  await t.done(EndBinding, { ...hers.device, why: '不再使用' })
  const { id } = await t.done(AskErasure, { elderId: hers.elder, why: '本人到窗口要求删除' }, officer(1))
  // asked is not erased
  expect((await t.rows('select 1 from series.entry where series_id = $1', [hers.seriesId])).length).toBe(20)
  expect(await t.done(DecideErasure, { id, agrees: true, why: '符合' }, officer(2))).toEqual({ state: 'agreed' })
  await work('watch.erase-readings', { id })
  expect(await shown(id)).toMatchObject({ state: 'erasing', waitsFor: null })
  const gone = {
    whose: { of: 'elder' as const, id: hers.elder },
    metric: 'heart-rate' as const,
    from: '2026-03-01T00:00:00Z',
    to: '2026-03-03T00:00:00Z',
  }
  expect((await t.done(GetCurve, gone, operator())).count).toBe(0)
  await work('watch.erase-readings', { id })
  expect((await shown(id))?.state).toBe('erasing')
  for (let n = 0; n < 4; n++) await work('series.clean-files')
  await work('watch.erase-readings', { id })
  expect(await shown(id)).toMatchObject({ state: 'done', series: 2, entries: 40, rows: 40, files: 2, decidedBy: '经办2', askedBy: '经办1' })
  expect(await t.rows('select 1 from series.entry where series_id <> $1', [his.seriesId])).toEqual([])
  expect(await filed(hers.seriesId)).toEqual([])
  expect((await filed(his.seriesId)).length).toBe(40)
  expect(await whole(his.seriesId, his.elder)).toBe(before)
  // a step that is told again changes nothing
  const row = () => t.rows('select * from watch.erasure where id = $1', [id])
  const done = await row()
  await work('watch.erase-readings', { id })
  expect(await row()).toEqual(done)
  const lines = await t.rows<{ subjects: string }>(
    `select subjects::text as subjects from kernel.audit_line where subjects::text like $1`,
    [`%${id}%`],
  )
  expect(lines.length).toBe(4)
  expect(lines.at(-1)?.subjects).toContain('40')
})

test('is refused while an alarm of the person or of their home is open, while a device is bound, and twice; nothing is left', async () => {
  const one = await person('丙')
  const left = () => t.rows('select state from watch.erasure where elder_id = $1', [one.elder])
  const ask = () => code(t.run(AskErasure, { elderId: one.elder, why: '家属代办，本人同意' }, officer(1)))
  expect(await ask()).toBe('watch.erasure-still-bound')
  await t.done(EndBinding, { ...one.device, why: '收回' })
  const close = async (id: string) => {
    const { fence } = await t.done(ClaimAlarm, { id }, operator())
    await t.done(CloseAlarm, { id, fence, cause: 'test' }, operator())
  }
  const fire = await t.done(RaiseAlarm, { homeId: one.home, cause: 'hazard', said: '烟' }, operator())
  expect(await ask()).toBe('watch.erasure-alarm-open')
  await close(fire.id)
  expect(await left()).toEqual([])
  expect(await ask()).toBe('done')
  expect(await ask()).toBe('watch.erasure-open')
  const [row] = (await t.done(ListErasures, { open: true, elderId: one.elder }, officer(2))).rows
  const decide = (agrees: boolean, n: number) => code(t.run(DecideErasure, { id: row?.id ?? '', agrees, why: '核实' }, officer(n)))
  const call = await t.done(RaiseAlarm, { homeId: one.home, cause: 'person', said: '来电' }, operator())
  expect(await decide(true, 2)).toBe('watch.erasure-alarm-open')
  await close(call.id)
  expect(await decide(true, 1)).toBe('watch.erasure-own')
  expect(await left()).toEqual([{ state: 'asked' }])
  expect(await decide(false, 2)).toBe('done')
  expect(await decide(true, 2)).toBe('watch.erasure-decided')
  expect(await left()).toEqual([{ state: 'refused' }])
  expect((await t.rows('select 1 from series.entry where series_id = $1', [one.seriesId])).length).toBe(40)
  // refused is no end of the matter: it may be asked again
  expect(await ask()).toBe('done')
})

test('an alarm that opens between the decision and the work is waited for', async () => {
  const one = await person('丁')
  await t.done(EndBinding, { ...one.device, why: '收回' })
  const { id } = await t.done(AskErasure, { elderId: one.elder, why: '本人要求' }, officer(1))
  await t.done(DecideErasure, { id, agrees: true, why: '符合' }, officer(2))
  const call = await t.done(RaiseAlarm, { homeId: one.home, cause: 'person', said: '来电' }, operator())
  await work('watch.erase-readings', { id })
  expect(await shown(id)).toMatchObject({ state: 'agreed', waitsFor: 'alarm' })
  expect((await t.rows('select 1 from series.entry where series_id = $1', [one.seriesId])).length).toBeGreaterThan(0)
  const { fence } = await t.done(ClaimAlarm, { id: call.id }, operator())
  await t.done(CloseAlarm, { id: call.id, fence, cause: 'test' }, operator())
  await work('watch.erase-readings', { id })
  expect(await shown(id)).toMatchObject({ state: 'erasing', waitsFor: null })
})

test('who may not: other towns see and do nothing, other roles are refused, the database itself refuses one person for both', async () => {
  const one = await person('戊')
  await t.done(EndBinding, { ...one.device, why: '收回' })
  const west = t.actor({ role: 'town-officer', accountId: account(5), area: '990101100' })
  const input = { elderId: one.elder, why: '代为申请' }
  expect(await code(t.run(AskErasure, input, west))).toBe('watch.person-unknown')
  for (const role of [
    'operator',
    'care-coordinator',
    'family',
    'elder',
    'system-admin',
    'security-admin',
    'audit-admin',
    'district-leader',
  ])
    expect(await code(t.run(AskErasure, input, t.actor({ role, area: '990101' }))), role).toBe('kernel.not-allowed')
  const { id } = await t.done(AskErasure, input, officer(1))
  expect((await t.done(ListErasures, {}, west)).rows).toEqual([])
  expect(await code(t.run(DecideErasure, { id, agrees: true, why: '试探' }, west))).toBe('watch.erasure-unknown')
  expect(await code(t.run(DecideErasure, { id, agrees: true, why: '试探' }, officer(3, 'village-officer')))).toBe('kernel.not-allowed')
  await expect(
    t.rows(`update watch.erasure set state = 'agreed', decided_at = now(), decided_by = asked_by where id = $1`, [id]),
  ).rejects.toThrow('erasure_check')
  expect(await t.rows('select state from watch.erasure where id = $1', [id])).toEqual([{ state: 'asked' }])
})
