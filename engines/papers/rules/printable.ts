// what XML 1.0 forbids (section 2.2) or discourages: controls, halves of a pair standing alone, the two last code points
const forbidden = /[\p{Cc}--[\t\n\r]]|\p{Cs}|[\ufffe\uffff]/gv

/** Words without what no document format can hold; each becomes the sign for an unreadable character, none vanishes. */
export function printable(text: string): string {
  return text.replaceAll(forbidden, '\ufffd')
}
