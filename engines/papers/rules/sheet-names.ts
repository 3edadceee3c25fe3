/** Names of sheets as Excel takes them: at most 31 characters, none of []:*?/\, not ending in ', unique whatever the case. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((name) => {
    const clean =
      name
        .replaceAll(/[[\]:*?/\\]/g, ' ')
        .replaceAll(/^'+|'+$/g, '')
        .trim() || 'Sheet'
    let fit = clean.slice(0, 31)
    for (let count = 2; taken.has(fit.toLowerCase()); count += 1) {
      const tail = ` ${count}`
      fit = clean.slice(0, 31 - tail.length) + tail
    }
    taken.add(fit.toLowerCase())
    return fit
  })
}
