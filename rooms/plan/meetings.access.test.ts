import { type Answer, type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  DraftMeeting,
  GetCalendarFile,
  GetDutyPaper,
  GetMeeting,
  ListDecisions,
  ListMeetings,
  meetingSignatures,
} from './contract/meetings.ts'
import { planRooms } from './fixtures/plan-rooms.ts'

let t: TestRooms
const some = '00000000-0000-7000-8000-00000000000a'
beforeAll(async () => {
  t = await testRooms(planRooms())
})
afterAll(() => t.close())
const codeOf = (answer: Answer<unknown>) => (answer.ok ? null : answer.refusal.refused.code)

test.each(['district-leader', 'district-officer', 'town-officer', 'statistician', 'family', 'elder', 'firm', 'carer', 'provider-staff'])(
  '%s may not call, hold, write, sign or decide',
  async (role) => {
    const acts = meetingSignatures.filter(({ kind, name }) => kind === 'command' && name !== 'plan.close-decision')
    expect(acts).toHaveLength(10)
    for (const act of acts) expect(typeof act.permission === 'string' ? [] : act.permission.roles).toEqual(['working-group'])
    const answer = await t.run(
      DraftMeeting,
      { kind: '推进会', title: '越权的会', when: { kind: 'day', from: '2026-03-05', to: '2026-03-05' } },
      t.actor({ role }),
    )
    expect(codeOf(answer)).toBe('kernel.not-allowed')
    expect(await t.rows('select 1 from plan.meeting')).toEqual([])
  },
)

test.each(['family', 'elder', 'firm', 'carer', 'provider-staff', 'operator'])(
  '%s may not read meetings, decisions or duty lists',
  async (role) => {
    const actor = t.actor({ role })
    expect(codeOf(await t.run(ListMeetings, {}, actor))).toBe('kernel.not-allowed')
    expect(codeOf(await t.run(GetMeeting, { meetingId: some }, actor))).toBe('kernel.not-allowed')
    expect(codeOf(await t.run(ListDecisions, {}, actor))).toBe('kernel.not-allowed')
    expect(codeOf(await t.run(GetCalendarFile, { meetingId: some }, actor))).toBe('kernel.not-allowed')
    expect(codeOf(await t.run(GetDutyPaper, { unitId: some, form: 'docx' }, actor))).toBe('kernel.not-allowed')
  },
)
