import { type Body, body } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { checkDraft, insertRecord, type RecordsSettings } from '@yinqiao/records'
import { sql } from 'kysely'
import { LoadWorks } from '../contract/works.ts'
import { industryKinds } from '../kinds/all-kinds.ts'
import { targetFirmKind } from '../kinds/target-firm.ts'
import { lockThing } from '../store.ts'

/** Loads works and firms a district's documents name. One that is there, however people changed or voided it, is left: a repeat changes nothing. */
export const loadWorks = (settings: RecordsSettings): Body =>
  body(LoadWorks, async (ctx, { file }) => {
    await lockThing(ctx, 'named-works')
    const wanted = [
      ...file.works.map(({ code, kind, values }) => ({ kind, mark: code, values: { ...values, named: code } })),
      ...file.targets.map((name) => ({ kind: targetFirmKind.code, mark: name, values: { name, named: true } })),
    ]
    let created = 0
    for (const { kind: code, mark, values } of wanted) {
      const key = code === targetFirmKind.code ? 'name' : 'named'
      // all versions, also of records that were voided since: what people took back stays so
      const { rows } = await sql`select 1 from records.pub_record where kind = ${code} and values->>${key} = ${mark} limit 1`.execute(
        ctx.db,
      )
      const kind = industryKinds.find((one) => one.code === code)
      if (rows.length > 0 || kind === undefined) continue
      const draft = { values, divisionCode: null, unitId: null, validFrom: file.asOf, origin: 'import' as const, reason: null }
      const checked = await checkDraft(ctx, settings, kind, draft, null)
      if (isRefusal(checked)) return checked
      await insertRecord(ctx, kind, checked, false)
      created += 1
    }
    ctx.note({ kind: 'works-file', id: file.title, after: { asOf: file.asOf, created } })
    return { created, unchanged: wanted.length - created }
  })
