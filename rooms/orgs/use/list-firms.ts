import { body, keysOf, pageOfRows, soundOf } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Firm } from '../contract/firm.ts'
import { ListFirms } from '../contract/firm-signatures.ts'
import { firmColumns } from '../store.ts'

const Keys = z.tuple([z.string(), z.uuid()])

export const listFirms = body(ListFirms, async (ctx, { cursor, limit, search, kind, state, under }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const text = search ?? ''
  const sound = soundOf(text)
  const matches = sql`(${text} = '' or strpos(f.name, ${text}) > 0 or f.uscc = ${text.toUpperCase()}
      or (${sound} <> '' and (strpos(f.name_full, ${sound}) > 0 or strpos(f.name_initials, ${sound}) > 0)))
    and (${kind ?? null}::text is null or ${kind ?? ''} = any (f.kinds)) and (${state ?? null}::text is null or f.state = ${state ?? null})
    and (${under ?? null}::text is null or starts_with(f.division_code, ${under ?? ''}))`
  const { rows } = await sql<Firm>`select ${firmColumns} from orgs.firm f
    where ${matches} ${after === null ? sql`` : sql`and (f.name collate "C", f.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by f.name collate "C", f.id limit ${limit + 1}`.execute(ctx.db)
  const total =
    after === null ? await sql<{ n: number }>`select count(*) as n from orgs.firm f where ${matches}`.execute(ctx.db) : undefined
  const page = pageOfRows(rows, limit, (firm) => [firm.name, firm.id])
  return { rows: [...page.rows], next: page.next, total: total?.rows[0]?.n ?? null }
})
