import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { UnitsFileWrong } from '../contract/refusals.ts'
import type { UnitKind, UnitsFile } from '../contract/unit.ts'
import { aliasKey } from './alias-key.ts'

type StatedUnit = UnitsFile['units'][number]

/** A unit as it stands, with the name it bears and since when. */
export interface StandingUnit {
  readonly id: string
  readonly code: string
  readonly kind: UnitKind
  readonly divisionCode: string | null
  readonly ended: boolean
  readonly name: string
  readonly nameFrom: string
}

/** What loading does. `rename` from `asOf`; `correct` puts a name right that began on that very day. */
export interface UnitsPlan {
  readonly create: readonly StatedUnit[]
  readonly change: readonly { readonly id: string; readonly stated: StatedUnit; readonly name: 'keep' | 'rename' | 'correct' }[]
  readonly unchanged: number
}

/** Whether a file hangs together: each code and each name once. */
export function checkUnitsFile(file: UnitsFile): Refusal | undefined {
  const codes = new Set<string>()
  const names = new Set<string>()
  for (const { code, name } of file.units) {
    if (codes.has(code)) return refuse(UnitsFileWrong, { problem: '代码重复', problemEn: 'a code appears twice', code }, 'file')
    if (names.has(aliasKey(name))) return refuse(UnitsFileWrong, { problem: '名称重复', problemEn: 'a name appears twice', code }, 'file')
    codes.add(code)
    names.add(aliasKey(name))
  }
  return undefined
}

/** Compares a file with the units that stand. A name given later than the file by a person, and an ended unit, are left alone. */
export function planUnitsLoad(standing: readonly StandingUnit[], file: UnitsFile): UnitsPlan {
  const byCode = new Map(standing.map((unit) => [unit.code, unit]))
  const create: StatedUnit[] = []
  const change: { id: string; stated: StatedUnit; name: 'keep' | 'rename' | 'correct' }[] = []
  let unchanged = 0
  for (const stated of file.units) {
    const unit = byCode.get(stated.code)
    if (unit === undefined) {
      create.push(stated)
      continue
    }
    const renamed = unit.name !== stated.name && unit.nameFrom <= file.asOf
    const name = !renamed ? 'keep' : unit.nameFrom === file.asOf ? 'correct' : 'rename'
    const moved = unit.kind !== stated.kind || unit.divisionCode !== (stated.divisionCode ?? null)
    if (unit.ended || (!moved && name === 'keep')) unchanged += 1
    else change.push({ id: unit.id, stated, name })
  }
  return { create, change, unchanged }
}
