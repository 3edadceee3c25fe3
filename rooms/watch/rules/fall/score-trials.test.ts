import { expect, test } from 'vitest'
import { fall, record, walk } from '../../fixtures/movements.ts'
import { fallModel } from './frozen-model.ts'
import { readSisfallTrial, readUmafallTrial, type Trial } from './read-trial.ts'
import { figuresOf, openTrialScore, shareOf } from './score-trials.ts'

const trial = (set: Trial['set'], subject: string, group: Trial['group'], isFall: boolean, streams: Trial['streams']): Trial => ({
  set,
  subject,
  group,
  activity: isFall ? 'F01' : 'D01',
  fall: isFall,
  streams,
})

test('trials are counted by set, place, group and activity; a sensor that was not worn is not counted', () => {
  const score = openTrialScore(fallModel)
  score.add([
    trial('sisfall', 'SA90', 'young', true, { waist: record(fall, 50) }),
    trial('sisfall', 'SA90', 'young', true, { waist: record(walk, 50) }),
    trial('sisfall', 'SE90', 'older', false, { waist: record(walk, 50) }),
  ])
  score.add([trial('umafall', 'subject90', 'young', true, { wrist: record(fall, 20) })])
  const rows = score.rows()
  expect(rows.map(({ set, place, group, trials, detected }) => [set, place, group, trials, detected])).toEqual([
    ['sisfall', 'waist', 'older', 1, 0],
    ['sisfall', 'waist', 'young', 2, 1],
    ['umafall', 'wrist', 'young', 1, 1],
  ])
  expect(figuresOf(rows.filter(({ group, set }) => group === 'young' && set === 'sisfall'))).toMatchObject({
    trials: 2,
    falls: 2,
    sensitivity: 0.5,
    specificity: null,
    falseAlarmShare: null,
    specificityInterval: null,
  })
})

test('a share of nothing is nothing, not zero; intervals are Wilson’s', () => {
  expect(shareOf(0, 0)).toEqual({ share: null, interval: null })
  expect(shareOf(8, 10)).toEqual({ share: 0.8, interval: [0.4902, 0.9433] })
  expect(shareOf(10, 10)).toEqual({ share: 1, interval: [0.7225, 1] })
  expect(shareOf(0, 10)).toEqual({ share: 0, interval: [0, 0.2775] })
})

const sisfall = { code: 'F01', subject: 'SA01', trial: 1, fall: true, hz: 50, acc: [0, -256, 0, 256, 0, 128] }
const umafall = { subject: '02', age: 67, fall: false, activity: 'Walking', wrist: [10, 1000, 0, -500], waist: [] }

test('lines become trials in g and milliseconds', () => {
  expect(readSisfallTrial(JSON.stringify(sisfall))).toEqual({
    set: 'sisfall',
    subject: 'SA01',
    group: 'young',
    activity: 'F01',
    fall: true,
    streams: {
      waist: [
        { t: 0, x: 0, y: -1, z: 0 },
        { t: 20, x: 1, y: 0, z: 0.5 },
      ],
    },
  })
  expect(readUmafallTrial(JSON.stringify(umafall))).toEqual({
    set: 'umafall',
    subject: 'subject02',
    group: 'older',
    activity: 'Walking',
    fall: false,
    streams: { wrist: [{ t: 10, x: 1, y: 0, z: -0.5 }] },
  })
})

test.each([
  ['no JSON', readSisfallTrial, '{'],
  ['a list', readSisfallTrial, '[]'],
  ['a cut list of numbers', readSisfallTrial, JSON.stringify({ ...sisfall, acc: [1, 2] })],
  ['an empty list', readSisfallTrial, JSON.stringify({ ...sisfall, acc: [] })],
  ['words for numbers', readSisfallTrial, JSON.stringify({ ...sisfall, acc: ['1', '2', '3'] })],
  ['no rate', readSisfallTrial, JSON.stringify({ ...sisfall, hz: 0 })],
  ['a subject of no group', readSisfallTrial, JSON.stringify({ ...sisfall, subject: 'SX01' })],
  ['a fall that is neither', readSisfallTrial, JSON.stringify({ ...sisfall, fall: 'yes' })],
  ['no age', readUmafallTrial, JSON.stringify({ ...umafall, age: null })],
  ['no stream at all', readUmafallTrial, JSON.stringify({ ...umafall, wrist: [] })],
  ['a stream cut short', readUmafallTrial, JSON.stringify({ ...umafall, wrist: [1, 2, 3] })],
  ['a null among the numbers', readUmafallTrial, JSON.stringify({ ...umafall, wrist: [1, null, 3, 4] })],
])('%s is unreadable and says why', (_name, read, line) => {
  expect(read(line)).toEqual({ unreadable: expect.stringMatching(/\w/) })
})
