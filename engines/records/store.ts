import { type Context, knownFrom, spellTitle } from '@yinqiao/kernel'
import { type Actor, type Refusal, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import type { Values } from './contract/field.ts'
import type { RecordKind } from './contract/record-kind.ts'
import {
  DaysTurned,
  IdentityTaken,
  KindUnknown,
  NotYours,
  OutsideArea,
  RecordUnknown,
  ReferenceUnknown,
  ValueWrong,
} from './contract/refusals.ts'
import { changedFields, checkValues, identityOf, trueDays } from './rules/check-values.ts'
import type { RecordsRows } from './tables/rows.ts'

/** Where a ref field finds what it points to: a published view of a lower room. Named by the roof, never by a user. */
export interface Reference {
  readonly view: string
  /** Column with the name shown. */
  readonly label: string
  /** Column shown behind it, to tell namesakes apart. */
  readonly more?: string
}

/** What the roof hands to the engine: the kinds of all rooms, and where references point. */
export interface RecordsSettings {
  readonly kinds: readonly RecordKind[]
  readonly references: Readonly<Record<string, Reference>>
}

/** The engine's tables. */
export const tablesOf = (ctx: Context) => ctx.db.withTables<RecordsRows>()

/** A text inside a LIKE pattern that means itself. */
export const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)

/** A kind and whether the actor's post may do this with it. */
export function kindFor(settings: RecordsSettings, code: string, actor: Actor, right: 'read' | 'write' | 'accept'): RecordKind | Refusal {
  const kind = settings.kinds.find((one) => one.code === code)
  if (kind === undefined) return refuse(KindUnknown, { kind: code })
  if (actor.role !== 'system' && !kind.rights[right].includes(actor.role)) return refuse(NotYours, { kind: kind.title.zh })
  return kind
}

/** The newest version of a record as it is known now. */
export async function findHead(ctx: Context, id: string) {
  return tablesOf(ctx)
    .selectFrom('records.record as r')
    .innerJoin('records.version as v', (join) => join.onRef('v.record_id', '=', 'r.id').onRef('v.version', '=', 'r.head'))
    .selectAll('v')
    .select(['r.identity', 'r.synthetic', 'r.created_at', 'r.head'])
    .where('r.id', '=', id)
    .where('v.carried', '=', false)
    .executeTakeFirst()
}

export type Head = NonNullable<Awaited<ReturnType<typeof findHead>>>

/** A record and its kind, when the actor may do this with it. */
export async function recordFor(ctx: Context, settings: RecordsSettings, id: string, right: 'read' | 'write' | 'accept') {
  const head = await findHead(ctx, id)
  if (head === undefined) return refuse(RecordUnknown)
  const kind = kindFor(settings, head.kind, ctx.actor, right)
  return 'refused' in kind ? kind : { head, kind }
}

/** Towns and villages write what is theirs; a record without a place is the district's. */
export function outsideArea({ actor }: Context, divisionCode: string | null): Refusal | undefined {
  const local = actor.role === 'town-officer' || actor.role === 'village-officer'
  return local && (actor.area === '' || divisionCode === null || !divisionCode.startsWith(actor.area)) ? refuse(OutsideArea) : undefined
}

/** A version to be written, before it is checked. */
export interface Draft {
  readonly values: Values
  readonly divisionCode: string | null
  readonly unitId: string | null
  readonly validFrom: string | null
  readonly origin: 'typed' | 'import' | 'device' | 'derived'
  readonly reason: string | null
}

/** A version that may be written. */
export interface Checked extends Draft {
  readonly from: string
  readonly to: string | null
  readonly identity: string | null
  readonly title: string
}

/** Checks values, days, references and identity; a second record of one identity is refused by name. */
export async function checkDraft(
  ctx: Context,
  settings: RecordsSettings,
  kind: RecordKind,
  draft: Draft,
  recordId: string | null,
): Promise<Checked | Refusal> {
  const outside = outsideArea(ctx, draft.divisionCode)
  if (outside) return outside
  const read = checkValues(kind, draft.values)
  if ('fault' in read)
    return refuse(ValueWrong, { field: read.fault.field, why: read.fault.zh, whyEn: read.fault.en }, `values.${read.fault.key}`)
  const days = trueDays(kind, read.values, { from: draft.validFrom, today: ctx.today })
  if (days === null) return refuse(DaysTurned, {}, kind.until === undefined ? 'validFrom' : `values.${kind.until}`)
  const astray = await findAstray(ctx, settings, kind, read.values)
  if (astray !== undefined) return refuse(ReferenceUnknown, { field: astray.title.zh }, `values.${astray.key}`)
  const identity = identityOf(kind, read.values)
  if (identity !== null) {
    const { rows } = await sql<{ id: string; title: string }>`
      select r.id, v.title from records.record r join records.version v on v.record_id = r.id and v.version = r.head and not v.carried
      where r.kind = ${kind.code} and r.identity = ${identity}`.execute(ctx.db)
    if (rows[0] !== undefined && rows[0].id !== recordId)
      return refuse(IdentityTaken, { title: rows[0].title, id: rows[0].id }, `values.${kind.identity[0]}`)
  }
  return { ...draft, values: read.values, ...days, identity, title: String(read.values[kind.name] ?? '（未命名）') }
}

/** The first field that points to nothing. */
async function findAstray(ctx: Context, settings: RecordsSettings, kind: RecordKind, values: Values) {
  for (const field of kind.fields) {
    const value = values[field.key]
    if (typeof value !== 'string' || (field.type !== 'ref' && field.type !== 'record')) continue
    const names = await namesOf(ctx, settings, [{ field, id: value }])
    if (names[value] === undefined) return field
  }
  return undefined
}

/** Names of what ref and record fields point to, by id. */
export async function namesOf(
  ctx: Context,
  settings: RecordsSettings,
  pointers: readonly { readonly field: RecordKind['fields'][number]; readonly id: string }[],
): Promise<Record<string, string>> {
  const names: Record<string, string> = {}
  for (const [to, group] of Map.groupBy(pointers, ({ field }) => (field.type === 'record' ? '' : (field.to ?? '')))) {
    const ids = [...new Set(group.map(({ id }) => id))]
    const reference = settings.references[to]
    const rows =
      to === ''
        ? (
            await sql<{ id: string; name: string }>`select r.id, v.title as name from records.record r
              join records.version v on v.record_id = r.id and v.version = r.head and not v.carried where r.id = any (${ids})`.execute(
              ctx.db,
            )
          ).rows
        : reference === undefined
          ? []
          : (
              await sql<{
                id: string
                name: string
              }>`select id, ${sql.ref(reference.label)} as name from ${sql.table(reference.view)} where id = any (${ids})`.execute(ctx.db)
            ).rows
    for (const { id, name } of rows) names[id] = name
  }
  return names
}

/** Pointers of the values of one record. */
export function pointersOf(kind: RecordKind, values: Values) {
  return kind.fields.flatMap((field) => {
    const id = values[field.key]
    return (field.type === 'ref' || field.type === 'record') && typeof id === 'string' ? [{ field, id }] : []
  })
}

function searchOf(title: string, identity: string | null): string {
  const { full, initials } = spellTitle(title)
  return [title, full, initials, identity ?? ''].join(' ').toLowerCase()
}

/** Writes a version true from its day on: rows it supersedes are no longer known, what was true before its day stays. */
export async function writeVersion(
  ctx: Context,
  kind: RecordKind,
  recordId: string,
  version: number,
  checked: Checked,
  before: Values,
  voided = false,
): Promise<void> {
  const known = await knownAfter(ctx, recordId)
  if (version > 1) await supersede(ctx, recordId, checked.from, known)
  const changed = changedFields(before, checked.values)
  await tablesOf(ctx)
    .insertInto('records.version')
    .values({
      id: ctx.newId(),
      record_id: recordId,
      version,
      kind: kind.code,
      title: checked.title,
      search: searchOf(checked.title, checked.identity),
      values: JSON.stringify(checked.values),
      origins: JSON.stringify(Object.fromEntries(changed.map((key) => [key, checked.origin]))),
      origin: checked.origin,
      typed: checked.origin === 'typed' && !voided ? changed.length : 0,
      division_code: checked.divisionCode,
      unit_id: checked.unitId,
      valid_from: checked.from,
      valid_to: checked.to,
      day: dayOf(kind, checked.values),
      known_from: known,
      voided,
      reason: checked.reason,
      recorded_by: ctx.actor.accountId,
      recorded_name: ctx.actor.name,
      recorded_unit: ctx.actor.unitId,
    })
    .execute()
}

/** The moment from which a version is known: later than all that was known of the record, also within one tick of the clock. */
async function knownAfter(ctx: Context, recordId: string): Promise<string> {
  const known = await knownFrom(ctx)
  const { rows } = await sql<{ known: string }>`
    select greatest(${known}::timestamptz, max(known_from) + interval '1 millisecond') as known from records.version where record_id = ${recordId}`.execute(
    ctx.db,
  )
  return rows[0]?.known ?? known
}

function dayOf(kind: RecordKind, values: Values): string | null {
  const day = kind.day === undefined ? null : values[kind.day]
  return typeof day === 'string' ? day : null
}

/** Rows true on or after the day are no longer known from now; the part before the day is kept as a row of its own. */
async function supersede(ctx: Context, recordId: string, from: string, known: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update records.version set known_to = ${known} where record_id = ${recordId} and known_to is null and (valid_to is null or valid_to > ${from}::date) returning id`.execute(
    ctx.db,
  )
  for (const { id } of rows) {
    await sql`insert into records.version (id, record_id, version, kind, title, search, values, origins, origin, typed, division_code, unit_id, valid_from, valid_to, day, known_from, voided, carried, reason, recorded_by, recorded_name, recorded_unit)
      select ${ctx.newId()}, record_id, version, kind, title, search, values, origins, origin, 0, division_code, unit_id, valid_from, ${from}::date, day, ${known}, voided, true, reason, recorded_by, recorded_name, recorded_unit
      from records.version where id = ${id} and valid_from < ${from}::date`.execute(ctx.db)
  }
}

/** Writes a new record with its first version. */
export async function insertRecord(
  ctx: Context,
  kind: RecordKind,
  checked: Checked,
  synthetic: boolean,
): Promise<{ id: string; version: number }> {
  const id = ctx.newId()
  await tablesOf(ctx)
    .insertInto('records.record')
    .values({
      id,
      kind: kind.code,
      identity: checked.identity,
      created_at: ctx.now.toString(),
      synthetic,
    })
    .execute()
  await writeVersion(ctx, kind, id, 1, checked, {})
  ctx.note({ kind: kind.code, id, after: { values: checked.values, from: checked.from, to: checked.to } })
  return { id, version: 1 }
}
