import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { EntryFacts } from './contract/alarm.ts'
import { Contact } from './contract/home.ts'
import { inArea } from './store-device.ts'

/** A home as stored, locked until the end of the command. */
export interface LockedHome {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly division_code: string
  readonly synthetic: boolean
}

export async function lockHome(ctx: Context, id: string): Promise<LockedHome | undefined> {
  const { rows } = await sql<LockedHome>`select h.id, h.version, h.name, h.division_code, h.synthetic from watch.home h
    where h.id = ${id} and ${inArea(ctx.actor, 'h')} for update`.execute(ctx.db)
  return rows[0]
}

/** Says that a home changed, so that the alarm path reads it anew; with `version` also for who edits it. */
export async function touchHome(ctx: Context, id: string, version?: number): Promise<void> {
  await sql`update watch.home set version = coalesce(${version ?? null}, version), updated_at = ${ctx.now.toString()},
    updated_by = ${ctx.actor.accountId} where id = ${id}`.execute(ctx.db)
}

/** The elders who live in a home now, with their life state of today. */
export async function membersOf(ctx: Context, homeId: string) {
  const { rows } = await sql<{ elderId: string; name: string; lifeState: string | null; since: string }>`
    select m.elder_id as "elderId", coalesce(e.name, '（辖区外）') as name, l.state as "lifeState", m.valid_from as since
    from watch.home_member m left join people.pub_elder e on e.id = m.elder_id
    left join people.pub_life_state l on l.elder_id = m.elder_id and l.known_to is null and l.valid_from <= ${ctx.today}
      and (l.valid_to is null or l.valid_to > ${ctx.today})
    where m.home_id = ${homeId} and m.valid_to is null order by m.valid_from, m.elder_id`.execute(ctx.db)
  return rows
}

/** The entry sheet as it is kept; null where nothing is recorded. */
export function sealEntry(ctx: Context, entry: EntryFacts | null): string | null {
  return entry === null || Object.values(entry).every((fact) => fact === null) ? null : ctx.cipher.seal(JSON.stringify(entry))
}

/** The call list of a home in its order, in clear. */
export async function contactsOf(ctx: Context, homeId: string): Promise<Contact[]> {
  const { rows } = await sql<{
    id: string
    kind: string
    name_sealed: string
    phone_sealed: string | null
    account_id: string | null
    has_key: boolean | null
    minutes: number | null
    language: string | null
  }>`select id, kind, name_sealed, phone_sealed, account_id, has_key, minutes, language from watch.contact
    where home_id = ${homeId} and ended_at is null order by order_no`.execute(ctx.db)
  return rows.map((row) =>
    Contact.parse({
      id: row.id,
      kind: row.kind,
      name: ctx.cipher.open(row.name_sealed),
      phone: row.phone_sealed === null ? null : ctx.cipher.open(row.phone_sealed),
      accountId: row.account_id,
      hasKey: row.has_key,
      minutes: row.minutes,
      language: row.language,
    }),
  )
}
