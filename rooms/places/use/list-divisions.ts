import { body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { Division } from '../contract/division.ts'
import { ListDivisions } from '../contract/signatures.ts'

export const listDivisions = body(ListDivisions, async (ctx, { on, under, neighbours }) => {
  const day = on ?? ctx.today
  const { rows } = await sql<Division>`select code, name, kind, parent, valid_from as "validFrom", valid_to as "validTo", source, confidence
    from places.division
    where valid_from <= ${day} and (valid_to is null or valid_to > ${day})
      and (${under ?? null}::text is null or starts_with(code, ${under ?? ''})) and (${neighbours} or kind <> 'neighbour')
    order by code`.execute(ctx.db)
  return { on: day, divisions: rows }
})
