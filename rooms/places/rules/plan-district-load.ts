import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import type { DistrictFile, Division } from '../contract/division.ts'
import { FileInconsistent } from '../contract/refusals.ts'

/** What the file says of one division. */
export type Stated = Pick<Division, 'code' | 'name' | 'kind' | 'parent'>

/** A division as it stands open in the database. */
export type Standing = Stated & { readonly validFrom: string }

/** What loading a file does: `insert` from `asOf`, `amend` rows that began on that very day, `close` at that day. */
export interface DistrictPlan {
  readonly insert: readonly Stated[]
  readonly amend: readonly Stated[]
  readonly close: readonly string[]
  readonly created: number
  readonly changed: number
  readonly closed: number
  readonly unchanged: number
}

/** All divisions a file states: the district, its towns and villages, and the counties next to it. */
function statedBy(file: DistrictFile): readonly Stated[] {
  return [
    { code: file.district.code, name: file.district.name, kind: 'county', parent: null },
    ...file.divisions,
    ...file.neighbours.map((county) => ({ code: county.code, name: county.name, kind: 'neighbour' as const, parent: null })),
  ]
}

/** Whether a file hangs together: codes once, parents named and prefixes of their children, all under the district. */
export function checkDistrictFile(file: DistrictFile): Refusal | undefined {
  const wrong = (problem: string, problemEn: string, code: string) => refuse(FileInconsistent, { problem, problemEn, code }, 'district')
  const stated = statedBy(file)
  const codes = new Set(stated.map((division) => division.code))
  if (codes.size < stated.length) {
    const twice = stated.find((division, index) => stated.findIndex((other) => other.code === division.code) !== index)
    return wrong('代码重复', 'a code appears twice', twice?.code ?? '')
  }
  for (const { code, parent, kind } of file.divisions) {
    if (!code.startsWith(file.district.code)) return wrong('代码不在本区县之下', 'the code is not under the district', code)
    if (parent === null || !codes.has(parent) || !code.startsWith(parent) || code === parent)
      return wrong('上级代码有误', 'the parent is wrong', code)
    if (kind === 'county' || kind === 'neighbour') return wrong('类别有误', 'the kind is wrong', code)
  }
  if (new Set(file.blocks.map((block) => block.code)).size < file.blocks.length)
    return wrong('板块代码重复', 'a block code appears twice', '')
  for (const member of file.blocks.flatMap((block) => block.members)) {
    if (!codes.has(member.divisionCode)) return wrong('板块所辖区划不存在', 'a block names an unknown division', member.divisionCode)
  }
  return undefined
}

/** Compares a file with what stands open; the same file again gives an empty plan. */
export function planDistrictLoad(standing: readonly Standing[], file: DistrictFile): DistrictPlan {
  const open = new Map(standing.map((division) => [division.code, division]))
  const insert: Stated[] = []
  const amend: Stated[] = []
  const close: string[] = []
  let [created, changed, unchanged] = [0, 0, 0]
  const stated = statedBy(file)
  for (const division of stated) {
    const before = open.get(division.code)
    if (before === undefined) {
      insert.push(division)
      created += 1
    } else if (before.name === division.name && before.kind === division.kind && before.parent === division.parent) {
      unchanged += 1
    } else {
      changed += 1
      if (before.validFrom === file.asOf) amend.push(division)
      else {
        close.push(division.code)
        insert.push(division)
      }
    }
  }
  const named = new Set(stated.map((division) => division.code))
  const gone = standing.filter((division) => !named.has(division.code)).map((division) => division.code)
  return { insert, amend, close: [...close, ...gone], created, changed, closed: gone.length, unchanged }
}
