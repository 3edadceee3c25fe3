import { describe, expect, test } from 'vitest'
import { freshness, halfHour, judgeWellness, type WellFacts } from './judge-wellness.ts'

const now = Temporal.Instant.from('2026-03-02T09:10:00+08:00').epochMilliseconds
const at = (text: string) => Temporal.Instant.from(`${text}+08:00`).epochMilliseconds
const fine: WellFacts = {
  watched: true,
  scene: 'home',
  signAt: at('2026-03-02T09:05:00'),
  signOf: 'home',
  openAlarms: 0,
  ownedAlarms: 0,
  devices: { all: 3, silent: 0, weak: 0 },
  lifeState: 'at-home',
}

describe('how fresh a sign is', () => {
  test.each([
    ['2026-03-02T09:05:00', 'just-now'],
    ['2026-03-02T08:30:00', 'this-hour'],
    ['2026-03-02T00:00:30', 'today'],
    ['2026-03-01T23:59:30', 'yesterday'],
    ['2026-02-28T23:59:30', 'longer'],
    ['2026-03-02T09:14:00', 'just-now'],
    ['2026-03-02T10:10:00', 'none'],
  ])('%s: %s', (sign, fresh) => expect(freshness(at(sign), now)).toBe(fresh))
  test('none is none', () => expect(freshness(null, now)).toBe('none'))
  test('it is told by the half hour only', () => expect(halfHour(at('2026-03-02T09:29:59'))).toBe(at('2026-03-02T09:00:00')))
})

describe('whether all is well', () => {
  test.each<[string, Partial<WellFacts>, string]>([
    ['a sign today, devices speak', {}, 'well'],
    ['an alarm outweighs every sign', { openAlarms: 1 }, 'alarm'],
    ['an alarm outweighs being away', { openAlarms: 1, lifeState: 'away' }, 'alarm'],
    ['no sign since yesterday', { signAt: at('2026-03-01T20:00:00') }, 'look'],
    ['all devices silent', { devices: { all: 2, silent: 2, weak: 0 } }, 'look'],
    ['one of three silent', { devices: { all: 3, silent: 1, weak: 0 } }, 'well'],
    ['no device: not known, and not well', { devices: { all: 0, silent: 0, weak: 0 } }, 'unknown'],
    ['no home', { watched: false }, 'unknown'],
    ['never a sign: not known, and not well', { signAt: null, signOf: null }, 'unknown'],
    ['in hospital the home says nothing', { lifeState: 'hospital' }, 'unknown'],
    ['the old flat says nothing of who lives in a home for the aged', { lifeState: 'institution' }, 'unknown'],
    ['but a watch on their wrist does', { lifeState: 'institution', signOf: 'person' }, 'well'],
    ['and so does the home for the aged itself', { lifeState: 'institution', scene: 'institution' }, 'well'],
    ['nor of who moved away', { lifeState: 'moved' }, 'unknown'],
    ['of the dead nobody says that all is well, or asks to call them', { lifeState: 'dead', signOf: 'person' }, 'unknown'],
    ['nor when nothing was heard', { lifeState: 'dead', signAt: at('2026-02-20T20:00:00') }, 'unknown'],
    ['an unknown life state mutes nothing', { lifeState: null }, 'well'],
    ['a sign from the future is none', { signAt: at('2026-03-03T09:00:00') }, 'unknown'],
  ])('%s', (_what, facts, answer) => expect(judgeWellness({ ...fine, ...facts }, now).answer).toBe(answer))
  test('it is said whether somebody is on the alarm', () => {
    expect(judgeWellness({ ...fine, openAlarms: 1, ownedAlarms: 1 }, now).words.zh).toContain('正在处理')
    expect(judgeWellness({ ...fine, openAlarms: 1 }, now).words.zh).not.toContain('正在处理')
  })
})
