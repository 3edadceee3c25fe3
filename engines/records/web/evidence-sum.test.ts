import { expect, test } from 'vitest'
import type { EvidenceSlot } from '../contract/record-kind.ts'
import { sumEvidence } from './evidence-sum.ts'

const slot = (code: string): EvidenceSlot => ({ code, title: { zh: code, en: code }, acceptors: 2 })
const of = (given: number, accepted: number) => ({ given, accepted })

test.each([
  ['no slots: nothing is needed', [], {}, 'none'],
  ['nothing given', [slot('a')], {}, 'missing'],
  ['given and not accepted waits', [slot('a')], { a: of(2, 0) }, 'waiting'],
  ['one of two slots accepted is not all', [slot('a'), slot('b')], { a: of(1, 1) }, 'part'],
  ['two papers in one slot do not fill the other', [slot('a'), slot('b')], { a: of(2, 2), b: of(1, 0) }, 'part'],
  ['all slots accepted', [slot('a'), slot('b')], { a: of(1, 1), b: of(3, 1) }, 'accepted'],
  ['a slot that the kind does not have counts for nothing', [slot('a')], { gone: of(1, 1) }, 'missing'],
] as const)('%s', (_, slots, given, state) => expect(sumEvidence(slots, given).state).toBe(state))
