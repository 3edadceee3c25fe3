import { type Body, body } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { FindReference } from '../contract/signatures.ts'
import { kindFor, type RecordsSettings, escapeLike } from '../store.ts'

export const findReference = (settings: RecordsSettings): Body =>
  body(FindReference, async (ctx, { kind: code, field: key, search }) => {
    const kind = kindFor(settings, code, ctx.actor, 'read')
    if (isRefusal(kind)) return kind
    const field = kind.fields.find((one) => one.key === key)
    const like = `%${escapeLike(search.trim().toLowerCase())}%`
    if (field?.type === 'record') {
      const { rows } = await sql<{ id: string; name: string }>`select r.id, v.title as name from records.record r
        join records.version v on v.record_id = r.id and v.version = r.head and not v.carried
        where r.kind = ${field.to ?? ''} and not v.voided and v.search like ${like} order by v.title collate "C" limit 20`.execute(ctx.db)
      return { rows: rows.map((row) => ({ ...row, more: null })) }
    }
    const reference = field?.type === 'ref' ? settings.references[field.to ?? ''] : undefined
    if (reference === undefined) return { rows: [] }
    const more = reference.more === undefined ? sql`null` : sql.ref(reference.more)
    const { rows } = await sql<{ id: string; name: string; more: string | null }>`
      select id, ${sql.ref(reference.label)} as name, ${more} as more from ${sql.table(reference.view)}
      where lower(${sql.ref(reference.label)}) like ${like} or lower(coalesce(${more}::text, '')) like ${like} order by 2 limit 20`.execute(
      ctx.db,
    )
    return { rows }
  })
