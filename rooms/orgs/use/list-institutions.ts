import { body, keysOf, pageOfRows, soundOf } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Institution } from '../contract/institution.ts'
import { ListInstitutions } from '../contract/institution-signatures.ts'
import { institutionColumns } from '../store.ts'

const Keys = z.tuple([z.string(), z.uuid()])

export const listInstitutions = body(
  ListInstitutions,
  async (ctx, { cursor, limit, search, under, districtName, kind, state, bedsKnown, located }) => {
    const after = keysOf(cursor, Keys)
    if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
    const text = search ?? ''
    const sound = soundOf(text)
    const matches = sql`(${text} = '' or strpos(i.name, ${text}) > 0 or strpos(coalesce(i.address, ''), ${text}) > 0
      or (${sound} <> '' and (strpos(i.name_full, ${sound}) > 0 or strpos(i.name_initials, ${sound}) > 0)))
    and (${under ?? null}::text is null or starts_with(i.division_code, ${under ?? ''}))
    and (${districtName ?? null}::text is null or i.district_name = ${districtName ?? null})
    and (${kind ?? null}::text is null or i.kind = ${kind ?? null})
    and (case when ${state ?? null}::text is null then i.state <> 'merged' else i.state = ${state ?? null} end)
    and (${bedsKnown ?? null}::boolean is null or (i.beds is not null) = ${bedsKnown ?? null})
    and (${located ?? null}::boolean is null or (i.lng is not null) = ${located ?? null})`
    const { rows } = await sql<Institution>`select ${institutionColumns} from orgs.institution i
    where ${matches} ${after === null ? sql`` : sql`and (i.name collate "C", i.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by i.name collate "C", i.id limit ${limit + 1}`.execute(ctx.db)
    const total =
      after === null ? await sql<{ n: number }>`select count(*) as n from orgs.institution i where ${matches}`.execute(ctx.db) : undefined
    const page = pageOfRows(rows, limit, (institution) => [institution.name, institution.id])
    return { rows: [...page.rows], next: page.next, total: total?.rows[0]?.n ?? null }
  },
)
