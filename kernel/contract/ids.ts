import { z } from 'zod'

/** Schema of a branded id (UUID version 7, RFC 9562), so that an id of one thing cannot stand for another. */
export function id<B extends string>(brand: B) {
  return z.uuid().brand(brand)
}

/** A calendar day `YYYY-MM-DD` (ISO 8601) that exists, from 1900 to 2199: what lies beyond is a slip, and arithmetic on it leaves the calendar. */
export const Day = z.iso.date().regex(/^(19|20|21)/)
/** A point in time, ISO 8601 in UTC with `Z`. */
export const Instant = z.iso.datetime()
/** A code of an administrative division: 6 (county, GB/T 2260), 9 (town, GB/T 10114) or 12 digits (village). */
export const DivisionCode = z.string().regex(/^\d{6}(\d{3}(\d{3})?)?$/)

/** Keyset paging: the cursor is opaque and comes from the page before; `limit` rows at most. */
export const PageInput = z.object({
  cursor: z.string().max(400).nullish(),
  limit: z.number().int().min(1).max(500).default(50),
})

/** A page of rows: `next` is null on the last one; `total` counts all rows that match (null where not counted). */
export function pageOf<R extends z.ZodType>(row: R) {
  return z.object({ rows: z.array(row), next: z.string().nullable(), total: z.number().int().nullable() })
}
