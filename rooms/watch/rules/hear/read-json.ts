import { isUtf8 } from 'node:buffer'

/** Bytes of a message as JSON, or why not. */
export type ReadJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: 'too-long' | 'bad-utf8' | 'too-deep' | 'bad-json' }

/** Deeper than any device writes; a message of brackets alone must not exhaust the stack of whoever walks it. */
const deepest = 32
/** Longest message kept whole, in bytes; 1 MiB. */
export const messageAtMost = 1024 * 1024

/**
 * Reads a message's bytes as JSON. Never throws: what cannot be read is a reason for the quarantine list.
 * NaN and Infinity are no JSON; a byte order mark is passed over.
 */
export function readJson(bytes: Uint8Array): ReadJson {
  if (bytes.length > messageAtMost) return { ok: false, reason: 'too-long' }
  if (!isUtf8(bytes)) return { ok: false, reason: 'bad-utf8' }
  const read = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
  const text = read.startsWith('\uFEFF') ? read.slice(1) : read
  if (isDeep(text)) return { ok: false, reason: 'too-deep' }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false, reason: 'bad-json' }
  }
}

/** Counted before parsing, brackets inside of strings aside. */
function isDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (quoted) {
      if (sign === '\\') at += 1
      else if (sign === '"') quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === '{' || sign === '[') {
      depth += 1
      if (depth > deepest) return true
    } else if (sign === '}' || sign === ']') depth -= 1
  }
  return false
}
