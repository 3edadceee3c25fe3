import { describe, expect, test } from 'vitest'
import { connectPacket, publishPacket } from '../fixtures/packets.ts'
import { isFilter, matchFilter } from './match-filter.ts'
import { Malformed, readConnect, readHeader, readPublish } from './read-packets.ts'
import { acceptConnect, answer, grantFilters, refuseConnect, writePublish } from './write-packets.ts'

/** The body of a packet made by hand. */
const bodyOf = (packet: Buffer) => {
  const header = readHeader(packet, 0)
  if (header === null) throw new Error('no header')
  return packet.subarray(header.body, header.end)
}

describe('the header of a packet', () => {
  test.each([
    [[0xc0, 0], { body: 2, end: 2 }],
    [[0x30, 127], { body: 2, end: 129 }],
    [[0x30, 0x80, 1], { body: 3, end: 131 }],
    [[0x30, 0xff, 0xff, 0xff, 0x7f], { body: 5, end: 268_435_460 }],
    [[0x30], null],
    [[0x30, 0x80], null],
    [[], null],
  ])('%j', (bytes, header) => {
    expect(readHeader(Uint8Array.from(bytes), 0)).toEqual(header)
  })
  test('with a fifth byte of length is none', () => {
    expect(() => readHeader(Uint8Array.from([0x30, 0x80, 0x80, 0x80, 0x80]), 0)).toThrow(Malformed)
  })
})

describe('CONNECT', () => {
  test('is read whole, in 3.1.1 and 5.0', () => {
    for (const level of [4, 5] as const) {
      const asked = readConnect(bodyOf(connectPacket('d1', { level, clientId: 'c', keepalive: 30, will: { topic: 't', payload: 'gone' } })))
      expect(asked).toMatchObject({ level, clientId: 'c', clean: true, keepalive: 30, user: 'd1', will: { topic: 't' } })
      expect(Buffer.from(asked?.password ?? []).toString()).toBe('secret')
    }
  })
  test('cut anywhere is malformed, never half read', () => {
    const body = bodyOf(connectPacket('d1', { level: 5, will: { topic: 't', payload: 'gone' } }))
    for (let at = 0; at < body.length; at++) expect(() => readConnect(body.subarray(0, at))).toThrow(Malformed)
  })
})

test('a PUBLISH of 5.0 with properties has the same payload as one without', () => {
  const plain = bodyOf(publishPacket('a/b', 7, 'hello'))
  const told = Buffer.concat([plain.subarray(0, 7), Buffer.from([7, 0x26, 0, 1, 0x6b, 0, 1, 0x76]), plain.subarray(7)])
  expect(Buffer.from(readPublish(0x3a, told, 5).payload).toString()).toBe('hello')
  expect(readPublish(0x3a, plain, 4)).toMatchObject({ topic: 'a/b', qos: 1, dup: true, id: 7 })
  expect(() => readPublish(0x32, told.subarray(0, 9), 5)).toThrow(Malformed)
})

test('answers are as the standard writes them', () => {
  expect([...answer(0x40, 0x1234)]).toEqual([0x40, 2, 0x12, 0x34])
  expect([...acceptConnect(4, { keepalive: 60, packetAtMost: 1, inflightAtMost: 1, clientId: null })]).toEqual([0x20, 2, 0, 0])
  expect([...refuseConnect(4, 'not-authorised')]).toEqual([0x20, 2, 0, 5])
  expect([...refuseConnect(5, 'not-authorised')]).toEqual([0x20, 3, 0, 0x87, 0])
  expect([...grantFilters(4, 1, [1, null, 0])]).toEqual([0x90, 5, 0, 1, 1, 0x80, 0])
  expect([...grantFilters(5, 1, [1, null])]).toEqual([0x90, 5, 0, 1, 0, 1, 0x87])
  expect([...writePublish(4, 'a', Buffer.from('x'), 1, 2)]).toEqual([0x32, 6, 0, 1, 97, 0, 2, 120])
  expect([...writePublish(5, 'a', Buffer.from('x'), 0, 2)]).toEqual([0x30, 5, 0, 1, 97, 0, 120])
})

test.each([
  ['a/b', 'a/b', true],
  ['a/+', 'a/b', true],
  ['a/+', 'a/b/c', false],
  ['a/#', 'a', true],
  ['a/#', 'a/b/c', true],
  ['a/b', 'a', false],
  ['a', 'a/b', false],
  ['+/b', 'a/b', true],
])('the filter %s and the topic %s: %s', (filter, topic, covers) => {
  expect(matchFilter(filter, topic)).toBe(covers)
})
test.each([
  ['a/#', true],
  ['#', true],
  ['+/a', true],
  ['a/#/b', false],
  ['a#', false],
  ['a+/b', false],
  ['', false],
])('%s is a filter: %s', (filter, is) => {
  expect(isFilter(filter)).toBe(is)
})
