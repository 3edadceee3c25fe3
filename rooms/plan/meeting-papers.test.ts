import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Answer, type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { CreateUnit } from '@yinqiao/orgs/contract'
import mammoth from 'mammoth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CallMeeting,
  CloseDecision,
  ConfirmVersion,
  DecideItem,
  DraftMeeting,
  EditAgenda,
  GetDutyPaper,
  GetMeetingPaper,
  HoldMeeting,
  ImportPlan,
  ListDecisions,
  WriteMinutes,
} from './contract/index.ts'
import { planRooms } from './fixtures/plan-rooms.ts'

let t: TestRooms
let minzheng: string
let shangwu: string
const offered = [{ kind: 'late-measure' as const, id: '4.4.11', title: '4.4.11 落后于进度', why: '数值 2，应有 5' }]
const group = () => t.actor({ role: 'working-group', name: '专班' })
const codeOf = (answer: Answer<unknown>) => (answer.ok ? null : answer.refusal.refused.code)

beforeAll(async () => {
  t = await testRooms(planRooms({ district: { synthetic: true }, agendaSources: [async () => offered] }))
  const unit = async (code: string, name: string) =>
    (await t.done(CreateUnit, { code, name, kind: 'department', divisionCode: null, validFrom: '2020-01-01', source: '合成' }, group())).id
  minzheng = await unit('mz', '区民政局')
  shangwu = await unit('sw', '区商务局')
  const fixture = readFileSync(join(import.meta.dirname, 'fixtures/qinghe-2026.txt')).toString('base64')
  const { versionId } = await t.done(ImportPlan, { fileName: 'q.txt', content: fixture }, group())
  await t.done(ConfirmVersion, { versionId }, group())
})
afterAll(() => t.close())

describe('papers', () => {
  const textOf = async (content: string) => (await mammoth.extractRawText({ buffer: Buffer.from(content, 'base64') })).value
  test('the pack has agenda with sources, units, what is open, minutes and decisions', async () => {
    t.clock.set('2026-08-01T01:00:00Z')
    const { meetingId, version } = await t.done(
      DraftMeeting,
      { kind: '推进会', title: '第一季度推进会', when: { kind: 'time', day: '2026-08-01', from: '09:30', to: '11:00' } },
      group(),
    )
    const call = await t.done(CallMeeting, { meetingId, version, unitIds: [minzheng, shangwu] }, group())
    t.clock.set('2026-08-01T08:00:00Z')
    const attendance = [
      { unitId: minzheng, state: 'present' as const, delegate: '分管局长' },
      { unitId: shangwu, state: 'absent' as const },
    ]
    await t.done(HoldMeeting, { meetingId, version: call.version, attendance }, group())
    await t.done(WriteMinutes, { meetingId, seen: 0, body: '研究了滞后场景。\n下一步抓落实。' }, group())
    await t.done(DecideItem, { meetingId, text: '按月报送进展', ownerUnitId: shangwu, due: '2026-08-31' }, group())
    const file = await t.done(GetMeetingPaper, { meetingId, form: 'docx' }, group())
    expect(file.fileName).toBe('第一季度推进会.docx')
    const text = await textOf(file.content)
    for (const words of [
      '4.4.11 落后于进度',
      '滞后指标',
      '区民政局',
      '分管局长',
      '缺席',
      '研究了滞后场景。',
      '未签发',
      '按月报送进展',
      '2026年8月1日 09:30—11:00',
    ]) {
      expect(text).toContain(words)
    }
    const pdf = await t.done(GetMeetingPaper, { meetingId, form: 'pdf' }, group())
    expect(Buffer.from(pdf.content, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  })
  test("a unit's list has late decisions first, then its duties with role and source; its calendar has the days", async () => {
    t.clock.set('2026-09-05T01:00:00Z')
    const text = await textOf((await t.done(GetDutyPaper, { unitId: minzheng, form: 'docx' }, group())).content)
    for (const words of ['区民政局责任清单', '建设颐养中心', '牵头（方案所定）', '没有逾期事项']) expect(text).toContain(words)
    const late = await textOf((await t.done(GetDutyPaper, { unitId: shangwu, form: 'docx' }, group())).content)
    expect(late.indexOf('按月报送进展')).toBeLessThan(late.indexOf('二、三十日内到期'))
    expect(late).toContain('其中逾期 1 项')
    const calendar = Buffer.from((await t.done(GetDutyPaper, { unitId: shangwu, form: 'ics' }, group())).content, 'base64').toString()
    expect(calendar).toContain('METHOD:PUBLISH')
    expect(calendar).toContain('DTSTART;VALUE=DATE:20260831')
    expect(codeOf(await t.run(GetDutyPaper, { unitId: '00000000-0000-7000-8000-00000000ffff', form: 'pdf' }, group()))).toBe(
      'plan.unit-unknown',
    )
  })
})

describe('two at one time', () => {
  test('of two edits of one agenda one is told that the other was first', async () => {
    const { meetingId, version } = await t.done(
      DraftMeeting,
      { kind: '交流会', title: '同时编辑', when: { kind: 'day', from: '2026-12-01', to: '2026-12-01' } },
      group(),
    )
    const answers = await Promise.all(
      ['甲议题', '乙议题', '丙议题'].map((title) => t.run(EditAgenda, { meetingId, version, items: [{ title }] }, group())),
    )
    expect(answers.map((answer) => codeOf(answer) ?? '').toSorted((a, b) => a.localeCompare(b))).toEqual([
      '',
      'kernel.changed-meanwhile',
      'kernel.changed-meanwhile',
    ])
    expect(await t.rows('select version from plan.meeting where id = $1 and known_to is null', [meetingId])).toEqual([{ version: 2 }])
    expect(await t.rows('select 1 from plan.agenda_item where meeting_id = $1 and meeting_version = 2', [meetingId])).toHaveLength(1)
  })
  test('one decision is closed once', async () => {
    const { rows } = await t.done(ListDecisions, { unitId: shangwu }, group())
    const [decision] = rows
    if (decision === undefined) throw new Error('a decision stands')
    const close = { decisionId: decision.id, version: decision.version, doneOn: '2026-09-05', recordKind: '记录' }
    const answers = await Promise.all(['1', '2', '3'].map((recordId) => t.run(CloseDecision, { ...close, recordId }, group())))
    expect(answers.map((answer) => codeOf(answer) ?? '').toSorted((a, b) => a.localeCompare(b))).toEqual([
      '',
      'plan.decision-closed',
      'plan.decision-closed',
    ])
    expect(await t.rows('select 1 from plan.meeting_decision where id = $1', [decision.id])).toHaveLength(2)
  })
})
