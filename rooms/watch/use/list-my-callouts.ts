import { body, type Context } from '@yinqiao/kernel'
import { type Selectable, sql } from 'kysely'
import { MyCallouts } from '../contract/alarm-signatures.ts'
import { AlarmId, CalloutState } from '../contract/alarm.ts'
import { isCalloutSeen, seenAfterMinutes } from '../rules/callout-seen.ts'
import { asCalled } from '../store-called.ts'
import { openContact, openEntry } from '../store-sheet.ts'
import type { WatchRows } from '../tables/rows.ts'

type Callout = Selectable<WatchRows['watch.callout']>

interface Place {
  readonly n: number
  readonly title: string
  readonly elder_id: string | null
  readonly elder_name: string | null
  readonly home_id: string | null
  readonly home_name: string | null
  readonly address: string | null
  readonly entry_sealed: string | null
  readonly lat: number | null
  readonly lon: number | null
}

export const listMyCallouts = body(MyCallouts, async (ctx) => {
  const { accountId } = ctx.actor
  if (accountId === null) return []
  const callouts = await ctx.db
    .withTables<WatchRows>()
    .selectFrom('watch.callout')
    .selectAll()
    .where('account_id', '=', accountId)
    .where((or) => or.or([or('ended_at', 'is', null), or('ended_at', '>', ctx.now.subtract({ minutes: seenAfterMinutes }).toString())]))
    .orderBy('asked_at', 'desc')
    .limit(20)
    .execute()
  const seen = callouts.filter(({ state, ended_at: endedAt }) => isCalloutSeen({ state: CalloutState.parse(state), endedAt }, ctx.now))
  const sheets = []
  for (const callout of seen) sheets.push(...(await asCalled(ctx, callout, () => sheetOf(ctx, callout))))
  return sheets
})

/** What one needs to get there and in; of a call-out that is over where it was, no keys and no numbers. */
async function sheetOf(ctx: Context, callout: Callout) {
  const { rows } = await sql<Place>`select a.n, a.title, a.elder_id, e.name as elder_name, a.home_id, h.name as home_name, h.address,
      h.entry_sealed, h.lat, h.lon
    from watch.alarm a left join people.pub_elder e on e.id = a.elder_id left join watch.home h on h.id = a.home_id
    where a.id = ${callout.alarm_id}`.execute(ctx.db)
  const over = callout.ended_at !== null
  return Promise.all(
    rows.map(async (place) => {
      if (place.elder_id !== null) ctx.note({ kind: 'elder', id: place.elder_id })
      ctx.note({ kind: 'callout', id: callout.id })
      const entry = over ? null : openEntry(ctx, place.entry_sealed)
      return {
        id: callout.id,
        state: CalloutState.parse(callout.state),
        askedAt: callout.asked_at,
        until: callout.until,
        endedAt: callout.ended_at,
        alarmId: AlarmId.parse(callout.alarm_id),
        alarmN: place.n,
        title: place.title,
        elderName: place.elder_name,
        homeName: place.home_name,
        address: place.address,
        gate: entry?.gate ?? null,
        floor: entry?.floor ?? null,
        key: entry?.key ?? null,
        hazards: entry?.hazards ?? null,
        language: entry?.language ?? null,
        note: entry?.note ?? null,
        keyholders: over || place.home_id === null ? [] : await keyholdersOf(ctx, place.home_id),
        lat: place.lat,
        lon: place.lon,
      }
    }),
  )
}

async function keyholdersOf(ctx: Context, homeId: string) {
  const contacts = await ctx.db
    .withTables<WatchRows>()
    .selectFrom('watch.contact')
    .selectAll()
    .where('home_id', '=', homeId)
    .where('ended_at', 'is', null)
    .where((or) => or.or([or('kind', '=', 'keyholder'), or('has_key', '=', true)]))
    .orderBy('order_no')
    .execute()
  return contacts.map((contact) => {
    const { name, phone, minutes } = openContact(ctx, { ...contact, kind: 'keyholder' })
    return { name, phone, minutes }
  })
}
