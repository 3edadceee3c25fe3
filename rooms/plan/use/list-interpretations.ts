import { type Body, body } from '@yinqiao/kernel'
import { ListInterpretations } from '../contract/cover.ts'
import { tablesOf } from '../store.ts'
import { interpretationView } from '../store-interpretations.ts'

export const listInterpretations: Body = body(ListInterpretations, async (ctx, { clauseId }) => {
  const db = tablesOf(ctx)
  const all = db.selectFrom('plan.interpretation').selectAll().orderBy('entered_at', 'desc')
  const rows = await (clauseId ? all.where('clause_id', '=', clauseId) : all).execute()
  const texts =
    rows.length === 0
      ? []
      : await db
          .selectFrom('plan.clause_text as t')
          .innerJoin('plan.version as v', 'v.id', 't.version_id')
          .select(['t.clause_id', 't.from_char', 't.to_char', 'v.body', 'v.seq'])
          .where(
            't.clause_id',
            'in',
            rows.map(({ clause_id }) => clause_id),
          )
          .orderBy('v.seq')
          .execute()
  const quotes = new Map(texts.map((text) => [text.clause_id, text.body.slice(text.from_char, text.to_char)]))
  return { rows: rows.map((row) => ({ ...interpretationView(row), quote: quotes.get(row.clause_id) ?? '' })) }
})
