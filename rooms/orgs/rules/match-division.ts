/** A division by which a name is told. */
export interface NamedDivision {
  readonly code: string
  readonly name: string
}

/** A name without remarks in brackets: 苏州工业园区（统计用代码） -> 苏州工业园区. */
function bare(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\(.*?\)/gu, '')
    .replace(/\s/gu, '')
}

/**
 * The county-level division a list means by a name: the exact one, or the only one that ends with it
 * (工业园区 for 苏州工业园区). `undefined` when none or several fit.
 */
export function matchCounty(name: string, counties: readonly NamedDivision[]): NamedDivision | undefined {
  const wanted = bare(name)
  if (wanted === '') return undefined
  const exact = counties.find((county) => bare(county.name) === wanted)
  if (exact !== undefined) return exact
  const ending = counties.filter((county) => bare(county.name).endsWith(wanted) || wanted.endsWith(bare(county.name)))
  return ending.length === 1 ? ending[0] : undefined
}

/** The town or street of a county that an address names; `undefined` when it names none or several. */
export function matchTown(address: string | null, countyCode: string, divisions: readonly NamedDivision[]): NamedDivision | undefined {
  if (address === null) return undefined
  const text = bare(address)
  const named = divisions.filter(
    (division) => division.code.length === 9 && division.code.startsWith(countyCode) && text.includes(bare(division.name)),
  )
  return named.length === 1 ? named[0] : undefined
}
