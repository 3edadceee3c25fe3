import type { Answer } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  AcceptTyped,
  CommitSample,
  DrawSample,
  GetRound,
  ListRounds,
  OpenRound,
  RecordCheck,
  ReviewFinding,
  ReviewRound,
  SignRound,
  WriteSelfReport,
} from './contract/index.ts'
import { roundSignatures } from './contract/rounds.ts'
import { freeze, openRoundPlan, type RoundPlan, settle } from './fixtures/round-plan.ts'

let plan: RoundPlan
let t: RoundPlan['t']
let roundId: string
const codeOf = (answer: Answer<unknown>) => (answer.ok ? null : answer.refusal.refused.code)
const person = (n: number, of: object) => t.actor({ accountId: `00000000-0000-7000-8000-0000000000b${n}`, name: `人${n}`, ...of })

beforeAll(async () => {
  plan = await openRoundPlan()
  t = plan.t
  t.clock.set('2027-06-01T01:00:00Z')
  await settle(plan, 12, 1, '2027-03-01')
  t.clock.set('2028-01-10T01:00:00Z')
  roundId = await freeze(plan)
})
afterAll(() => t.close())

test.each([
  ['plan.open-round', ['working-group']],
  ['plan.freeze-round', ['working-group']],
  ['plan.make-manifest', ['working-group']],
  ['plan.supplement-round', ['working-group']],
  ['plan.commit-sample', ['statistician', 'district-officer']],
  ['plan.record-check', ['statistician', 'district-officer']],
  ['plan.review-round', ['statistician', 'district-officer']],
  ['plan.sign-round', ['district-leader', 'working-group']],
])('%s is for %j and for nobody else', (name, roles) => {
  const signature = roundSignatures.find((one) => one.name === name)
  expect(typeof signature?.permission === 'string' ? [] : signature?.permission.roles).toEqual(roles)
})

test.each(['town-officer', 'village-officer', 'park-operator', 'district-officer', 'statistician', 'firm', 'family', 'elder', 'carer'])(
  '%s may not open, freeze or sign',
  async (role) => {
    const before = await t.rows('select id, state from plan.round order by id')
    for (const name of ['plan.open-round', 'plan.freeze-round', 'plan.sign-round', 'plan.archive-round']) {
      const signature = roundSignatures.find((one) => one.name === name)
      if (signature === undefined) throw new Error(name)
      const input = { roundId, phase: '2030', manifestHash: 'f'.repeat(64) }
      expect(codeOf(await t.run(signature, input as never, person(1, { role })))).toBe('kernel.not-allowed')
    }
    expect(await t.rows('select id, state from plan.round order by id')).toEqual(before)
  },
)

test.each(['firm', 'family', 'elder', 'carer', 'provider-staff', 'operator'])('%s reads no round', async (role) => {
  expect(codeOf(await t.run(ListRounds, {}, person(1, { role })))).toBe('kernel.not-allowed')
  expect(codeOf(await t.run(GetRound, { roundId }, person(1, { role })))).toBe('kernel.not-allowed')
})

describe('who wrote a self-report', () => {
  test('judges nothing of the round: neither the person on another post, nor another person of the unit', async () => {
    const writer = { role: 'district-officer', unitId: plan.commerce }
    await t.done(WriteSelfReport, { roundId, unitId: plan.commerce, body: '共引进 12 家企业' }, person(2, writer))
    const [report] = (await t.done(GetRound, { roundId }, person(9, { role: 'statistician' }))).selfReports
    for (const actor of [person(3, writer), person(2, { role: 'statistician', unitId: plan.health })]) {
      const acts = [
        await t.run(AcceptTyped, { roundId, selfReportId: report?.id ?? '', why: '自己认可自己' }, actor),
        await t.run(CommitSample, { roundId, share: 0.1 }, actor),
        await t.run(DrawSample, { roundId }, actor),
        await t.run(RecordCheck, { roundId, n: 1, result: 'confirmed' }, actor),
        await t.run(ReviewFinding, { roundId, body: '自己评自己' }, actor),
        await t.run(ReviewRound, { roundId }, actor),
      ]
      expect(acts.map(codeOf)).toEqual(acts.map(() => 'plan.round-own-work'))
    }
    expect(await t.rows('select 1 from plan.sample')).toEqual([])
    expect(await t.rows('select 1 from plan.finding')).toEqual([])
    await t.done(AcceptTyped, { roundId, selfReportId: report?.id ?? '', why: '已核对登记' }, person(4, { role: 'statistician' }))
  })

  test('does not sign, whatever post the person holds', async () => {
    await t.done(ReviewRound, { roundId }, person(4, { role: 'statistician' }))
    const { round, units } = await t.done(GetRound, { roundId }, person(4, { role: 'statistician' }))
    const input = {
      roundId,
      manifestHash: round.manifestHash ?? '',
      missingNamed: units.filter(({ reported }) => !reported).map(({ id }) => id),
    }
    expect(codeOf(await t.run(SignRound, input, person(2, { role: 'district-leader' })))).toBe('plan.round-own-work')
    expect(codeOf(await t.run(SignRound, input, person(5, { role: 'working-group', unitId: plan.commerce })))).toBe('plan.round-own-work')
    expect(await t.rows('select 1 from plan.round where signed_at is not null')).toEqual([])
    await t.done(SignRound, input, person(6, { role: 'district-leader' }))
  })

  test('writes for its own unit only', async () => {
    const { roundId: other } = await t.done(OpenRound, { phase: '2030' }, person(7, { role: 'working-group' }))
    const early = await t.run(
      WriteSelfReport,
      { roundId: other, unitId: plan.commerce, body: '还没有冻结' },
      person(2, { unitId: plan.commerce }),
    )
    expect(codeOf(early)).toBe('plan.round-move')
    expect(await t.rows('select 1 from plan.self_report where round_id = $1', [other])).toEqual([])
  })
})
