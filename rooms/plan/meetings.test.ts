import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkTree, measureValue } from '@yinqiao/kernel'
import { type Answer, type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { CreateUnit } from '@yinqiao/orgs/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asSystem } from '../../kernel/transaction.ts'
import {
  CallMeeting,
  CancelMeeting,
  CloseDecision,
  ConfirmVersion,
  DecideItem,
  DraftMeeting,
  EditAgenda,
  GetCalendarFile,
  GetMeeting,
  HoldMeeting,
  ImportPlan,
  ListDecisions,
  ListMeetings,
  MoveMeeting,
  SetMeetingRule,
  SignMinutes,
  WriteMinutes,
} from './contract/index.ts'
import { planRooms } from './fixtures/plan-rooms.ts'
import { meetingMeasures, meetingSources } from './rules/meeting-measures.ts'

let t: TestRooms
let minzheng: string
let shangwu: string
const offered = [{ kind: 'late-measure' as const, id: '4.4.11', title: '4.4.11 落后于进度', why: '数值 2，应有 5' }]
const group = () => t.actor({ role: 'working-group', name: '专班' })
const codeOf = (answer: Answer<unknown>) => (answer.ok ? null : answer.refusal.refused.code)

beforeAll(async () => {
  t = await testRooms(planRooms({ district: { synthetic: true }, agendaSources: [async () => offered, async () => offered] }))
  const unit = async (code: string, name: string) =>
    (await t.done(CreateUnit, { code, name, kind: 'department', divisionCode: null, validFrom: '2020-01-01', source: '合成' }, group())).id
  minzheng = await unit('mz', '区民政局')
  shangwu = await unit('sw', '区商务局')
  const fixture = readFileSync(join(import.meta.dirname, 'fixtures/qinghe-2026.txt')).toString('base64')
  const { versionId } = await t.done(ImportPlan, { fileName: 'q.txt', content: fixture }, group())
  await t.done(ConfirmVersion, { versionId }, group())
})
afterAll(() => t.close())

const timed = (day: string) => ({ kind: 'time' as const, day, from: '09:30', to: '11:00' })
const draft = async (day = '2026-03-05', kind: '推进会' | '专题会' = '推进会') =>
  t.done(DraftMeeting, { kind, title: `第一季度${kind}`, place: '第3会议室', when: timed(day) }, group())
async function called(day?: string, kind?: '推进会' | '专题会') {
  const { meetingId, version } = await draft(day, kind)
  const next = await t.done(CallMeeting, { meetingId, version, unitIds: [minzheng, shangwu] }, group())
  return { meetingId, version: next.version }
}
async function held(day = '2026-03-05', kind?: '推进会' | '专题会') {
  const { meetingId, version } = await called(day, kind)
  t.clock.set(`${day}T08:00:00Z`)
  const attendance = [
    { unitId: minzheng, state: 'present' as const, delegate: '分管局长' },
    { unitId: shangwu, state: 'absent' as const },
  ]
  return { meetingId, version: (await t.done(HoldMeeting, { meetingId, version, attendance }, group())).version }
}
const get = (meetingId: string) => t.done(GetMeeting, { meetingId }, group())
const ics = async (meetingId: string) =>
  Buffer.from((await t.done(GetCalendarFile, { meetingId }, group())).content, 'base64')
    .toString()
    .replaceAll('\r\n ', '')
const line = (text: string, name: string) =>
  text
    .slice(text.indexOf('BEGIN:VEVENT'))
    .split('\r\n')
    .find((each) => each.startsWith(name))

describe('an agenda', () => {
  test('builds itself, each thing once, keeps its source under other words, takes items by hand, and can be put in another order', async () => {
    const { meetingId, version, agenda } = await draft()
    expect(agenda.map(({ kind, sourceId }) => [kind, sourceId])).toEqual([['late-measure', '4.4.11']])
    const [first] = agenda
    const edited = await t.done(
      EditAgenda,
      { meetingId, version, items: [{ title: '手工议题' }, { id: first?.id ?? '', title: '改写的议题', text: '说明' }] },
      group(),
    )
    expect(edited.agenda.map(({ kind, title, sourceTitle, why }) => [kind, title, sourceTitle, why])).toEqual([
      ['hand', '手工议题', null, null],
      ['late-measure', '改写的议题', '4.4.11 落后于进度', '数值 2，应有 5'],
    ])
    // taken off by a person it stays off, until new points are asked for
    const without = await t.done(EditAgenda, { meetingId, version: edited.version, items: [] }, group())
    expect(without.agenda).toEqual([])
    const again = await t.done(EditAgenda, { meetingId, version: without.version, items: [], takeNew: true }, group())
    expect(again.agenda.map(({ sourceId }) => sourceId)).toEqual(['4.4.11'])
  })

  test('edited against an old version, with a strange item or one twice is refused, and nothing changes', async () => {
    const { meetingId, version, agenda } = await draft()
    const id = agenda[0]?.id ?? ''
    const bad = [
      [{ meetingId, version: version + 1, items: [] }, 'kernel.changed-meanwhile'],
      [{ meetingId, version, items: [{ id: meetingId, title: '别的' }] }, 'plan.agenda-item-unknown'],
      [
        {
          meetingId,
          version,
          items: [
            { id, title: '一次' },
            { id, title: '两次' },
          ],
        },
        'plan.agenda-item-unknown',
      ],
      [{ meetingId: minzheng, version, items: [] }, 'plan.meeting-unknown'],
    ] as const
    for (const [input, code] of bad) expect(codeOf(await t.run(EditAgenda, { ...input, items: [...input.items] }, group()))).toBe(code)
    expect((await get(meetingId)).agenda).toEqual(agenda)
    expect(await t.rows('select 1 from plan.meeting where id = $1', [meetingId])).toHaveLength(1)
  })

  test('a gate of the plan within 60 days is on it', async () => {
    const phases = await t.rows<{ to: number }>(
      "select (p -> 'years' ->> 'to')::int as to from plan.version, jsonb_array_elements(structure -> 'phases') p where p -> 'years' ->> 'to' is not null",
    )
    const year = phases[0]?.to
    if (year === undefined) throw new Error('the fixture has a phase with a last year')
    t.clock.set(`${year}-11-20T02:00:00Z`)
    expect((await draft(`${year}-12-01`)).agenda.map(({ kind, sourceId }) => [kind, sourceId])).toContainEqual(['gate', `${year}-12-31`])
    t.clock.set('2026-03-02T01:00:00Z')
  })
})

describe('calendar files', () => {
  test('keep their UID, rise in number with each change, and end in a cancellation', async () => {
    const { meetingId, version } = await draft()
    expect(codeOf(await t.run(GetCalendarFile, { meetingId }, group()))).toBe('plan.meeting-move')
    const call = await t.done(CallMeeting, { meetingId, version, unitIds: [minzheng, minzheng] }, group())
    const first = await ics(meetingId)
    expect(first).toContain('METHOD:REQUEST')
    expect([line(first, 'UID'), line(first, 'SEQUENCE'), line(first, 'DTSTART')]).toEqual([
      `UID:${meetingId}@yinqiao`,
      'SEQUENCE:1',
      'DTSTART;TZID=Asia/Shanghai:20260305T093000',
    ])
    expect(first.match(/ATTENDEE/g)).toHaveLength(1)
    expect(first).toContain('合成数据')
    const moved = await t.done(
      MoveMeeting,
      { meetingId, version: call.version, title: '改期的会', when: { kind: 'day', from: '2026-03-06', to: '2026-03-07' } },
      group(),
    )
    const second = await ics(meetingId)
    expect([line(second, 'UID'), line(second, 'SEQUENCE'), line(second, 'DTSTART'), line(second, 'DTEND')]).toEqual([
      `UID:${meetingId}@yinqiao`,
      'SEQUENCE:2',
      'DTSTART;VALUE=DATE:20260306',
      'DTEND;VALUE=DATE:20260308',
    ])
    await t.done(CancelMeeting, { meetingId, version: moved.version, reason: '与会单位冲突' }, group())
    const third = await ics(meetingId)
    expect(third).toContain('METHOD:CANCEL')
    expect([line(third, 'UID'), line(third, 'SEQUENCE'), line(third, 'STATUS')]).toEqual([
      `UID:${meetingId}@yinqiao`,
      'SEQUENCE:3',
      'STATUS:CANCELLED',
    ])
  })

  test('a cancelled meeting is not changed any more', async () => {
    const { meetingId, version } = await called()
    const after = (await t.done(CancelMeeting, { meetingId, version, reason: '不再需要' }, group())).version
    const seen = { meetingId, version: after }
    expect(codeOf(await t.run(MoveMeeting, { ...seen, title: '又改', when: timed('2026-03-09') }, group()))).toBe('plan.meeting-move')
    expect(codeOf(await t.run(EditAgenda, { ...seen, items: [] }, group()))).toBe('plan.meeting-move')
    expect(codeOf(await t.run(CallMeeting, { ...seen, unitIds: [minzheng] }, group()))).toBe('plan.meeting-move')
    expect(codeOf(await t.run(CancelMeeting, { ...seen, reason: '再次' }, group()))).toBe('plan.meeting-move')
    expect((await get(meetingId)).meeting).toMatchObject({ state: 'cancelled', version: after, reason: '不再需要' })
  })
})

describe('calling and holding', () => {
  test('nobody, a strange unit, a day to come, nobody present are refused, and the meeting stays as it was', async () => {
    t.clock.set('2026-03-02T01:00:00Z')
    const { meetingId, version } = await draft()
    const seen = { meetingId, version }
    expect(codeOf(await t.run(CallMeeting, { ...seen, unitIds: [] }, group()))).toBe('plan.nobody-called')
    expect(codeOf(await t.run(CallMeeting, { ...seen, unitIds: [meetingId] }, group()))).toBe('plan.unit-unknown')
    expect(codeOf(await t.run(HoldMeeting, { ...seen, attendance: [{ unitId: minzheng, state: 'present' }] }, group()))).toBe(
      'plan.meeting-move',
    )
    const next = { meetingId, version: (await t.done(CallMeeting, { ...seen, unitIds: [minzheng] }, group())).version }
    const present = [{ unitId: minzheng, state: 'present' as const }]
    expect(codeOf(await t.run(HoldMeeting, { ...next, attendance: present }, group()))).toBe('plan.meeting-not-yet')
    t.clock.set('2026-03-05T08:00:00Z')
    expect(codeOf(await t.run(HoldMeeting, { ...next, attendance: [{ unitId: minzheng, state: 'excused' }] }, group()))).toBe(
      'plan.nobody-present',
    )
    expect(codeOf(await t.run(HoldMeeting, { ...next, attendance: [...present, ...present] }, group()))).toBe('plan.unit-unknown')
    expect((await get(meetingId)).meeting).toMatchObject({ state: 'called', version: next.version, heldOn: null })
  })
  test.each([
    [{ kind: 'time' as const, day: '2026-03-05', from: '11:00', to: '09:00' }, 'plan.meeting-ends-early'],
    [{ kind: 'time' as const, day: '2026-02-30', from: '09:00', to: '10:00' }, 'kernel.invalid-input'],
    [{ kind: 'time' as const, day: '2026-03-05', from: '9:00', to: '24:00' }, 'kernel.invalid-input'],
    [{ kind: 'day' as const, from: '2026-03-05', to: '2026-03-04' }, 'plan.meeting-ends-early'],
  ])('a time that is none is refused: %j', async (when, code) => {
    const before = await t.rows('select count(*) from plan.meeting')
    expect(codeOf(await t.run(DraftMeeting, { kind: '推进会', title: '坏时间', when }, group()))).toBe(code)
    expect(await t.rows('select count(*) from plan.meeting')).toEqual(before)
  })
})

describe('minutes', () => {
  const body = '会议听取了进展，研究了问题。'
  test('a change after the signature is a new version with a reason; the signed one stays', async () => {
    const { meetingId } = await held()
    expect(codeOf(await t.run(SignMinutes, { meetingId, version: 1 }, group()))).toBe('plan.no-minutes')
    await t.done(WriteMinutes, { meetingId, seen: 0, body }, group())
    expect(codeOf(await t.run(WriteMinutes, { meetingId, seen: 0, body }, group()))).toBe('kernel.changed-meanwhile')
    await t.done(SignMinutes, { meetingId, version: 1 }, group())
    expect(codeOf(await t.run(SignMinutes, { meetingId, version: 1 }, group()))).toBe('plan.minutes-already-signed')
    expect(codeOf(await t.run(WriteMinutes, { meetingId, seen: 1, body: `${body}改` }, group()))).toBe('plan.minutes-signed')
    await t.done(WriteMinutes, { meetingId, seen: 1, body: `${body}改`, reason: '更正单位名称' }, group())
    const { minutes } = await get(meetingId)
    expect(minutes.map((each) => [each.version, each.body, each.signedBy, each.changeReason])).toEqual([
      [2, `${body}改`, null, '更正单位名称'],
      [1, body, '专班', null],
    ])
    // the application itself may not rewrite what is written
    const granted = await t.rows<{ column_name: string }>(
      "select column_name from information_schema.column_privileges where grantee = 'yinqiao_app' and table_schema = 'plan' and table_name = 'minutes' and privilege_type = 'UPDATE'",
    )
    expect(granted.map(({ column_name }) => column_name).toSorted()).toEqual(['signed_at', 'signed_by'])
  })
  test('of a meeting that was not held are refused', async () => {
    t.clock.set('2026-03-02T01:00:00Z')
    const { meetingId } = await called()
    expect(codeOf(await t.run(WriteMinutes, { meetingId, seen: 0, body }, group()))).toBe('plan.meeting-move')
    expect(await t.rows('select 1 from plan.minutes where meeting_id = $1', [meetingId])).toEqual([])
  })
})

describe('decisions', () => {
  test('need an owner and a day that is not before the meeting', async () => {
    const { meetingId } = await held()
    const input = { meetingId, text: '月底前报送名单', ownerUnitId: minzheng, due: '2026-03-31' }
    const before = await t.rows('select count(*) from plan.meeting_decision')
    const { ownerUnitId: _, ...ownerless } = input
    const { due: __, ...endless } = input
    expect(codeOf(await t.run(DecideItem, ownerless as typeof input, group()))).toBe('kernel.invalid-input')
    expect(codeOf(await t.run(DecideItem, endless as typeof input, group()))).toBe('kernel.invalid-input')
    expect(codeOf(await t.run(DecideItem, { ...input, ownerUnitId: meetingId }, group()))).toBe('plan.unit-unknown')
    expect(codeOf(await t.run(DecideItem, { ...input, due: '2026-03-04' }, group()))).toBe('plan.decision-day')
    expect(codeOf(await t.run(DecideItem, { ...input, itemId: meetingId }, group()))).toBe('plan.agenda-item-unknown')
    const open = await called('2026-03-20')
    expect(codeOf(await t.run(DecideItem, { ...input, meetingId: open.meetingId }, group()))).toBe('plan.meeting-move')
    expect(await t.rows('select count(*) from plan.meeting_decision')).toEqual(before)
  })

  test('overdue appear on the next agenda, are closed by a record and by their owner, and say when and by whom', async () => {
    const { meetingId } = await held()
    const item = (await get(meetingId)).agenda[0]
    const { decisionId } = await t.done(
      DecideItem,
      { meetingId, itemId: item?.id ?? '', text: '补齐滞后场景', ownerUnitId: minzheng, due: '2026-03-10' },
      group(),
    )
    t.clock.set('2026-03-10T10:00:00Z')
    expect((await draft('2026-03-20')).agenda.map(({ sourceId }) => sourceId)).not.toContain(decisionId)
    t.clock.set('2026-03-11T10:00:00Z')
    const next = await draft('2026-03-20')
    expect(next.agenda.find(({ sourceId }) => sourceId === decisionId)).toMatchObject({
      kind: 'overdue-decision',
      title: '逾期决议：补齐滞后场景',
    })
    const own = t.actor({ role: 'district-officer', unitId: minzheng, name: '民政局经办' })
    expect((await t.done(ListDecisions, { mine: true }, own)).rows.map(({ id, state }) => [id, state])).toContainEqual([decisionId, 'late'])
    const close = { decisionId, version: 1, doneOn: '2026-03-11', recordKind: '验收记录', recordId: 'YS-1' }
    const other = t.actor({ role: 'district-officer', unitId: shangwu })
    expect(codeOf(await t.run(CloseDecision, close, other))).toBe('plan.decision-not-yours')
    expect(codeOf(await t.run(CloseDecision, { ...close, doneOn: '2026-03-12' }, own))).toBe('plan.decision-day')
    expect(codeOf(await t.run(CloseDecision, { ...close, doneOn: '2026-03-04' }, own))).toBe('plan.decision-day')
    expect(codeOf(await t.run(CloseDecision, { ...close, recordId: '  ' }, own))).toBe('kernel.invalid-input')
    expect(codeOf(await t.run(CloseDecision, { ...close, version: 2 }, own))).toBe('kernel.changed-meanwhile')
    await t.done(CloseDecision, close, own)
    expect(codeOf(await t.run(CloseDecision, { ...close, version: 2 }, own))).toBe('plan.decision-closed')
    expect((await get(meetingId)).decisions).toMatchObject([
      { state: 'done-late', doneOn: '2026-03-11', recordId: 'YS-1', closedBy: '民政局经办' },
    ])
    expect((await draft('2026-03-21')).agenda.map(({ sourceId }) => sourceId)).not.toContain(decisionId)
    // what was known before the closing can still be seen
    const versions = await t.rows<{ done: boolean; open: boolean }>(
      'select done_on is not null as done, known_to is null as open from plan.pub_meeting_decision where id = $1 order by version',
      [decisionId],
    )
    expect(versions).toEqual([
      { done: false, open: false },
      { done: true, open: true },
    ])
  })
})

describe('a rule how often to meet', () => {
  const rule = { kind: '专题会' as const, from: '2026-01-01', until: '2026-12-31', everyMonths: 3, basis: '会议纪要', decidedBy: '专班' }
  test('makes a due period each, counts what was held in it, and cannot be undone once a period has begun', async () => {
    t.clock.set('2026-03-05T01:00:00Z')
    await held('2026-03-05', '专题会')
    expect(await t.done(SetMeetingRule, rule, group())).toEqual({ periods: 4 })
    const due = async () => (await t.done(ListMeetings, {}, group())).due.map(({ dueOn, heldOn, missed }) => [dueOn, heldOn, missed])
    expect((await due())[0]).toEqual(['2026-03-31', '2026-03-05', false])
    expect(codeOf(await t.run(SetMeetingRule, { ...rule, everyMonths: 12 }, group()))).toBe('plan.meeting-rule-overlaps')
    t.clock.set('2026-07-02T01:00:00Z')
    await held('2026-07-02', '专题会')
    expect(await due()).toEqual([
      ['2026-03-31', '2026-03-05', false],
      ['2026-06-30', null, true],
      ['2026-09-30', '2026-07-02', false],
      ['2026-12-31', null, false],
    ])
    expect(await t.done(SetMeetingRule, { ...rule, from: '2026-10-01', everyMonths: 1 }, group())).toEqual({ periods: 3 })
    expect((await due()).map(([day]) => day)).toEqual(['2026-03-31', '2026-06-30', '2026-09-30', '2026-10-31', '2026-11-30', '2026-12-31'])
  })
  test.each([
    { ...rule, until: '2025-12-31' },
    { ...rule, until: '2040-01-01' },
  ])('without a period or without an end is refused: %j', async (input) => {
    expect(codeOf(await t.run(SetMeetingRule, input, group()))).toBe('plan.decision-day')
  })
})

describe('measures', () => {
  const sources = new Map(meetingSources.map((source) => [source.name, source]))
  const value = (code: string, to: string, unitId?: string) => {
    const measure = meetingMeasures.find((each) => each.code === code)
    if (measure === undefined) throw new Error(code)
    return asSystem(t.kernel, 'plan.test', (ctx) =>
      measureValue(
        ctx.db,
        sources,
        { tree: measure.tree, params: {} },
        {
          scope: unitId === undefined ? { kind: 'district' } : { kind: 'unit', id: unitId },
          from: '2026-01-01',
          to,
          knownAt: ctx.now.toString(),
        },
      ),
    )
  }
  test('have trees that fit their sources', () => {
    for (const { code, tree } of meetingMeasures) expect(checkTree(tree, sources, {}), code).toEqual([])
  })
  test('count meetings held, decisions and problems in time, and periods kept', async () => {
    t.clock.set('2026-07-10T01:00:00Z')
    const [held513, decided, problems, kept] = [
      await value('5.1.3.held', '2026-07-10'),
      await value('5.1.3', '2026-07-10'),
      await value('5.3.6', '2026-07-10'),
      await value('5.3.3', '2026-07-10'),
    ]
    const truth = await t.rows<{ held: number }>(
      "select count(*) as held from plan.meeting where known_to is null and state = 'held' and kind <> '专题会'",
    )
    expect(Number(held513.value)).toBe(truth[0]?.held)
    // one decision, due on 10 March, done a day late
    expect(decided).toMatchObject({ value: '0', part: '0', whole: '1', leaks: 0, undecided: 0 })
    expect((await value('5.1.3', '2026-07-10', minzheng)).whole).toBe('1')
    expect((await value('5.1.3', '2026-07-10', shangwu)).whole).toBe('0')
    expect(problems).toMatchObject({ part: '0', whole: '1', leaks: 0 })
    // due by then: first quarter kept, second missed, third kept early does not lie in the time asked for
    expect(kept).toMatchObject({ part: '1', whole: '2', leaks: 0 })
  })
})
