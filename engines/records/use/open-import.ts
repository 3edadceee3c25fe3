import { Buffer } from 'node:buffer'
import { type Body, body, sm3 } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { OpenImport } from '../contract/import-signatures.ts'
import { HeadingMissing, TableUnreadable } from '../contract/refusals.ts'
import { checkValues, identityOf } from '../rules/check-values.ts'
import { type CellMessage, layOut, readRow } from '../rules/read-cells.ts'
import { kindFor, type RecordsSettings } from '../store.ts'
import { countImport } from '../store-import.ts'
import { findNamed } from '../store-references.ts'
import { readTable } from '../store-table.ts'

export const openImport = (settings: RecordsSettings): Body =>
  body(OpenImport, async (ctx, { kind: code, fileName, content }) => {
    const kind = kindFor(settings, code, ctx.actor, 'write')
    if (isRefusal(kind)) return kind
    const bytes = Buffer.from(content, 'base64')
    const table = await readTable(bytes)
    if ('zh' in table) return refuse(TableUnreadable, { why: table.zh, whyEn: table.en }, 'content')
    const layout = layOut(kind, table.headings)
    if (layout.missing.length > 0) return refuse(HeadingMissing, { headings: layout.missing }, 'content')
    const local = ctx.actor.role === 'town-officer' || ctx.actor.role === 'village-officer'
    const named = await findNamed(ctx, settings, layout, table.rows)
    const rows = table.rows.map(({ n, cells }) => {
      const { values, divisionCode, messages } = readRow(layout, cells, named)
      const place = divisionCode ?? (local ? ctx.actor.area : null)
      const said: CellMessage[] = [...messages]
      const checked = messages.length > 0 ? undefined : checkValues(kind, values)
      if (checked !== undefined && 'fault' in checked)
        said.push({ heading: checked.fault.field, zh: checked.fault.zh, en: checked.fault.en })
      if (local && place !== null && !place.startsWith(ctx.actor.area))
        said.push({ heading: '属地', zh: '不在本辖区', en: 'outside your area' })
      return { n, values, place, said, identity: identityOf(kind, values), title: String(values[kind.name] ?? '') }
    })
    const first = new Map<string, number>()
    for (const { identity, n } of rows) if (identity !== null && !first.has(identity)) first.set(identity, n)
    const importId = ctx.newId()
    await sql`insert into records.import (id, kind, file_name, file_sm3, opened_at, opened_by, opened_name)
      values (${importId}, ${kind.code}, ${fileName}, ${sm3(bytes)}, ${ctx.now.toString()}, ${ctx.actor.accountId}, ${ctx.actor.name})`.execute(
      ctx.db,
    )
    const kept = rows.map(({ n, values, place, said, identity, title }) => {
      const earlier = identity === null ? n : (first.get(identity) ?? n)
      const messages =
        earlier === n
          ? said
          : [...said, { heading: '', zh: `与第 ${earlier} 行是同一条，请删去其一`, en: `the same as row ${earlier}: remove one` }]
      return { n, state: messages.length > 0 ? 'wrong' : 'ready', title, values, division_code: place, messages }
    })
    await sql`insert into records.import_row (import_id, n, state, title, values, division_code, messages)
      select ${importId}, r.n, r.state, r.title, r.values, r.division_code, r.messages
      from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as r(n int, state text, title text, values jsonb, division_code text, messages jsonb)`.execute(
      ctx.db,
    )
    ctx.note({ kind: 'import', id: importId, after: { kind: kind.code, rows: rows.length } })
    return { importId, counts: await countImport(ctx, importId), ignoredHeadings: [...layout.ignored] }
  })
