import { body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { ListSites } from '../contract/signatures.ts'
import type { Site } from '../contract/site.ts'
import { siteColumns } from '../store.ts'

const Keys = z.tuple([z.string(), z.uuid()])

export const listSites = body(ListSites, async (ctx, { cursor, limit, search, kind, under, state, located }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor' }, 'cursor')
  const text = search ?? ''
  const matches = sql`(${text} = '' or strpos(s.name, ${text}) > 0 or strpos(s.address, ${text}) > 0)
    and (${kind ?? null}::text is null or s.kind = ${kind ?? null}) and (${state ?? null}::text is null or s.state = ${state ?? null})
    and (${under ?? null}::text is null or starts_with(s.division_code, ${under ?? ''}))
    and (${located ?? null}::boolean is null or (s.lng is not null) = ${located ?? null})`
  const { rows } = await sql<Site>`select ${siteColumns} from places.site s
    left join places.division d on d.code = s.division_code and d.valid_from <= ${ctx.today} and (d.valid_to is null or d.valid_to > ${ctx.today})
    where ${matches} ${after === null ? sql`` : sql`and (s.name collate "C", s.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by s.name collate "C", s.id limit ${limit + 1}`.execute(ctx.db)
  const total =
    after === null ? await sql<{ n: number }>`select count(*) as n from places.site s where ${matches}`.execute(ctx.db) : undefined
  const page = pageOfRows(rows, limit, (site) => [site.name, site.id])
  return { rows: [...page.rows], next: page.next, total: total?.rows[0]?.n ?? null }
})
