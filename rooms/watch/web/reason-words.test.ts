import type { RefusedKind } from '@yinqiao/intake/contract'
import { expect, test } from 'vitest'
import type { NoSpeaker } from '../rules/hear/find-speaker.ts'
import { deviceEn } from './device-en.ts'
import { deviceZh } from './device-zh.ts'

/** Every reason for which something is laid aside; the compiler asks for the next one. */
const reasons: Readonly<Record<RefusedKind | NoSpeaker | 'not-understood' | 'not-kept', true>> = {
  'unknown-device': true,
  'not-in-use': true,
  'foreign-device': true,
  'not-understood': true,
  'not-kept': true,
  credential: true,
  topic: true,
  giant: true,
  slow: true,
  crowd: true,
  malformed: true,
  unknown: true,
  replay: true,
}

test.each(Object.keys(reasons))('the reason %s has a word in both languages', (reason) => {
  const key = `reason_${reason}`
  expect(Object.entries(deviceZh).find(([name]) => name === key)?.[1]).toMatch(/[\u4e00-\u9fff]/)
  expect(Object.entries(deviceEn).find(([name]) => name === key)?.[1]).toMatch(/^[A-Z]/)
})
