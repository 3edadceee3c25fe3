import { expect, test } from 'vitest'
import { z } from 'zod'
import { command, permission, refusal } from './contract/index.ts'
import { buildRegistry } from './kernel.ts'
import { body, type Room } from './room.ts'

const roles = new Set(['town-officer'])
const signature = (name: string, role = 'town-officer') =>
  command({
    name,
    title: { zh: '做', en: 'Do' },
    permission: permission('a.b', { zh: '甲', en: 'A' }, [role]),
    input: z.object({}),
    output: z.object({}),
    refusals: [],
  })
const room = (name: string, signatures: Room['signatures'], bodies: Room['bodies']): Room => ({ name, signatures, bodies })
const Do = signature('a.do-thing')
const doThing = body(Do, async () => ({}))

test('rooms that fit together open', () => {
  expect(buildRegistry([room('a', [Do], [doThing])], roles).bodies.get('a.do-thing')).toBe(doThing)
})

test.each([
  ['a signature without a body', () => room('a', [Do], []), 'a.do-thing has no body'],
  ['a signature with two bodies', () => room('a', [Do], [doThing, body(Do, async () => ({}))]), 'a.do-thing has two bodies'],
  ['a body without a signature', () => room('a', [], [doThing]), 'is not among'],
  ['a signature of another room', () => room('b', [Do], [doThing]), 'lives in room b'],
  [
    'a role nobody knows',
    () => {
      const Odd = signature('a.do-odd', 'emperor')
      return room('a', [Odd], [body(Odd, async () => ({}))])
    },
    'unknown role emperor',
  ],
  [
    'a name without a noun',
    () => {
      const Odd = signature('a.do')
      return room('a', [Odd], [body(Odd, async () => ({}))])
    },
    'not named room.verb-noun',
  ],
  [
    'a refusal without Chinese',
    () => {
      const Odd = { ...signature('a.do-odd'), refusals: [refusal('a.no', 'state', 'no', 'no')] }
      return room('a', [Odd], [body(Odd, async () => ({}))])
    },
    'a.no lacks a language',
  ],
])('the program refuses to start with %s', (_, make, says) => {
  expect(() => buildRegistry([make()], roles)).toThrow(says)
})
