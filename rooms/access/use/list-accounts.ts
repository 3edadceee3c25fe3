import { type Body, body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { ListAccounts } from '../contract/index.ts'
import { accountView, tablesOf } from '../store.ts'

export const listAccounts: Body = body(ListAccounts, async (ctx, { cursor, limit, search, role, state }) => {
  const after = keysOf(cursor, z.tuple([z.string()]))
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const now = ctx.now.toString()
  let matching = tablesOf(ctx).selectFrom('access.account as a')
  if (search)
    matching = matching.where((where) => where.or([where('a.username', 'ilike', `%${search}%`), where('a.name', 'ilike', `%${search}%`)]))
  if (state === 'locked') matching = matching.where('a.locked_until', '>', now)
  else if (state) matching = matching.where('a.state', '=', state)
  if (role)
    matching = matching.where((where) =>
      where.exists(
        where
          .selectFrom('access.post as p')
          .select('p.id')
          .whereRef('p.account_id', '=', 'a.id')
          .where('p.role', '=', role)
          .where((ends) => ends.or([ends('p.valid_to', 'is', null), ends('p.valid_to', '>', ctx.today)])),
      ),
    )
  const { total } = await matching.select((count) => count.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await (after ? matching.where('a.username', '>', after[0]) : matching)
    .selectAll('a')
    .select(
      sql<
        string[]
      >`coalesce((select array_agg(distinct p.role) from access.post p where p.account_id = a.id and p.valid_from <= ${ctx.today} and (p.valid_to is null or p.valid_to > ${ctx.today})), '{}')`.as(
        'roles',
      ),
    )
    .orderBy('a.username')
    .limit(limit + 1)
    .execute()
  const page = pageOfRows(rows, limit, ({ username }) => [username])
  return {
    rows: page.rows.map((row) => accountView(row, row.roles, now)),
    next: page.next,
    total: Number(total),
  }
})
