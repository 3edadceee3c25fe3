// what XML 1.0 forbids (section 2.2): controls, the two last code points, halves of a pair standing alone
const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Words without what no document format can hold; each becomes the sign for an unreadable character, none vanishes. */
export function printable(text: string): string {
  return text.replaceAll(forbidden, '\ufffd')
}
