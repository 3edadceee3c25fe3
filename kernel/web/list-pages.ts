import type { Signature } from '@yinqiao/kernel/contract'
import type { z } from 'zod'
import { call } from './call.ts'

/** A page as every list query answers (kernel contract, `pageOf`). */
export interface Page<R> {
  readonly rows: R[]
  readonly next: string | null
  readonly total: number | null
}

/** A query that answers with pages. */
export type PageSignature<R> = Signature<z.ZodType, z.ZodType<Page<R>>>

/** An export stops here and says so; larger takings belong to the report files, made on the server. */
export const exportLimit = 20_000

/** Reads page after page until the end, the limit or the signal; tells how many it has. */
export async function readAllPages<R>(
  signature: PageSignature<R>,
  input: object,
  told: (count: number) => void,
  signal: AbortSignal,
): Promise<{ readonly rows: R[]; readonly cut: boolean }> {
  const rows: R[] = []
  let cursor: string | null = null
  do {
    const page: Page<R> = await call(signature, { ...input, cursor, limit: 500 }, { signal })
    rows.push(...page.rows)
    cursor = page.next
    told(rows.length)
  } while (cursor !== null && rows.length < exportLimit)
  return { rows: rows.slice(0, exportLimit), cut: cursor !== null }
}
