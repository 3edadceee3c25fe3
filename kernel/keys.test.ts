import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { liveCipher, ringAgeMs } from './cipher.ts'
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
  expect(() => fileKeyStore(path).load()).toThrow(/不是这里的数据所用的密钥/)
  writeFileSync(path, JSON.stringify(ring))
  expect(fileKeyStore(path).load()).toEqual(ring)
})

test('a key file that is gone makes no new keys: not in a program that runs, which goes on with those it has, nor at the next start', async () => {
  const path = join(place, 'lost', 'keys.json')
  const store = fileKeyStore(path)
  const cipher = liveCipher(store)
  const before = cipher.seal('旧')
  const ring = store.load()
  rmSync(path)
  await new Promise((done) => setTimeout(done, ringAgeMs + 100))
  const meanwhile = cipher.seal('新')
  expect(() => fileKeyStore(path).load()).toThrow(/缺少密钥/)
  expect(existsSync(path)).toBe(false)
  writeFileSync(path, JSON.stringify(ring))
  const again = liveCipher(fileKeyStore(path))
  expect([again.open(before), again.open(meanwhile)]).toEqual(['旧', '新'])
})
