import { type Body, body, cursorAt, keysOf, soundOf } from '@yinqiao/kernel'
import { InvalidInput, isRefusal, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { ListRecords } from '../contract/signatures.ts'
import { type Head, kindFor, type RecordsSettings, escapeLike } from '../store.ts'
import { headViews } from '../store-views.ts'

const Cursor = z.tuple([z.string(), z.uuid()])

export const listRecords = (settings: RecordsSettings): Body =>
  body(ListRecords, async (ctx, { kind: code, search, filters, divisionCode, show, cursor, limit }) => {
    const kind = kindFor(settings, code, ctx.actor, 'read')
    if (isRefusal(kind)) return kind
    const after = keysOf(cursor, Cursor)
    if (after === undefined) return refuse(InvalidInput, { problem: '翻页位置无效', problemEn: 'the cursor is not of this list' }, 'cursor')
    const text = search?.trim().toLowerCase() ?? ''
    const sound = soundOf(text)
    const wanted = Object.entries(filters ?? {}).filter(([key]) =>
      kind.fields.some((field) => field.key === key && field.filtered === true),
    )
    const conditions = [
      sql`v.kind = ${kind.code}`,
      sql`v.known_to is null`,
      ...(text === ''
        ? []
        : [sql`(v.search like ${`%${escapeLike(text)}%`} or (${sound} <> '' and v.search like ${`%${escapeLike(sound)}%`}))`]),
      ...wanted.map(([key, value]) => sql`(v.values->>${key} = ${value} or v.values->${key} @> ${JSON.stringify([value])}::jsonb)`),
      ...(divisionCode ? [sql`v.division_code like ${`${divisionCode}%`}`] : []),
      ...(show === 'voided' ? [sql`v.voided`] : [sql`not v.voided`]),
      ...(show === 'ended'
        ? [sql`v.valid_to <= ${ctx.today}::date`]
        : show === 'in-force'
          ? [sql`(v.valid_to is null or v.valid_to > ${ctx.today}::date)`]
          : []),
      ...(show === 'awaiting'
        ? [
            sql`exists (select 1 from records.evidence e where e.record_id = v.record_id and e.known_to is null
              and not exists (select 1 from records.ruling u where u.evidence_id = e.id and u.verdict = 'reject')
              and (select count(*) from records.ruling u where u.evidence_id = e.id) < e.needed)`,
          ]
        : []),
    ]
    const where = sql.join(conditions, sql` and `)
    const from = sql`from records.version v join records.record r on r.id = v.record_id and r.head = v.version and not v.carried where ${where}`
    const place = after === null ? sql`` : sql`and (v.title collate "C", v.record_id) > (${after[0]}, ${after[1]}::uuid)`
    const { rows } = await sql<Head>`select v.*, r.identity, r.synthetic, r.created_at, r.head ${from} ${place}
      order by v.title collate "C", v.record_id limit ${limit + 1}`.execute(ctx.db)
    const { rows: counted } = await sql<{ n: number }>`select count(*) as n ${from}`.execute(ctx.db)
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      rows: await headViews(ctx, settings, kind, shown),
      next: rows.length > limit && last !== undefined ? cursorAt([last.title, last.record_id]) : null,
      total: counted[0]?.n ?? 0,
    }
  })
