/** Signs that stand for a mark in HTML; any other name becomes a space. */
const entities: Readonly<Record<string, string>> = {
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  middot: '·',
  hellip: '…',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  ge: '≥',
  le: '≤',
  permil: '‰',
  sup2: '²',
}

const blocks =
  /^<\/?(?:p|div|br|tr|table|tbody|thead|h[1-6]|li|ul|ol|section|article|header|footer|title|center|hr|blockquote|dd|dt|body|html)\b/i
const tag = /<\/?[a-zA-Z!][^<>]{0,2000}>|&(?:([a-zA-Z]{2,8})|#(\d{2,6}));|[\r\n]/g

/** Puts white space over what no reader sees: comments, style sheets, scripts. One pass; an end that is missing is looked for once. */
function hideUnseen(text: string): string {
  let out = text
  for (const [open, close] of [
    ['<!--', '-->'],
    ['<style', '</style>'],
    ['<script', '</script>'],
    ['<title', '</title>'],
  ] as const) {
    const parts: string[] = []
    let at = 0
    for (let from = out.indexOf(open); from >= 0; from = out.indexOf(open, at)) {
      const end = out.indexOf(close, from)
      if (end < 0) break
      parts.push(out.slice(at, from), ' '.repeat(end + close.length - from))
      at = end + close.length
    }
    out = parts.join('') + out.slice(at)
  }
  return out
}

/**
 * The text with HTML left in it made plain, sign for sign: a tag becomes white space (a line break where it ends a
 * paragraph, a tab where it ends a cell), an entity its sign. Same length, so positions stay.
 */
export function maskMarkup(text: string): string {
  if (!/<\/?[a-zA-Z!]|&[a-zA-Z#]/.test(text)) return text
  let inRow = false
  const fill = (sign: string, found: string) => sign.padEnd(found.length, '\u200b')
  return hideUnseen(text).replace(tag, (found: string, name?: string, code?: string) => {
    if (name !== undefined) return fill(entities[name] ?? ' ', found)
    if (code !== undefined) {
      const point = Number(code)
      return fill(point >= 0x20 && point < 0xd800 ? String.fromCharCode(point) : ' ', found)
    }
    // a row is one line, whatever breaks its cells hold
    if (/^[\r\n]$/.test(found)) return inRow ? ' ' : found
    if (/^<tr\b/i.test(found)) inRow = true
    else if (/^<\/(?:tr|table)\b/i.test(found)) inRow = false
    else if (/^<\/(?:td|th)\b/i.test(found)) return fill('\t', found)
    else if (inRow) return fill('\u200b', found)
    return fill(blocks.test(found) ? '\n' : '\u200b', found)
  })
}
