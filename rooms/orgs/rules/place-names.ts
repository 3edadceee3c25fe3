/**
 * Names of places as they stand in front of institution names, longest first, each with and without its level
 * (甲市 and 甲), so that 甲市乙区丙护理院 and 丙护理院 meet. One-character remainders are left out.
 */
export function placeNames(names: readonly string[]): readonly string[] {
  const all = names.flatMap((name) => {
    const bare = name
      .normalize('NFKC')
      .replace(/\(.*?\)/gu, '')
      .replace(/\s/gu, '')
    const short = bare.replace(/(?:省|市|区|县|镇|街道)$/u, '')
    return short.length >= 2 ? [bare, short] : [bare]
  })
  return [...new Set(all)].toSorted((a, b) => b.length - a.length)
}
