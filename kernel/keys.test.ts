import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { marksOf } from './key-marks.ts'
import { fileKeyStore, newRing } from './keys.ts'

const place = mkdtempSync(join(tmpdir(), 'yinqiao-keys-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

test('a ring is made at first need, in a file that only its owner reads', () => {
  const path = join(place, 'fresh', 'keys.json')
  const ring = fileKeyStore(path).load()
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(fileKeyStore(path).load()).toEqual(ring)
})

test('after a restore without keys none are made, other keys are refused, and the right ones are taken', () => {
  const path = join(place, 'keys.json')
  const ring = newRing()
  writeFileSync(join(place, 'key-marks.json'), JSON.stringify(marksOf(ring)))
  expect(() => fileKeyStore(path).load()).toThrow(/缺少密钥/)
  expect(existsSync(path)).toBe(false)
  writeFileSync(path, JSON.stringify(newRing()))
  expect(() => fileKeyStore(path).load()).toThrow(/不是恢复的数据所用的密钥/)
  writeFileSync(path, JSON.stringify(ring))
  expect(fileKeyStore(path).load()).toEqual(ring)
})
