import type { Actor, Output, RawInput, Signature } from '@yinqiao/kernel/contract'
import { execute, type Kernel } from '@yinqiao/kernel/server'
import { AddAmount, EnterStage } from '@yinqiao/projects/contract'
import { AddEvidence, CreateRecord, RuleEvidence } from '@yinqiao/records/contract'

/** Who acts in the year: demo accounts by what they do. `first` and `second` accept what others gave. */
export type Hand = 'park' | 'group' | 'town' | 'leader' | 'first' | 'second'

/** A town of the district and the unit its records are scored to. */
export interface Town {
  readonly code: string
  readonly name: string
  readonly unitId: string | null
}

/** A paper for a slot; accepted by two others unless told otherwise. */
export interface Proof {
  readonly slot: string
  readonly until?: string
  readonly accept?: 0 | 1 | 2
}

export type Values = RawInput<typeof CreateRecord>['values']

/** Writes records, papers, stages and amounts through the public commands, as the demo accounts. */
export interface Scribe {
  readonly today: string
  readonly towns: readonly [Town, ...Town[]]
  /** Commands that were sent. */
  readonly sent: () => number
  run<S extends Signature>(hand: Hand, name: string, signature: S, input: RawInput<S>): Promise<Output<S>>
  record(kind: string, values: Values, more?: Placed): Promise<string>
  prove(id: string, ...proofs: readonly (string | Proof)[]): Promise<void>
  stages(id: string, steps: readonly (readonly [stage: string, day: string, reason?: string])[]): Promise<void>
  amount(id: string, sort: string, yuan: number, day: string): Promise<void>
}

interface Placed {
  readonly hand?: Hand
  readonly town?: Town
  readonly from?: string
  readonly proofs?: readonly (string | Proof)[]
}

/**
 * Each command has a key made of its name, so that a load that was cut off finds its own traces and goes on; a thing
 * that is there already under its identity is taken as it is. Days that have not come are left out, never invented.
 */
export function openScribe(
  kernel: Kernel,
  cast: Readonly<Record<Hand, Actor>>,
  towns: readonly [Town, ...Town[]],
  today: string,
  goOn: () => boolean,
): Scribe {
  let sent = 0
  const names = new Map<string, string>()
  /** Who wrote a record gives its papers. */
  const writers = new Map<string, Hand>()
  const ask = async (hand: Hand, name: string, signature: Signature, input: unknown) => {
    if (!goOn()) throw new CutOff()
    sent += 1
    // with the input in it, so that a release that writes something else is not taken for a repeat
    const key = `sim-year/${hashed(JSON.stringify(input))}/${encodeURIComponent(name)}`.slice(0, 200)
    return execute(kernel, signature, input, { actor: cast[hand], key, origin: 'sim' })
  }
  const fail = (name: string, outcome: { readonly refusal: { readonly refused: { readonly code: string }; readonly facts: unknown } }) =>
    new Error(`${name}: ${outcome.refusal.refused.code} ${JSON.stringify(outcome.refusal.facts)}`)
  const run = async <S extends Signature>(hand: Hand, name: string, signature: S, input: RawInput<S>): Promise<Output<S>> => {
    const outcome = await ask(hand, name, signature, input)
    if (!outcome.ok) throw fail(name, outcome)
    return outcome.value as Output<S>
  }
  const nameOf = (id: string) => names.get(id) ?? id
  const scribe: Scribe = {
    today,
    towns,
    sent: () => sent,
    run,
    async record(kind, values, { hand = 'park', town, from, proofs = [] } = {}) {
      const name = `${kind}/${JSON.stringify(values)}`
      const input = {
        kind,
        values,
        divisionCode: town?.code ?? null,
        unitId: town?.unitId ?? null,
        validFrom: from ?? null,
        synthetic: true,
      }
      const outcome = await ask(hand, hashed(name), CreateRecord, input)
      const there = outcome.ok ? undefined : outcome.refusal.facts['id']
      if (!outcome.ok && (outcome.refusal.refused.code !== 'records.identity-taken' || typeof there !== 'string')) throw fail(name, outcome)
      const id = outcome.ok ? (outcome.value as Output<typeof CreateRecord>).id : String(there)
      names.set(id, hashed(name))
      writers.set(id, hand)
      // what another load wrote under this identity has its papers already
      if (outcome.ok) await scribe.prove(id, ...proofs)
      return id
    },
    async prove(id, ...proofs) {
      for (const given of proofs) {
        const { slot, until, accept = 2 } = typeof given === 'string' ? { slot: given } : given
        const name = `${nameOf(id)}/${slot}`
        const content = Buffer.from(`合成数据\n本文件为演示用佐证，不是真实文件。\n${name}\n`).toString('base64')
        const paper = { id, slot, fileName: `合成数据-${slot}.txt`, content, issuedBy: '合成演示单位', validTo: until ?? null }
        const { evidenceId } = await run(writers.get(id) ?? 'park', name, AddEvidence, paper)
        for (const by of (['first', 'second'] as const).slice(0, accept))
          await run(by, `${name}/${by}`, RuleEvidence, { evidenceId, verdict: 'accept', reason: '（合成演示）与登记相符' })
      }
    },
    async stages(id, steps) {
      for (const [n, [stage, onDay, reason]] of steps.entries())
        if (onDay <= today) await run('park', `${nameOf(id)}/stage/${n}/${stage}`, EnterStage, { id, stage, onDay, reason: reason ?? null })
    },
    async amount(id, sort, yuan, onDay) {
      if (onDay > today) return
      await run('park', `${nameOf(id)}/amount/${sort}/${onDay}`, AddAmount, { id, sort, fen: yuan * 100, onDay, note: '合成数据' })
    },
  }
  return scribe
}

/** The program is to stop: what is written stays, the next start goes on from there. */
export class CutOff extends Error {}

/** A short name for a key; two of a few hundred fall together once in some hundred million districts. */
function hashed(text: string): string {
  let [a, b] = [0x811c9dc5, 0x1b873593]
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    a = Math.imul(a ^ point, 0x01000193) >>> 0
    b = Math.imul(b ^ point, 0x85ebca6b) >>> 0
  }
  return `${a.toString(36)}${b.toString(36)}`
}
