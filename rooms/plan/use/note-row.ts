import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { NoteRow } from '../contract/cover.ts'
import { RowBound, RowUnknown } from '../contract/refusals.ts'
import { type PlanSettings, tablesOf } from '../store.ts'
import { listBindings } from '../store-measures.ts'

export const noteRow = (settings: PlanSettings): Body =>
  body(NoteRow, async (ctx, { code, note }) => {
    const db = tablesOf(ctx)
    if (!settings.decomposition?.rows.some((row) => row.code === code)) return refuse(RowUnknown, { code }, 'code')
    const bound = (await listBindings(ctx)).some(({ row_code }) => row_code === code)
    if (bound && note.trim() !== '') return refuse(RowBound, { code })
    const before = await db.selectFrom('plan.row_note').select('note').where('code', '=', code).executeTakeFirst()
    const values = { note: note.trim(), entered_by: ctx.actor.name, entered_at: ctx.now.toString() }
    if (values.note === '') await db.deleteFrom('plan.row_note').where('code', '=', code).execute()
    else
      await db
        .insertInto('plan.row_note')
        .values({ code, ...values })
        .onConflict((conflict) => conflict.column('code').doUpdateSet(values))
        .execute()
    ctx.note({ kind: 'plan-row', id: code, before: before?.note ?? null, after: values.note === '' ? null : values.note })
    return { state: bound ? ('bound' as const) : values.note === '' ? ('uncovered' as const) : ('note-only' as const) }
  })
