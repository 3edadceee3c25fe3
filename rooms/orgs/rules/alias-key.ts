/** The key under which spellings of one unit name meet: half- and full-width marks and spaces do not count. */
export function aliasKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/[〔［【]/gu, '(')
    .replace(/[〕］】]/gu, ')')
    .toUpperCase()
}

/**
 * The keys to try for a wording, the exact one first: documents write 相城区民政局, 区民政局 or, after a first unit in
 * a list, 民政局. What comes before 区 is dropped, then 区 itself; the first key that finds a unit decides.
 */
export function aliasKeysToTry(asWritten: string): readonly string[] {
  const exact = aliasKey(asWritten)
  const keys = [exact]
  const inDistrict = /^.{2,}?(区.{2,})$/u.exec(exact)
  if (inDistrict?.[1] !== undefined) keys.push(inDistrict[1])
  const without = /^.*?区(.{2,})$/u.exec(exact) ?? /^.{2,}?[县市](.{2,})$/u.exec(exact)
  if (without?.[1] !== undefined) keys.push(without[1])
  return keys
}
