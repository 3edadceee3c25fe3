import type { Context } from '@yinqiao/kernel'
import { type ContactRow, EntryFacts } from './contract/alarm.ts'

/** The entry facts of a home in clear; null = never recorded. */
export function openEntry(ctx: Pick<Context, 'cipher'>, sealed: string | null): EntryFacts | null {
  return sealed === null ? null : EntryFacts.parse(JSON.parse(ctx.cipher.open(sealed)))
}

interface SealedRow {
  readonly id: string
  readonly order_no: number
  readonly kind: ContactRow['kind']
  readonly name_sealed: string
  readonly phone_sealed: string | null
  readonly account_id: string | null
  readonly has_key: boolean | null
  readonly minutes: number | null
  readonly language: string | null
}

/** A contact in clear. */
export function openContact(ctx: Pick<Context, 'cipher'>, row: SealedRow): ContactRow {
  return {
    id: row.id,
    orderNo: row.order_no,
    kind: row.kind,
    name: ctx.cipher.open(row.name_sealed),
    phone: row.phone_sealed === null ? null : ctx.cipher.open(row.phone_sealed),
    accountId: row.account_id,
    hasKey: row.has_key,
    minutes: row.minutes,
    language: row.language,
  }
}
