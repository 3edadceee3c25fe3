import { organisationCheckCharacter, usccCheckCharacter } from '@yinqiao/orgs'
import { CreateFirm, ListFirms } from '@yinqiao/orgs/contract'
import type { Dice } from '../dice.ts'
import type { Scribe, Town } from './scribe.ts'

/** A firm that is nobody: its name counts, its code belongs to no place. */
export interface MadeFirm {
  readonly id: string
  readonly n: number
  readonly name: string
  readonly town: Town
}

/** A credit code of valid form (GB 32100-2015) that cannot be real: no registrar has the area 000000. */
export function madeUscc(n: number): string {
  const eight = `Y${String(n).padStart(7, '0')}`
  const seventeen = `91000000${eight}${organisationCheckCharacter(eight)}`
  return seventeen + usccCheckCharacter(seventeen)
}

export const madeName = (n: number) => `合成企业${String(n).padStart(3, '0')}有限公司`

const fields = [['rehab'], ['finance'], ['anti-ageing'], ['ai'], ['smart-care'], ['ai', 'rehab'], ['biomedicine']] as const
const directions = ['goods', 'finance', 'anti-ageing', 'care', 'health', 'education'] as const

/** Firms and their profiles; of some the class or the opening day is not known, as in life. */
export async function writeFirms(
  scribe: Scribe,
  chance: Dice,
  count: number,
  codes: readonly [string, ...string[]],
): Promise<readonly MadeFirm[]> {
  const firms: MadeFirm[] = []
  for (let n = 1; n <= count; n++) {
    const town = scribe.towns[n % scribe.towns.length] ?? scribe.towns[0]
    const name = madeName(n)
    const uscc = madeUscc(n)
    const { rows } = await scribe.run('park', `firm/${n}`, ListFirms, { search: uscc, limit: 1 })
    const made = { name, uscc, kinds: ['enterprise' as const], divisionCode: town.code, address: `合成一路${n}号`, synthetic: true }
    const { id } = rows[0] ?? (await scribe.run('park', `firm/${n}`, CreateFirm, made))
    firms.push({ id, n, name, town })
    const opened = `${n % 3 === 0 ? 2026 : 2024}-0${1 + chance.below(9)}-15`
    const profile = {
      name,
      firm: id,
      ...(n % 9 === 0 ? {} : { classes: [chance.pick(codes)] }),
      directions: [directions[n % directions.length] ?? 'goods'],
      fields: [...(fields[n % fields.length] ?? ['rehab'])],
      chain: (['upstream', 'midstream', 'downstream'] as const)[n % 3] ?? 'upstream',
      size: chance.pick(['large', 'medium', 'small', 'micro']),
      investor: (['private', 'private', 'state', 'central', 'foreign'] as const)[n % 5] ?? 'private',
      country: n % 5 === 4 ? 'JP' : 'CN',
      ...(n % 6 === 0 ? { base: n % 12 === 0 ? 'furniture' : 'biomedicine' } : {}),
      ...(n % 10 === 0 ? {} : { openedOn: opened }),
      ...(n === count ? { closedOn: '2026-08-31' } : {}),
    }
    await scribe.record('industry.enterprise-profile', profile, { town, proofs: n <= 12 ? [{ slot: 'licence', accept: 1 }] : [] })
  }
  return firms
}
