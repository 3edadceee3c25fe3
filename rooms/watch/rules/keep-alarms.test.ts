import { expect, test } from 'vitest'
import { AlarmRow } from '../contract/alarm.ts'
import { noAlarms, takeAnswer, takeNews } from './keep-alarms.ts'
import { isCall, mustSound, orderAlarms, soundOf } from './order-alarms.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const row = (n: number, more: Partial<AlarmRow> = {}): AlarmRow =>
  AlarmRow.parse({
    id: id(n),
    n,
    version: 1,
    cause: 'person',
    level: 1,
    title: '跌倒',
    state: 'new',
    ownerKind: 'duty',
    ownerAccount: null,
    ownerName: '值守台',
    deadlineAt: null,
    claimUntil: null,
    snoozedUntil: null,
    step: 0,
    fence: 0,
    incidentId: null,
    subjectKind: 'home',
    subjectId: id(n),
    elderId: null,
    elderName: null,
    homeId: null,
    homeName: null,
    address: null,
    deviceId: null,
    divisionCode: '990101001001',
    lat: null,
    lon: null,
    openedAt: '2026-11-22T02:00:00Z',
    lastSignalAt: '2026-11-22T02:00:00Z',
    signals: 1,
    homes: null,
    answeredAt: null,
    dispatchedAt: null,
    arrivedAt: null,
    insideAt: null,
    closedAt: null,
    closeCause: null,
    synthetic: true,
    ...more,
  })
const open = (known: typeof noAlarms) => [...known.open.values()].map(({ n, version }) => `${n}v${version}`)
const now = Temporal.Instant.from('2026-11-22T02:00:00Z').epochMilliseconds

test('the greatest version wins, whatever order news come in; a closed alarm is not raised by late news', () => {
  const known = takeNews(noAlarms, [row(1, { version: 3 }), row(1, { version: 2 }), row(2)])
  expect(open(known)).toEqual(['1v3', '2v1'])
  const closed = takeNews(known, [row(1, { version: 5, state: 'closed' })])
  expect(open(takeNews(closed, [row(1, { version: 4 })]))).toEqual(['2v1'])
  expect(open(takeNews(closed, [row(1, { version: 5 })]))).toEqual(['2v1'])
})

test('a member that joined its incident leaves the desk; when it leaves the incident it is back', () => {
  const incident = row(2, { subjectKind: 'incident', subjectId: id(9) })
  const known = takeNews(takeNews(noAlarms, [row(1)]), [incident, row(1, { version: 2, incidentId: id(9) })])
  expect(open(known)).toEqual(['2v1'])
  expect(open(takeNews(known, [row(1, { version: 3 })]))).toEqual(['2v1', '1v3'])
})

test('a desk that does not see the incident, being of a smaller area, keeps its homes', () => {
  const home = row(1, { incidentId: id(9), ownerKind: 'incident' })
  const known = takeAnswer(noAlarms, noAlarms, [home]).known
  expect(open(known)).toEqual(['1v1'])
  expect(open(takeNews(known, [{ ...home, version: 2 }]))).toEqual(['1v2'])
  // one that sees it has the incident's row instead, in whatever order they come
  const incident = row(2, { subjectKind: 'incident', subjectId: id(9) })
  expect(open(takeNews(noAlarms, [home, incident]))).toEqual(['2v1'])
})

test('an incident that grows tells its homes without a new version', () => {
  const known = takeNews(takeNews(noAlarms, [row(1, { homes: 5 })]), [row(1, { homes: 9 })])
  expect(known.open.get(id(1))?.homes).toBe(9)
})

test('an answer takes away what is not in it, but not what was told after asking', () => {
  const asked = takeNews(noAlarms, [row(1), row(2), row(3)])
  const meanwhile = takeNews(asked, [row(3, { version: 2 }), row(4)])
  const after = takeAnswer(meanwhile, asked, [row(1, { version: 2 }), row(5)])
  expect(open(after.known).toSorted()).toEqual(['1v2', '3v2', '4v1', '5v1'])
  expect(after.meanwhile.opened.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([4, 5])
  expect(after.meanwhile.ended.map(({ n }) => n)).toEqual([2])
  expect(after.meanwhile.changed.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([1, 3])
})

test('an old answer does not undo newer news', () => {
  const asked = takeNews(noAlarms, [row(1)])
  const closed = takeNews(asked, [row(1, { version: 2, state: 'closed' })])
  expect(open(takeAnswer(closed, asked, [row(1)]).known)).toEqual([])
})

test('gravest first, a call before a fall of its level, then the oldest', () => {
  const rows = [
    row(1, { level: 4, cause: 'equipment', title: '断电' }),
    row(2, { title: '跌倒' }),
    row(3, { title: '一键呼叫（卧室）' }),
    row(4, { title: '一键呼叫' }),
    row(5, { level: 1, cause: 'hazard', title: '烟雾' }),
  ]
  expect(rows.toSorted(orderAlarms).map(({ n }) => n)).toEqual([3, 4, 2, 5, 1])
  expect(rows.filter(isCall).map(({ n }) => n)).toEqual([3, 4])
})

test('a press that waits on a disk while the database is away is heard for a minute: there is no alarm of it that could sound', () => {
  const calm = { loud: [], spooled: [], cut: false, chime: false }
  expect(soundOf(calm, now)).toBeNull()
  expect(soundOf({ ...calm, spooled: ['2026-11-22T01:59:30Z'] }, now)).toBe('grave')
  expect(soundOf({ ...calm, spooled: ['2026-11-22T01:58:59Z'] }, now)).toBeNull()
  expect(soundOf({ ...calm, loud: [2] }, now)).toBe('urgent')
  expect(soundOf({ ...calm, loud: [2, 1], cut: true }, now)).toBe('grave')
  expect(soundOf({ ...calm, cut: true, chime: true }, now)).toBe('cut')
  expect(soundOf({ ...calm, chime: true }, now)).toBe('chime')
})

test.each([
  ['unclaimed', row(1), true],
  ['with the supervisor', row(1, { ownerKind: 'supervisor' }), true],
  ['claimed', row(1, { ownerKind: 'operator', state: 'claimed' }), false],
  ['in an incident', row(1, { ownerKind: 'incident' }), false],
  ['the incident itself, level 2', row(1, { level: 2, subjectKind: 'incident', homes: 9000 }), true],
  ['level 3', row(1, { level: 3 }), false],
  ['waits for the second person', row(1, { ownerKind: 'supervisor', state: 'reviewing' }), false],
  ['put off', row(1, { snoozedUntil: '2026-11-22T02:00:01Z' }), false],
  ['its pause is over though nothing was told', row(1, { snoozedUntil: '2026-11-22T01:59:59Z' }), true],
])('sound: %s', (_, alarm, sounds) => {
  expect(mustSound(alarm, now)).toBe(sounds)
})
