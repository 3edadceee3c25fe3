/** Forms of business at the end of a name, longest first. */
const forms = /(?:股份有限公司|有限责任公司|有限公司|集团公司|分公司|公司|民办非企业|（?个体工商户）?)$/u

/** What every institution of a kind is called; alone it names none of them. */
const kindOnly = /^(?:护理院|养老院|敬老院|福利院|福利中心|社会福利中心|康复医院|养老服务中心|康养中心|老年公寓)$/u

/** A name without marks and spaces, in one width. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s()（）【】[\]·.,，。、-]/gu, '')
    .toUpperCase()
}

/**
 * What is left of an institution's name without place names in front (`places`: province, city, district, towns, with
 * and without 省市区) and the form of business behind: 甲市乙区丙护理院有限公司 -> 丙护理院.
 */
export function nameCore(name: string, places: readonly string[]): string {
  let core = plainName(name)
  for (;;) {
    const place = places.find((candidate) => candidate !== '' && core.startsWith(candidate) && isName(core.slice(candidate.length)))
    if (place === undefined) break
    core = core.slice(place.length)
  }
  return core.replace(forms, '')
}

function isName(rest: string): boolean {
  const bare = rest.replace(forms, '')
  return bare.length >= 3 && !kindOnly.test(bare)
}

/** Adjacent pairs of characters. */
export function pairsOf(text: string): ReadonlySet<string> {
  const characters = [...text]
  return new Set(characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`))
}

/** Dice coefficient of the pairs of two texts: 1 same pairs, 0 none shared. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const pair of a) if (b.has(pair)) shared += 1
  return (2 * shared) / (a.size + b.size)
}
