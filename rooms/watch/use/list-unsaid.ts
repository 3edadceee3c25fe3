import { body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, type Output, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { ListUnsaid } from '../contract/rule-signatures.ts'

type Row = Output<typeof ListUnsaid>['rows'][number] & { readonly about: string }
const Keys = z.tuple([z.string(), z.string()])

export const listUnsaid = body(ListUnsaid, async (ctx, { cursor, limit, rule }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const { rows } = await sql<Row>`select h.id as "homeId", h.name as "homeName", h.division_code as "divisionCode", x.key as about,
      x.value ->> 'rule' as rule, x.value ->> 'why' as why, x.value -> 'missing' as missing, x.value ->> 'at' as at
    from watch.home_state s join watch.home h on h.id = s.home_id, jsonb_each(s.answers) x
    where jsonb_path_exists(s.answers, '$.*.fires ? (@ == "cannot-say")') and x.value ->> 'fires' = 'cannot-say'
      and (${rule ?? null}::text is null or x.value ->> 'rule' = ${rule ?? null})
      and ${after === null ? sql`true` : sql`(h.id, x.key) > (${after[0]}::uuid, ${after[1]})`}
    order by h.id, x.key limit ${limit + 1}`.execute(ctx.db)
  const page = pageOfRows(rows, limit, ({ homeId, about }) => [homeId, about])
  return {
    rows: page.rows.map(({ homeId, homeName, divisionCode, rule: of, why, missing, at }) => ({
      homeId,
      homeName,
      divisionCode,
      rule: of,
      why,
      missing,
      at,
    })),
    next: page.next,
    total: null,
  }
})
