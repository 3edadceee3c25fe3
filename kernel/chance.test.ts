import { expect, test } from 'vitest'
import { realChance, uuid7 } from './chance.ts'

test('real bytes come in the length asked for and never twice, also across the store', () => {
  const drawn = Array.from({ length: 2000 }, (_, n) => realChance.bytes(8 + (n % 90)))
  expect(drawn.map((bytes) => bytes.length)).toEqual(drawn.map((_, n) => 8 + (n % 90)))
  expect(new Set(drawn.map((bytes) => Buffer.from(bytes.subarray(0, 8)).toString('hex'))).size).toBe(2000)
  const first = realChance.bytes(16)
  const kept = Buffer.from(first).toString('hex')
  realChance.bytes(16)
  expect(Buffer.from(first).toString('hex')).toBe(kept)
})

test('ids are of version 7 and differ', () => {
  const ids = Array.from({ length: 5000 }, () => uuid7(realChance))
  expect(new Set(ids).size).toBe(5000)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
