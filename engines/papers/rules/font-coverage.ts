/** Ranges of code points, both ends inclusive, ascending. */
export type Coverage = readonly (readonly [number, number])[]

/** What a TrueType font can print: its character map of format 12 (OpenType 1.9, cmap, segmented coverage). */
export function fontCoverage(font: Uint8Array): Coverage {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const table = Array.from({ length: view.getUint16(4) }, (_, at) => 12 + at * 16).find((at) => view.getUint32(at) === 0x636d6170)
  if (table === undefined) throw new Error('the font has no character map')
  const cmap = view.getUint32(table + 8)
  const map = Array.from({ length: view.getUint16(cmap + 2) }, (_, at) => cmap + view.getUint32(cmap + 4 + at * 8 + 4)).find(
    (at) => view.getUint16(at) === 12,
  )
  if (map === undefined) throw new Error('the font has no character map of format 12')
  return Array.from({ length: view.getUint32(map + 12) }, (_, at) => [
    view.getUint32(map + 16 + at * 12),
    view.getUint32(map + 20 + at * 12),
  ])
}

/** Words as the font can print them: a character it lacks is named (〔U+20BB7〕) instead of becoming an empty box. */
export function nameMissing(text: string, coverage: Coverage): string {
  // nearly all texts have none of the rare ones; line breaks are no characters to print
  return text.replaceAll(/[^\n\t -~，。、；：（）“”一-龥]/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0
    return coverage.some(([from, to]) => code >= from && code <= to) ? letter : `〔U+${code.toString(16).toUpperCase()}〕`
  })
}
