import { Buffer } from 'node:buffer'
import { z } from 'zod'
import { findUncleanText } from './clean-text.ts'

/** The cursor of a keyset page: the sort keys of its last row, base64url JSON. Opaque to callers; holds nothing secret. */
export function cursorAt(keys: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

/** The sort keys in a cursor; null without one (first page), `undefined` for one that no page of this list gave out. */
export function keysOf<K extends z.ZodType>(cursor: string | null | undefined, keys: K): z.output<K> | null | undefined {
  if (cursor === null || cursor === undefined) return null
  try {
    const read = keys.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return read.success && findUncleanText(read.data) === undefined ? read.data : undefined
  } catch {
    return undefined
  }
}

/** A page out of `limit` + 1 rows: the row too many only tells that there is a next page. */
export function pageOfRows<R>(
  found: readonly R[],
  limit: number,
  keys: (row: R) => readonly (string | number)[],
): { readonly rows: readonly R[]; readonly next: string | null } {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rows, next: found.length > limit && last !== undefined ? cursorAt(keys(last)) : null }
}
