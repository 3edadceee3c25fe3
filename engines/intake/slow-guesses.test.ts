import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type GuessLimits, slowGuesses } from './slow-guesses.ts'

const right = Buffer.from('right')
const stand = (limits: GuessLimits = {}) => {
  const authenticate = slowGuesses((_id, user, password) => (password !== undefined && right.equals(password) ? { user } : null), {
    free: 2,
    first: 40,
    slowest: 300,
    ...limits,
  })
  /** How long the answer took, and what it was. */
  const sign = async (user: string, secret: string, address: string, client = `c-${user}-${address}`) => {
    const began = performance.now()
    const answer = await authenticate(client, user, Buffer.from(secret), address).catch((error: Error) => error.name)
    return { answer, took: performance.now() - began }
  }
  return { sign }
}

test.each([
  ['name, from many addresses', (n: number) => ['d1', `10.0.0.${n}`, `c-${n}`]],
  ['address, under many names', (n: number) => [`d${n}`, '10.0.0.1', `c-${n}`]],
  ['client id, under many names from many addresses', (n: number) => [`d${n}`, `10.0.0.${n}`, 'c']],
] as const)('wrong secrets of one %s wait longer and longer, to a bound', async (_what, of) => {
  const { sign } = stand()
  const took: number[] = []
  for (let n = 0; n < 7; n++) {
    const [user = '', address = '', client = ''] = of(n)
    const { answer, took: one } = await sign(user, 'wrong', address, client)
    expect(answer).toBeNull()
    took.push(one)
  }
  for (const [n, least] of [0, 0, 40, 80, 160, 300, 300].entries()) expect(took[n]).toBeGreaterThanOrEqual(least - 2)
  expect(took[0]).toBeLessThan(40)
})

test('the right secret comes in at once, whatever is tried under its name and from its address meanwhile', async () => {
  const { sign } = stand({ first: 2_000, slowest: 2_000, waitingAtMost: 10 })
  const guesses = Array.from({ length: 40 }, (_, n) => sign('d1', `wrong ${n}`, '10.0.0.1'))
  await pause(50)
  const { answer, took } = await sign('d1', 'right', '10.0.0.1')
  expect(answer).toEqual({ user: 'd1' })
  expect(took).toBeLessThan(500)
  // of the guesses two were free, ten wait, the others were turned away without an answer
  const answers = (await Promise.all(guesses)).map((one) => one.answer)
  expect(answers.filter((one) => one === 'TooManyGuesses').length).toBe(28)
  expect((await sign('d2', 'right', '10.0.0.1')).answer).toEqual({ user: 'd2' })
})

test('another address and another name are answered at once', async () => {
  const { sign } = stand({ first: 1_000 })
  const guesses = Array.from({ length: 5 }, () => sign('d1', 'wrong', '10.0.0.1'))
  expect((await sign('d2', 'wrong', '10.0.0.2')).took).toBeLessThan(500)
  await Promise.all(guesses)
})

test('what was wrong long ago counts no more', async () => {
  const { sign } = stand({ forgetAfter: 100 })
  for (let n = 0; n < 4; n++) await sign('d1', 'wrong', '10.0.0.1')
  await pause(110)
  await sign('d9', 'wrong', '10.0.0.9')
  await pause(110)
  await sign('d9', 'wrong', '10.0.0.9')
  expect((await sign('d1', 'wrong', '10.0.0.1')).took).toBeLessThan(40)
})
