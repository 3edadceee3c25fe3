import { body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { ListDuplicateProposals } from '../contract/institution-signatures.ts'
import { listProposals } from '../store.ts'

const Keys = z.tuple([z.uuid()])

export const listDuplicateProposals = body(ListDuplicateProposals, async (ctx, { cursor, limit, state }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const found = await listProposals(
    ctx.db,
    sql`p.state = ${state} and (${after?.[0] ?? null}::uuid is null or p.id > ${after?.[0] ?? null}::uuid)`,
    limit + 1,
  )
  const total =
    after === null
      ? await sql<{ n: number }>`select count(*) as n from orgs.duplicate_proposal where state = ${state}`.execute(ctx.db)
      : undefined
  const page = pageOfRows(found, limit, (proposal) => [proposal.id])
  return { rows: [...page.rows], next: page.next, total: total?.rows[0]?.n ?? null }
})
