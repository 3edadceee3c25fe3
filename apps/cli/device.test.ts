import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from '../server/config.ts'
import { runCli } from '../server/faults/program.ts'

const place = mkdtempSync(join(tmpdir(), 'yinqiao-device-'))
const cli = (...args: string[]) => runCli(join(place, 'data'), args)
const file = (name: string, ...lines: unknown[]) => {
  const path = join(place, name)
  writeFileSync(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
  return path
}
const parsed = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))

afterAll(() => rmSync(place, { recursive: true, force: true }))

const press = '[3G*6907919734*003e*AL_LTE,170525,214118,A,31.4,N,120.6,E,0,0,0,7,60,22,0,0,00010000,0,0,0]'

test('device decode answers each line, in order, one connection for each protocol', async () => {
  const lines = file(
    'messages.jsonl',
    { protocol: 'trv', encoding: 'text', data: 'IWAP00355932600077007#' },
    { protocol: 'watch', encoding: 'latin1', data: press },
    { protocol: 'trv', encoding: 'text', data: 'IWAP49,68#' },
    { protocol: 'semaphore', encoding: 'text', data: 'x' },
    { protocol: 'watch', encoding: 'hex', data: 'xy' },
    { protocol: 'watch', encoding: 'morse', data: '' },
    [1],
    { protocol: 'watch', encoding: 'latin1', data: 'noise' },
    '',
  )
  const { code, shown, said } = await cli('device', 'decode', lines, '--json')
  expect([code, said]).toEqual([0, ''])
  const attributes = {
    alarm: 'sos',
    alarms: 'sos',
    speed: 0,
    course: 0,
    altitude: 0,
    sat: 7,
    rssi: 60,
    batteryLevel: 22,
    steps: 0,
    turns: 0,
  }
  const refused = (error: string) => ({ kinds: [], positions: [], attributes: {}, error })
  expect(parsed(shown)).toEqual([
    { kinds: [], positions: [], attributes: {}, error: null },
    {
      kinds: ['position', 'positions', 'attributes'],
      positions: [{ time: '2025-05-17T21:41:18.000Z', valid: true, lat: 31.4, lon: 120.6, attributes }],
      attributes,
      error: null,
    },
    { kinds: ['attributes'], positions: [], attributes: { heartRate: 68 }, error: null },
    refused('unknown protocol semaphore'),
    refused('data is not hexadecimal'),
    refused('unknown encoding morse'),
    refused('unknown protocol undefined'),
    refused('not a frame [maker*id*length*content]'),
  ])
  expect((await cli('device', 'decode', lines, '--json')).shown).toBe(shown)
  expect((await cli('device', 'decode', lines)).shown).toMatch(/alarm=sos/)
})

test('device frames cuts the streams of the fixtures', async () => {
  const cases = parsed(readFileSync(join(root, 'rooms/watch/fixtures/frame-cases.jsonl'), 'utf8')) as { protocol: string; frame: string }[]
  const known = cases
  expect(known.length).toBeGreaterThan(10)
  const lines = file(
    'streams.jsonl',
    ...known,
    { protocol: 'watch', encoding_in: 'latin1', input: '[3G*88*0002*LK][3G*88' },
    { protocol: 'x' },
  )
  const { code, shown } = await cli('device', 'frames', lines, '--json')
  expect(code).toBe(0)
  const answers = parsed(shown) as { frames: string[]; frame: string | null; rest: number; error: string | null }[]
  expect(answers.slice(0, known.length).map(({ frame }) => frame)).toEqual(known.map(({ frame }) => frame))
  // nothing is left of a stream whose last frame is whole, also where a frame is shorter than its bytes
  expect(answers.slice(0, known.length).map(({ rest }) => rest)).toEqual(known.map(() => 0))
  const link = Buffer.from('[3G*88*0002*LK]').toString('hex')
  expect(answers.slice(-2)).toEqual([
    { frames: [link], frame: link, rest: 6, error: null },
    { frames: [], frame: null, rest: 0, error: 'unknown protocol x' },
  ])
})

test.each([
  ['a line that is not JSON', ['device', 'decode', 'broken'], /第 2 行.*line 2 is not JSON/],
  ['a line of a stream that is not JSON', ['device', 'frames', 'broken'], /第 2 行.*line 2 is not JSON/],
  ['a file that is not there', ['device', 'decode', '/no/such/file.jsonl'], /找不到/],
])('%s: one line on stderr, exit 1, nothing on stdout', async (_name, args, expected) => {
  const broken = file('broken.jsonl', { protocol: 'watch', encoding: 'text', data: press }, '{')
  const answer = await cli(...args.map((arg) => (arg === 'broken' ? broken : arg)), '--json')
  expect(answer).toMatchObject({ code: 1, shown: '' })
  expect(answer.said).toMatch(/^银桥：[^\n]+$/)
  expect(answer.said).toMatch(expected)
})

test('an empty file gives no line', async () => {
  expect((await cli('device', 'decode', file('empty.jsonl'), '--json')).shown).toBe('')
})
