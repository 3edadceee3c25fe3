import { createHash } from 'node:crypto'
import { type Body, body, type Context, sm3 } from '@yinqiao/kernel'
import { isRefusal, type Refusal, refuse } from '@yinqiao/kernel/contract'
import { AlreadyImported, SameNumberOtherText } from '../contract/refusals.ts'
import { ImportPlan } from '../contract/versions.ts'
import type { PlanStructure } from '../contract/structure.ts'
import { type Clause, clausesOf } from '../rules/clauses.ts'
import { compareClauses } from '../rules/compare-clauses.ts'
import type { KeptMapping } from '../rules/keep-ids.ts'
import { foldQuote } from '../rules/locate-quote.ts'
import { readPlan } from '../rules/read-plan.ts'
import { tablesOf, type Version } from '../store.ts'
import { readDocument } from './read-document.ts'

// what went over unchanged needs no eye; everything else is confirmed by a person
const plain = new Set(['same', 'moved', 'new', 'removed'])

export const importPlan: Body = body(ImportPlan, async (ctx, { fileName, content }) => {
  const text = await readDocument(Buffer.from(content, 'base64'), fileName)
  if (isRefusal(text)) return text
  const structure = readPlan(text)
  if (isRefusal(structure)) return structure
  const earlier = await listEarlier(ctx, structure)
  const again = refuseAgain(text, structure, earlier)
  if (again) return again
  const clauses = clausesOf(text, structure)
  const documentId = earlier[0]?.document_id ?? ctx.newId()
  const base = ['in-force', 'repealed', 'superseded', 'stored']
    .flatMap((state) => earlier.find((version) => version.state === state) ?? [])
    .at(0)
  const mapping = base === undefined ? [] : await mapOnto(ctx, base, clauses)
  const db = tablesOf(ctx)
  const now = ctx.now.toString()
  if (earlier.length === 0)
    await db
      .insertInto('plan.document')
      .values({ id: documentId, title: structure.document.title, number: structure.document.number, created_at: now })
      .execute()
  const versionId = ctx.newId()
  const seq = Math.max(0, ...earlier.map((version) => version.seq)) + 1
  await db
    .insertInto('plan.version')
    .values({
      id: versionId,
      document_id: documentId,
      seq,
      state: 'draft',
      title: structure.document.title,
      number: structure.document.number,
      issuer: structure.document.issuer,
      issued_on: structure.document.issuedOn,
      disclosure: structure.document.disclosure,
      file_name: fileName,
      body: text,
      sha256: createHash('sha256').update(text).digest('hex'),
      sm3: sm3(text),
      structure: JSON.stringify(structure),
      mapping: JSON.stringify(mapping),
      imported_at: now,
      imported_by: ctx.actor.name,
    })
    .execute()
  ctx.note({ kind: 'plan-version', id: versionId, after: { title: structure.document.title, seq } })
  return { versionId, seq, clauses: clauses.length, toConfirm: mapping.filter(({ confirmed }) => !confirmed).length }
})

/** Versions of the same document: the same number, or without numbers the same title. */
function listEarlier(ctx: Context, { document: { number, title } }: PlanStructure): Promise<Version[]> {
  const versions = tablesOf(ctx).selectFrom('plan.version').selectAll()
  const titleKey = foldQuote(title)
  const query = number === null ? versions.where('number', 'is', null) : versions.where('number', '=', number)
  return query
    .orderBy('seq', 'desc')
    .execute()
    .then((found) => (number === null ? found.filter((version) => foldQuote(version.title) === titleKey) : found))
}

/** Marks of half or full width and spaces make no other text. A repealed text may come in again: that is how a repeal by mistake is put right. */
function refuseAgain(text: string, { document: { number, issuedOn } }: PlanStructure, earlier: readonly Version[]): Refusal | undefined {
  const key = foldQuote(text)
  const same = earlier.find((version) => version.state !== 'repealed' && foldQuote(version.body) === key)
  if (same) return refuse(AlreadyImported, { seq: same.seq })
  const clash =
    number === null
      ? undefined
      : earlier.find((version) => version.issued_on === issuedOn && version.state !== 'draft' && foldQuote(version.body) !== key)
  return clash ? refuse(SameNumberOtherText, { number, issuedOn }) : undefined
}

async function mapOnto(ctx: Context, base: Version, clauses: readonly Clause[]): Promise<KeptMapping[]> {
  const old = await tablesOf(ctx).selectFrom('plan.clause_text').selectAll().where('version_id', '=', base.id).orderBy('place').execute()
  return compareClauses(
    old.map((row) => ({ id: row.clause_id, text: base.body.slice(row.from_char, row.to_char), parent: row.parent_id })),
    clauses.map(({ text, parent }) => ({ text, parent })),
  ).map(({ change, likeness, old: ids, now }) => ({ change, likeness, old: ids, now, confirmed: plain.has(change) }))
}
