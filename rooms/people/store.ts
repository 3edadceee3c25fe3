import type { Context, Database } from '@yinqiao/kernel'
import { type Actor, type Refusal, refuse } from '@yinqiao/kernel/contract'
import { findDivision } from '@yinqiao/places'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { ElderInput, ElderRow, IdKind, Origin } from './contract/elder.ts'
import { LifeChangeId, type LifeRecord, type LifeState, type LifeStateName } from './contract/life-state.ts'
import { OutsideArea, SiteNotFound, VillageUnknown } from './contract/refusals.ts'
import { ageOn } from './rules/age-on.ts'
import { maskIdNumber, maskPhone } from './rules/mask-value.ts'
import { type HeldState, stateOn } from './rules/plan-life-state.ts'
import { type FactColumns, openElder, versionFacts } from './store-sealing.ts'
import type { PeopleRows } from './tables/rows.ts'

/** An elder as stored, with the names of places and the life state of a day. */
export type StoredElder = Selectable<PeopleRows['people.elder']> & {
  readonly division_name: string
  readonly town_name: string | null
  readonly site_name: string | null
  readonly life_state: LifeStateName | null
}

/** [start, start + last possible character) on a column of C collation. */
export function range(column: string, start: string, last: string): RawBuilder<unknown> {
  return sql`(${sql.ref(column)} >= ${start} and ${sql.ref(column)} < ${start + last})`
}

/** Whom an actor may see, on people.elder as `e`: the first of the two walls around persons; row security is the second. */
export function scopeOf({ area, persons }: Pick<Actor, 'area' | 'persons'>): RawBuilder<unknown> {
  const own = sql`e.id = any (${persons}::uuid[])`
  return area === '' ? own : sql`(${range('e.division_code', area, ':')} or ${own})`
}

/** The state that holds on a day, as a join to `e`; at most one row, by the exclusion constraint. */
export const stateJoin = (today: string) =>
  sql`left join people.life_state l on l.elder_id = e.id and l.known_to is null and l.valid_from <= ${today} and (l.valid_to is null or l.valid_to > ${today})`

/**
 * Elders that `found` selects from people.elder (as `e`), by the sound of their names, with places and the life state of `today`.
 * The page is cut before anything is joined to it. Row security limits it to the actor's scope.
 */
export async function listStored(db: Database, today: string, found: RawBuilder<unknown>): Promise<StoredElder[]> {
  const { rows } =
    await sql<StoredElder>`select e.*, coalesce(d.name, e.division_code) as division_name, town.name as town_name, s.name as site_name, l.state as life_state
    from (select e.* from people.elder e ${found}) e
    left join places.pub_division d on d.code = e.division_code and d.valid_from <= ${today} and (d.valid_to is null or d.valid_to > ${today})
    left join places.pub_division town on town.code = left(e.division_code, 9) and town.valid_from <= ${today} and (town.valid_to is null or town.valid_to > ${today})
    left join places.pub_site s on s.id = e.site_id
    ${stateJoin(today)}
    order by e.name_full, e.id`.execute(db)
  return rows
}

/** One elder within the actor's scope. */
export async function findStored(ctx: Context, id: string): Promise<StoredElder | undefined> {
  return (await listStored(ctx.db, ctx.today, sql`where e.id = ${id} and ${scopeOf(ctx.actor)}`))[0]
}

/** A list row: number and phone masked. */
export function rowOf(ctx: Context, stored: StoredElder): ElderRow & { readonly idKind: IdKind } {
  const facts = openElder(ctx.cipher, stored)
  return {
    id: stored.id as ElderRow['id'],
    name: facts.name,
    sex: facts.sex,
    birthDay: facts.birthDay,
    age: facts.birthDay === null ? null : ageOn(facts.birthDay, ctx.today),
    idMasked: facts.idNumber === null ? null : maskIdNumber(facts.idNumber),
    phoneMasked: facts.phone === null ? null : maskPhone(facts.phone),
    divisionCode: facts.divisionCode,
    divisionName: stored.division_name,
    livesAlone: facts.livesAlone,
    lifeState: stored.life_state,
    synthetic: stored.synthetic,
    idKind: facts.idKind,
  }
}

/** Locks an elder within scope and gives what is stored; undefined = unknown, or not in scope. */
export async function lockElder(ctx: Context, id: string): Promise<Selectable<PeopleRows['people.elder']> | undefined> {
  const { rows } = await sql<
    Selectable<PeopleRows['people.elder']>
  >`select e.* from people.elder e where e.id = ${id} and ${scopeOf(ctx.actor)} for update`.execute(ctx.db)
  return rows[0]
}

/**
 * Refuses a village that does not exist today or is outside the post's area, and a site that does not exist.
 * `before`, the village a record already has, may have ended meanwhile: that must not stand in the way of a new phone.
 */
export async function checkPlace(
  ctx: Context,
  { divisionCode, siteId }: Pick<ElderInput, 'divisionCode' | 'siteId'>,
  before?: string,
): Promise<Refusal | undefined> {
  const division = await findDivision(ctx.db, divisionCode, ctx.today)
  if (division === undefined && divisionCode !== before) return refuse(VillageUnknown, { code: divisionCode }, 'divisionCode')
  const { area } = ctx.actor
  if (area === '' || !divisionCode.startsWith(area))
    return refuse(OutsideArea, { division: division?.name ?? divisionCode, area }, 'divisionCode')
  if (siteId === null) return undefined
  const site = await sql`select 1 from places.pub_site where id = ${siteId}`.execute(ctx.db)
  return site.rows.length > 0 ? undefined : refuse(SiteNotFound, {}, 'siteId')
}

/** Keeps a version of a record for its history. */
export async function keepVersion(ctx: Context, elderId: string, version: number, origin: Origin, columns: FactColumns): Promise<void> {
  await ctx.db
    .withTables<PeopleRows>()
    .insertInto('people.elder_version')
    .values({
      id: ctx.newId(),
      elder_id: elderId,
      version,
      recorded_at: ctx.now.toString(),
      recorded_by: ctx.actor.accountId,
      recorded_by_name: ctx.actor.name,
      origin,
      ...versionFacts(columns),
    })
    .execute()
}

/** The states that hold by what is known now, oldest first. */
export async function heldStates(db: Database, elderId: string): Promise<HeldState[]> {
  const { rows } = await sql<HeldState>`select id, state, valid_from as "from", valid_to as "to" from people.life_state
    where elder_id = ${elderId} and known_to is null order by valid_from`.execute(db)
  return rows
}

/** States and changes of an elder for the screen. */
export async function lifeRecord(ctx: Context, elderId: string): Promise<LifeRecord> {
  const states: LifeState[] = (await heldStates(ctx.db, elderId)).map(({ state, from, to }) => ({ state, from, to }))
  const { rows: changes } = await sql<
    LifeRecord['changes'][number]
  >`select c.id, c.kind, c.undoes, u.id as "undoneBy", c.state, c.from_day as "from", c.to_day as "to", c.note,
      c.recorded_at as "recordedAt", c.recorded_by_name as "recordedBy"
    from people.life_change c left join people.life_change u on u.undoes = c.id where c.elder_id = ${elderId} order by c.n desc`.execute(
    ctx.db,
  )
  return { elderId, current: stateOn(states, ctx.today) ?? null, states, changes, lastChangeId: changes[0]?.id ?? null }
}

/** What one change does to the rows of states. */
export interface LifeWrite {
  readonly elderId: string
  /** How many changes there were before; two that race collide on it. */
  readonly earlier: number
  readonly divisionCode: string
  readonly change: { readonly kind: 'set' | 'undo'; readonly undoes: string | null; readonly note: string | null } & LifeState
  readonly withdraw: readonly string[]
  /** `setBy` where a state is brought back: the change that first made it, so that this one can be taken back in turn. */
  readonly insert: readonly (LifeState & { readonly setBy?: string })[]
}

/** Writes a change and the states it makes hold or no longer hold; returns its id. */
export async function writeLife(
  ctx: Context,
  { elderId, earlier, divisionCode, change, withdraw, insert }: LifeWrite,
): Promise<LifeChangeId> {
  const db = ctx.db.withTables<PeopleRows>()
  const id = LifeChangeId.parse(ctx.newId())
  const now = ctx.now.toString()
  await db
    .insertInto('people.life_change')
    .values({
      id,
      elder_id: elderId,
      n: earlier + 1,
      kind: change.kind,
      undoes: change.undoes,
      state: change.state,
      from_day: change.from,
      to_day: change.to,
      note: change.note,
      recorded_at: now,
      recorded_by: ctx.actor.accountId,
      recorded_by_name: ctx.actor.name,
    })
    .execute()
  if (withdraw.length > 0)
    await db
      .updateTable('people.life_state')
      .set({ known_to: now, withdrawn_by: id })
      .where('id', 'in', [...withdraw])
      .execute()
  for (const { state, from, to, setBy } of insert) {
    await db
      .insertInto('people.life_state')
      .values({
        id: ctx.newId(),
        elder_id: elderId,
        division_code: divisionCode,
        state,
        valid_from: from,
        valid_to: to,
        known_from: now,
        known_to: null,
        set_by: setBy ?? id,
        withdrawn_by: null,
      })
      .execute()
  }
  return id
}
