import type { Context } from '@yinqiao/kernel'
import type { ElderInput } from './contract/elder.ts'
import type { LifeStateName } from './contract/life-state.ts'
import { ageOn } from './rules/age-on.ts'
import { openElder } from './store-sealing.ts'
import { findStored } from './store.ts'

/** What those who come to help must know of an elder; null = not recorded. */
export interface ElderFacts extends Pick<ElderInput, 'name' | 'sex' | 'phone' | 'livesAlone' | 'healthNotes' | 'contacts' | 'address'> {
  readonly id: string
  readonly age: number | null
  readonly lifeState: LifeStateName | null
  readonly divisionCode: string
}

/** One elder in clear, for rooms above; the caller's permission must allow it, and the look is noted for "who looked at me". */
export async function findElderFacts(ctx: Context, id: string): Promise<ElderFacts | undefined> {
  const stored = await findStored(ctx, id)
  if (stored === undefined) return undefined
  ctx.note({ kind: 'elder', id, after: { clear: true } })
  const facts = openElder(ctx.cipher, stored)
  return { ...facts, id, age: facts.birthDay === null ? null : ageOn(facts.birthDay, ctx.today), lifeState: stored.life_state }
}
