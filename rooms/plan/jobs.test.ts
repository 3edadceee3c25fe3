import { asSystem } from '@yinqiao/kernel/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GetRound } from './contract/index.ts'
import { FreezeRound, OpenRound } from './contract/rounds.ts'
import { openRoundPlan, type RoundPlan, settle } from './fixtures/round-plan.ts'

let plan: RoundPlan
let t: RoundPlan['t']
beforeAll(async () => {
  plan = await openRoundPlan()
  t = plan.t
})
afterAll(() => t.close())

async function runJob(name: string, payload: unknown = {}): Promise<void> {
  const job = t.kernel.registry.jobs.get(name)
  if (job === undefined) throw new Error(`no job ${name}`)
  await asSystem(t.kernel, 'plan', (ctx) => job.work(ctx, job.type.payload.parse(payload) as never), name)
}
const states = () =>
  t.rows<{ state: string; open: boolean }>(
    "select state, until is null as open from plan.measure_state where measure_code = 't3' order by since",
  )

test('a source that stops shows as 过期 within one tick, clears itself, and the gap stays in the history', async () => {
  t.clock.set('2027-02-01T01:00:00Z')
  await runJob('plan.watch-states')
  await settle(plan, 5, 1, '2027-02-01')
  t.clock.set('2027-02-01T01:05:00Z')
  await runJob('plan.watch-states')
  t.clock.set('2027-02-01T01:10:00Z')
  await runJob('plan.watch-states')
  // the measure calls its source fresh for 400 days
  t.clock.set('2028-03-10T01:00:00Z')
  await runJob('plan.watch-states')
  t.clock.set('2028-03-10T01:05:00Z')
  await settle(plan, 1, 90, '2028-03-10')
  t.clock.set('2028-03-10T01:10:00Z')
  await runJob('plan.watch-states')
  expect(await states()).toEqual([
    { state: '无数据', open: false },
    { state: '正常', open: false },
    { state: '过期', open: false },
    { state: '正常', open: true },
  ])
})

test('the nightly recount finds no difference where there is none, and tells of one that is', async () => {
  await runJob('plan.recount')
  expect(await t.rows('select different from plan.recount')).toEqual([{ different: 0 }])
  expect(await t.rows("select 1 from kernel.event where type like '%recount-differs'")).toEqual([])
  // the incremental cells are the one thing that can drift from the rows: break one
  await t.rows(
    `insert into plan.cell_mark (version_id, known_at) select id, '2028-03-10T01:10:00Z' from plan.measure_version where code = 't3'`,
  )
  await t.rows(`insert into plan.cell (version_id, side, town, month, counted, amount, undecided)
    select id, 'rows', '', '2001-02-01', 99, 99, 0 from plan.measure_version where code = 't3'`)
  t.clock.set('2028-03-10T01:15:00Z')
  await runJob('plan.recount')
  const [last] = await t.rows<{ different: number }>('select different from plan.recount order by at desc limit 1')
  expect(last?.different).toBeGreaterThan(0)
  const events = await t.rows<{ data: { codes: string[] } }>("select data from kernel.event where type like '%recount-differs'")
  expect(events.map(({ data }) => data.codes)).toEqual([['t3']])
  await t.rows('delete from plan.cell; delete from plan.cell_mark')
})

test('the manifest of a freeze is made by the job when nobody asks for it, once', async () => {
  const group = t.actor({ role: 'working-group', name: '专班' })
  const { roundId } = await t.done(OpenRound, { phase: '2027' }, group)
  await t.done(FreezeRound, { roundId }, group)
  expect((await t.done(GetRound, { roundId }, group)).round.manifestHash).toBeNull()
  await runJob('plan.make-frozen', { roundId })
  const first = (await t.done(GetRound, { roundId }, group)).round.manifestHash
  expect(first).toMatch(/^[0-9a-f]{64}$/)
  await runJob('plan.make-frozen', { roundId })
  expect((await t.done(GetRound, { roundId }, group)).round.manifestHash).toBe(first)
})
