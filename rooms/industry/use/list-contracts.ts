import { body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { ListContracts } from '../contract/chain-signatures.ts'
import { type ContractRow, contractColumns, contractTables } from '../store-chain.ts'
import { showContract } from '../store-shows.ts'

const Keys = z.tuple([z.string(), z.uuid()])

/** Supply contracts, the latest signed first. */
export const listContracts = body(ListContracts, async (ctx, { cursor, limit, search, nodeCode }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const text = search ?? ''
  const matches = sql`s.known_to is null and (${text} = '' or strpos(s.number, ${text}) > 0 or strpos(b.name, ${text}) > 0 or strpos(f.name, ${text}) > 0)
    and (${nodeCode ?? null}::text is null or s.node_code = ${nodeCode ?? null})`
  const { rows } = await sql<ContractRow>`select ${contractColumns} from ${contractTables}
    where ${matches} ${after === null ? sql`` : sql`and (s.valid_from, s.id) < (${after[0]}::date, ${after[1]}::uuid)`}
    order by s.valid_from desc, s.id desc limit ${limit + 1}`.execute(ctx.db)
  const total =
    after === null ? await sql<{ n: number }>`select count(*) as n from ${contractTables} where ${matches}`.execute(ctx.db) : undefined
  const page = pageOfRows(rows, limit, (row) => [row.signedOn, row.id])
  return { rows: page.rows.map(showContract), next: page.next, total: total?.rows[0]?.n ?? null }
})
