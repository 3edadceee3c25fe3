import { type Body, body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { ListBurden } from '../contract/faces.ts'
import type { PlanSettings } from '../store.ts'

interface Typing {
  unit_id: string | null
  unit_name: string | null
  kind: string
  month: string
  fields: number
  entries: number
}

export const listBurden = ({ sources }: PlanSettings): Body =>
  body(ListBurden, async (ctx, { from, to }) => {
    const { rows } = await sql<Typing>`
      select t.unit_id, u.name as unit_name, t.kind, to_char(t.recorded_on, 'YYYY-MM') as month,
        sum(t.fields)::int8 as fields, count(*)::int8 as entries
      from records.pub_typing t left join orgs.pub_unit u on u.id = t.unit_id
      where t.recorded_on between ${from}::date and ${to}::date
      group by t.unit_id, u.name, t.kind, to_char(t.recorded_on, 'YYYY-MM')
      order by month, u.name nulls last, t.kind`.execute(ctx.db)
    return {
      rows: rows.map((row) => ({
        unitId: row.unit_id,
        unitName: row.unit_name,
        kind: row.kind,
        title: { ...(sources.get(row.kind)?.title ?? { zh: row.kind, en: row.kind }) },
        month: row.month,
        fields: row.fields,
        entries: row.entries,
      })),
    }
  })
