import { expect, test } from 'vitest'
import { NoticeState } from '../contract/notice.ts'
import { allowsEndpoint } from './allows-endpoint.ts'
import { maskAddress } from './mask-address.ts'
import { mayBecome } from './move-state.ts'
import { attemptsAtMost, retryPause } from './plan-retry.ts'
import { readPhone } from './read-phone.ts'
import { readReceipt } from './read-receipt.ts'

test('no state can come back to one it left, by any way', () => {
  const states = NoticeState.options
  for (const from of states) {
    const seen = new Set<NoticeState>()
    const walk = (at: NoticeState) => {
      for (const next of states.filter((to) => mayBecome(at, to) && !seen.has(to))) {
        seen.add(next)
        walk(next)
      }
    }
    walk(from)
    expect(seen.has(from), from).toBe(false)
  }
  expect(states.filter((to) => mayBecome('queued', to)).toSorted()).toEqual(states.filter((state) => state !== 'queued').toSorted())
  expect(mayBecome('failed', 'delivered')).toBe(true)
  expect(mayBecome('cancelled', 'failed')).toBe(false)
})

test.each([
  ['voice', 'answered', { to: 'delivered' }],
  ['sms', 'answered', { to: 'answered' }],
  ['voice', 'pressed-key', { to: 'answered' }],
  ['voice', 'busy', { missed: 'busy', again: true }],
  ['voice', 'no-answer', { missed: 'no-answer', again: true }],
  ['sms', 'failed', { missed: 'gateway-failed', again: false }],
] as const)('%s %s', (channel, status, meaning) => {
  expect(readReceipt(channel, status)).toEqual(meaning)
})

test('urgent notices are tried six times within a minute and a half, others are not hurried', () => {
  const total = (urgent: boolean) => Array.from({ length: attemptsAtMost - 1 }, (_, n) => retryPause(n + 1, urgent)).reduce((a, b) => a + b)
  expect(total(true)).toBe(77)
  expect(total(false)).toBe(308)
})

test.each([
  ['13900001111', '139****11'],
  ['120', '1***'],
  ['+8613900001111', '+86****11'],
  ['family@example.test', 'f***@example.test'],
])('%s is shown as %s', (address, shown) => {
  expect(maskAddress(address)).toBe(shown)
})

test.each([
  ['139 0000-1111', '13900001111'],
  ['（0512）6575 0000', '051265750000'],
  ['+86 139 0000 1111', '+8613900001111'],
  ['１３９００００１１１１', '13900001111'],
  ['120', '120'],
  ['12', null],
  ['见通讯录', null],
  ['13900001111 转 2', null],
  ['', null],
])('phone "%s" reads %s', (written, phone) => {
  expect(readPhone(written)).toBe(phone)
})

const hosts = ['push.example.test', '*.notify.example.test', 'http://127.0.0.1:9000']
test.each([
  ['https://push.example.test/abc', true],
  ['https://wns2.notify.example.test/abc', true],
  ['http://127.0.0.1:9000/abc', true],
  ['http://push.example.test/abc', false],
  ['https://push.example.test:8443/abc', false],
  ['https://user@push.example.test/abc', false],
  ['https://push.example.test.evil.test/', false],
  ['https://evilnotify.example.test/', false],
  ['http://127.0.0.1:9001/abc', false],
  ['https://127.0.0.1:9000/abc', false],
  ['javascript:alert(1)', false],
  ['', false],
])('endpoint %s: %s', (endpoint, allowed) => {
  expect(allowsEndpoint(endpoint, hosts)).toBe(allowed)
})
