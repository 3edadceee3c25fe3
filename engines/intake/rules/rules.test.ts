import { describe, expect, test } from 'vitest'
import { readFailure } from './read-failure.ts'
import { topicAllowed } from './topic-allowed.ts'

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

describe('a failure', () => {
  test.each([
    ['ECONNREFUSED', 'away'],
    ['57P01', 'away'],
    ['08006', 'away'],
    ['53100', 'away'],
    ['25006', 'away'],
    ['40001', 'passing'],
    ['40P01', 'passing'],
    ['25P03', 'passing'],
    ['25P04', 'passing'],
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
