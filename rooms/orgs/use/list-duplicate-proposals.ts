import { body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { ListDuplicateProposals } from '../contract/institution-signatures.ts'
import { listProposals } from '../store.ts'

const Keys = z.tuple([z.uuid()])

export const listDuplicateProposals = body(ListDuplicateProposals, async (ctx, { cursor, limit, state }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const matches = sql`p.state = ${state} and ${bothInArea(ctx.actor.area)}`
  const found = await listProposals(ctx.db, after === null ? matches : sql`${matches} and p.id > ${after[0]}::uuid`, limit + 1)
  const total =
    after === null
      ? await sql<{ n: number }>`select count(*) as n from orgs.duplicate_proposal p where ${matches}`.execute(ctx.db)
      : undefined
  const page = pageOfRows(found, limit, (proposal) => [proposal.id])
  return { rows: [...page.rows], next: page.next, total: total?.rows[0]?.n ?? null }
})

/** Pairs the post may decide: both records lie in its area; those whose division is not known are for whole districts. */
function bothInArea(area: string): RawBuilder<unknown> {
  return sql`${area} <> '' and not exists (select 1 from orgs.institution i where i.id in (p.left_id, p.right_id)
    and not (case when i.division_code is null then length(${area}) <= 6 else starts_with(i.division_code, ${area}) end))`
}
