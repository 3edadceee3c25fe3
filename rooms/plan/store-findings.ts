import type { Context } from '@yinqiao/kernel'
import type { Output } from '@yinqiao/kernel/contract'
import type { GetRound } from './contract/rounds.ts'
import { tablesOf } from './store.ts'

/** The findings of a round in the order they were made, with what is to be done. */
export async function listFindings(ctx: Context, roundId: string): Promise<Output<typeof GetRound>['findings']> {
  const rows = await tablesOf(ctx)
    .selectFrom('plan.finding')
    .selectAll()
    .where('round_id', '=', roundId)
    .orderBy('found_on')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    about: row.about,
    body: row.body,
    by: row.found_by,
    on: row.found_on,
    action:
      row.action === null || row.owner_unit_id === null || row.owner_name === null || row.due === null
        ? null
        : {
            text: row.action,
            unitId: row.owner_unit_id,
            owner: row.owner_name,
            due: row.due,
            doneOn: row.done_on,
            late: (row.done_on ?? ctx.today) > row.due,
          },
  }))
}

/** Actions of reviews that are open, for agendas: those that are late first. */
export async function openActions(ctx: Context) {
  const rows = await tablesOf(ctx)
    .selectFrom('plan.finding')
    .selectAll()
    .where('action', 'is not', null)
    .where('done_on', 'is', null)
    .orderBy('due')
    .execute()
  return rows
    .filter(({ due }) => due !== null && due < ctx.today)
    .map(({ id, action, owner_name, due }) => ({
      kind: 'finding' as const,
      id,
      title: `评估整改逾期：${action ?? ''}`,
      why: `${owner_name ?? ''}负责，期限 ${due ?? ''}`,
    }))
}
