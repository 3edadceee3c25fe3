import { expect, test } from 'vitest'
import { guessDevice } from './guess-device.ts'
import { showPayload } from './show-payload.ts'

test.each([
  ['gt06:864180030000001', { protocol: 'gt06', serial: '864180030000001' }],
  ['mqtt:0x00158d0001', { protocol: 'mqtt', serial: '0x00158d0001' }],
  ['*', null],
  ['gt06:', null],
  ['gt06:a b', null],
  ['GT06:1', null],
  [`a:${'1'.repeat(65)}`, null],
])('%s', (source, guess) => expect(guessDevice(source)).toEqual(guess))

test('text is shown as text, all else as hex, and no control character reaches a screen', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  expect(showPayload(bytes('{"at":1,"字":"x"}'))).toBe('{"at":1,"字":"x"}')
  expect(showPayload(new Uint8Array([0x78, 0x78, 0x0d, 0xff]))).toBe('78780dff')
  expect(showPayload(bytes('a\u0000b'))).toBe('610062')
  expect(showPayload(bytes('x'.repeat(5000))).length).toBe(400)
  expect(showPayload(new Uint8Array(5000).fill(255)).length).toBe(400)
  expect(showPayload(new Uint8Array())).toBe('')
})
