import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'

/** A person at an open desk. */
export interface OnDuty {
  readonly accountId: string
  readonly name: string
  readonly supervisor: boolean
  readonly area: string
  /** Open alarms that are this person's. */
  readonly claims: number
}

/** A desk that has not reported for so long is not on duty, seconds: three beats. */
export const dutySeconds = 15

/** Who is on duty for a place, those with the fewest claims first. */
export async function listOnDuty(ctx: Context, divisionCode: string): Promise<OnDuty[]> {
  const since = ctx.now.subtract({ seconds: dutySeconds }).toString()
  const { rows } = await sql<OnDuty>`select d.account_id as "accountId", d.name, d.supervisor, d.area, c.claims from watch.duty d
      cross join lateral (select count(*)::int as claims from watch.alarm a where a.owner_account = d.account_id and a.closed_at is null) c
    where d.ended_at is null and d.seen_at > ${since} and starts_with(${divisionCode}, d.area)
    order by c.claims, d.opened_at, d.account_id`.execute(ctx.db)
  return rows
}

/** Who is on duty at some places, asked once: what is given away meanwhile counts as theirs, so that a storm is shared out. */
export interface Duty {
  /** As `listOnDuty`; nobody at a place that was not asked for. */
  list(divisionCode: string): readonly OnDuty[]
  /** An alarm goes from one person to another; null = the desk. */
  give(from: string | null, to: string | null): void
}

/** Asks who is on duty at these places (division codes), all in one round trip. */
export async function openDuty(ctx: Context, places: readonly string[]): Promise<Duty> {
  const asked = new Map(await Promise.all([...new Set(places)].map(async (place) => [place, await listOnDuty(ctx, place)] as const)))
  const given = new Map<string, number>()
  const load = ({ accountId, claims }: OnDuty) => claims + (given.get(accountId) ?? 0)
  return {
    list: (divisionCode) => (asked.get(divisionCode) ?? []).toSorted((a, b) => load(a) - load(b)),
    give(from, to) {
      if (from !== null) given.set(from, (given.get(from) ?? 0) - 1)
      if (to !== null) given.set(to, (given.get(to) ?? 0) + 1)
    },
  }
}
