/** The encodings in which lists arrive. */
export type TextEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/**
 * Text of a file: a byte order mark decides, else UTF-8 where it is valid, else GB18030 (what Chinese spreadsheets
 * save by default). `undefined` for bytes that are none of these (a picture, a spreadsheet's own format).
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: TextEncoding } | undefined {
  const order: readonly TextEncoding[] =
    bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : bytes[0] === 0xfe && bytes[1] === 0xff ? ['utf-16be'] : ['utf-8', 'gb18030']
  for (const encoding of order) {
    const text = decodeAs(bytes, encoding)
    if (text !== undefined) return { text, encoding }
  }
  return undefined
}

function decodeAs(bytes: Uint8Array, encoding: TextEncoding): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return text.includes('\u0000') ? undefined : text
  } catch {
    return undefined
  }
}
