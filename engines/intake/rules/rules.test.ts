import { describe, expect, test } from 'vitest'
import { publishPacket } from '../fixtures/packets.ts'
import { readFailure } from './read-failure.ts'
import { topicAllowed } from './topic-allowed.ts'
import { watchPackets } from './watch-packets.ts'

describe('a topic', () => {
  test.each([
    ['d/7', ['d/7'], true],
    ['d/7/up', ['d/7'], true],
    ['d/7/up', ['d/7/'], true],
    ['d/77', ['d/7'], false],
    ['d', ['d/7'], false],
    ['D/7', ['d/7'], false],
    ['/d/7', ['d/7'], false],
    ['d/+/up', ['d/7'], false],
    ['#', ['d/7'], false],
    ['d/7/#', ['d/7'], true],
    ['x', [''], false],
    ['/x', ['/'], false],
    ['e/1', ['d', 'e'], true],
    ['e', [], false],
  ])('%s under %j: %s', (topic, prefixes, may) => {
    expect(topicAllowed(topic, prefixes)).toBe(may)
  })
})

describe('packets', () => {
  const stream = Buffer.concat([
    publishPacket('a', 1),
    Buffer.from([0xc0, 0]),
    publishPacket('b', 2, 'x'.repeat(300)),
    Buffer.from([0xc0, 0]),
  ])
  test('within the limit pass, however the stream is cut', () => {
    for (const step of [1, 2, 3, 7, stream.length]) {
      const watch = watchPackets(400)
      for (let at = 0; at < stream.length; at += step) expect(watch(stream.subarray(at, at + step))).toBe(0)
    }
  })
  test('over it are told by their header, however the stream is cut', () => {
    for (const step of [1, 2, 3, 7, stream.length]) {
      const watch = watchPackets(304)
      let told = 0
      for (let at = 0; at < stream.length && told === 0; at += step) told = watch(stream.subarray(at, at + step))
      expect(told).toBe(305)
    }
  })
})

describe('a failure', () => {
  test.each([
    ['ECONNREFUSED', 'away'],
    ['57P01', 'away'],
    ['08006', 'away'],
    ['53100', 'away'],
    ['25006', 'away'],
    ['40001', 'passing'],
    ['40P01', 'passing'],
    ['22021', 'message'],
    ['23514', 'message'],
    ['XX000', 'message'],
  ])('%s is about: %s', (code, failure) => {
    expect(readFailure(Object.assign(new Error('x'), { code }))).toBe(failure)
  })
  test('without a code is read by its words, and else about the message', () => {
    expect(readFailure(new Error('timeout exceeded when trying to connect'))).toBe('away')
    expect(readFailure(new Error('Connection terminated unexpectedly'))).toBe('away')
    expect(readFailure(new Error('cannot read'))).toBe('message')
    expect(readFailure(null)).toBe('message')
    expect(readFailure('gone')).toBe('message')
  })
})
