import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { Field } from './contract/field.ts'
import type { Cell, Layout, Named } from './rules/read-cells.ts'
import type { RecordsSettings } from './store.ts'

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

/**
 * What the cells of a table name, for each field that points to something: a firm by its name or credit code, a record
 * by its name or identity. Several of one name are told as such; nobody guesses which is meant.
 */
export async function findNamed(
  ctx: Context,
  settings: RecordsSettings,
  layout: Layout,
  rows: readonly { readonly cells: readonly (Cell | undefined)[] }[],
): Promise<Named> {
  const named = new Map<string, ReadonlyMap<string, string | null>>()
  for (const { field, at } of layout.places) {
    if (field.type !== 'ref' && field.type !== 'record') continue
    const texts = [...new Set(rows.map(({ cells }) => cells[at]?.text.normalize('NFKC').trim() ?? ''))].filter(
      (text) => text !== '' && !uuid.test(text),
    )
    const ids = new Map<string, string | null>()
    for (const { text, id } of texts.length === 0 ? [] : await lookUp(ctx, settings, field, texts)) {
      const before = ids.get(text)
      ids.set(text, before === undefined || before === id ? id : null)
    }
    named.set(field.key, ids)
  }
  return named
}

async function lookUp(ctx: Context, settings: RecordsSettings, field: Field, texts: readonly string[]) {
  const wanted = sql`unnest(${texts}::text[]) as t(text)`
  if (field.type === 'record') {
    const { rows } = await sql<{ text: string; id: string }>`select t.text, r.id from ${wanted}
      join records.record r on r.kind = ${field.to ?? ''}
      join records.version v on v.record_id = r.id and v.version = r.head and not v.carried and not v.voided
      where normalize(v.title, nfkc) = t.text or r.identity = upper(t.text)`.execute(ctx.db)
    return rows
  }
  const reference = settings.references[field.to ?? '']
  if (reference === undefined) return []
  const more = reference.more === undefined ? sql`null` : sql`upper(v.${sql.ref(reference.more)}::text)`
  const { rows } = await sql<{ text: string; id: string }>`select t.text, v.id::text as id from ${wanted}
    join ${sql.table(reference.view)} v on normalize(v.${sql.ref(reference.label)}, nfkc) = t.text or ${more} = upper(t.text)`.execute(
    ctx.db,
  )
  return rows
}
