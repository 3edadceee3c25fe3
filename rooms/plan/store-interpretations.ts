import type { Context } from '@yinqiao/kernel'
import type { Output } from '@yinqiao/kernel/contract'
import type { Selectable } from 'kysely'
import type { ListInterpretations } from './contract/cover.ts'
import { tablesOf } from './store.ts'
import type { PlanRows } from './tables/rows.ts'

export type InterpretationView = Omit<Output<typeof ListInterpretations>['rows'][number], 'quote'>

/** An interpretation as the screens show it. */
export function interpretationView(row: Selectable<PlanRows['plan.interpretation']>): InterpretationView {
  return {
    id: row.id,
    clauseId: row.clause_id,
    term: row.term,
    text: row.text,
    decidedBy: row.decided_by,
    decidedOn: row.decided_on,
    paper: row.paper,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    enteredBy: row.entered_by,
    enteredAt: row.entered_at,
  }
}

/** The interpretations in force today. */
export async function listInForce(ctx: Context): Promise<InterpretationView[]> {
  const rows = await tablesOf(ctx)
    .selectFrom('plan.interpretation')
    .selectAll()
    .where('valid_from', '<=', ctx.today)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', ctx.today)]))
    .execute()
  return rows.map(interpretationView)
}
