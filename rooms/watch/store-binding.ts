import { closeSeries, openSeries } from '@yinqiao/series'
import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { elsewhere, inArea, type LockedDevice, touchDevice } from './store-device.ts'
import type { WatchRows } from './tables/rows.ts'

/** The binding of now, as a command needs it. */
export interface OpenBinding {
  readonly id: string
  readonly home_id: string
  readonly home_name: string | null
  readonly elder_id: string | null
  readonly elder_name: string | null
  readonly room: string | null
  readonly series_id: number
  readonly valid_from: string
}

/** The binding of now of a device that is locked. */
export async function openBinding(ctx: Context, deviceId: string): Promise<OpenBinding | undefined> {
  const { rows } =
    await sql<OpenBinding>`select b.id, b.home_id, h.name as home_name, b.elder_id, e.name as elder_name, b.room, b.series_id, b.valid_from
    from watch.binding b left join watch.home h on h.id = b.home_id left join people.pub_elder e on e.id = b.elder_id
    where b.device_id = ${deviceId} and b.valid_to is null`.execute(ctx.db)
  return rows[0]
}

/** Who has a device, in words for a refusal. */
export function holderName({ home_name, elder_name }: Pick<OpenBinding, 'home_name' | 'elder_name'>): string {
  return elder_name === null ? (home_name ?? elsewhere) : `${home_name ?? elsewhere} · ${elder_name}`
}

/** The home a device shall hang in, and whether the person lives there; `undefined` = no such home in the area. */
export async function findPlace(
  ctx: Context,
  { homeId, elderId }: { readonly homeId: string; readonly elderId: string | null },
): Promise<{ readonly id: string; readonly name: string; readonly division_code: string; readonly lives: boolean } | undefined> {
  const { rows } = await sql<{ id: string; name: string; division_code: string; lives: boolean }>`select h.id, h.name, h.division_code,
      (${elderId}::uuid is null or exists (
        select 1 from watch.home_member m where m.home_id = h.id and m.elder_id = ${elderId}::uuid and m.valid_to is null)) as lives
    from watch.home h where h.id = ${homeId} and ${inArea(ctx.actor, 'h')} for share of h`.execute(ctx.db)
  return rows[0]
}

interface NewBinding {
  readonly home: { readonly id: string; readonly division_code: string }
  readonly elderId: string | null
  readonly room: string | null
  /** When it begins: now, or the moment at which the one before ended. */
  readonly from: string
}

/** Binds a locked device: opens its series, takes it into use where the home is. Null when somebody out of sight has it: the database knows. */
export async function insertBinding(ctx: Context, device: LockedDevice, { home, elderId, room, from }: NewBinding): Promise<string | null> {
  const seriesId = await openSeries(ctx, { kind: device.kind, divisionCode: home.division_code, person: elderId, label: device.source })
  const id = ctx.newId()
  const taken = await ctx.db
    .withTables<WatchRows>()
    .insertInto('watch.binding')
    .values({
      id,
      device_id: device.id,
      home_id: home.id,
      elder_id: elderId,
      division_code: home.division_code,
      room,
      series_id: seriesId,
      valid_from: from,
      bound_by: ctx.actor.accountId,
      bound_by_name: ctx.actor.name,
    })
    .execute()
    .then(
      () => false,
      (error: unknown) => isOverlap(error) || Promise.reject(error),
    )
  // the kernel undoes the failed statement with the refusal
  if (taken) return null
  await sql`update watch.device set state = 'in-use', division_code = ${home.division_code}, updated_at = ${ctx.now.toString()},
    updated_by = ${ctx.actor.accountId} where id = ${device.id}`.execute(ctx.db)
  // a battery of months ago may have been changed since: it is unknown here until the device speaks
  await sql`update watch.device_state set battery = null where device_id = ${device.id}`.execute(ctx.db)
  return id
}

const isOverlap = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23P01'

/**
 * Ends a binding and its series, and gives the moment: now, or a hair after it began when two commands met in one millisecond.
 * What is known of the device's silence ends with it: at the next place it begins anew. So does what it said of a bed, of who is inside, and
 * what its reader remembers (`leaves`; false where it hangs on at the same home with the same person).
 */
export async function closeBinding(ctx: Context, deviceId: string, binding: OpenBinding, why: string, leaves = true): Promise<string> {
  const { rows } = await sql<{ valid_to: string }>`update watch.binding
    set valid_to = greatest(${ctx.now.toString()}::timestamptz, valid_from + interval '1 millisecond'), ended_why = ${why}, ended_by_name = ${ctx.actor.name}
    where id = ${binding.id} returning valid_to`.execute(ctx.db)
  await closeSeries(ctx, binding.series_id)
  await sql`update watch.device_state set silent_since = null${
    leaves
      ? sql`, bed = null, bed_since = null, inside = null, inside_at = null, lat = null, lon = null, position_at = null,
      memory = '{}'`
      : sql``
  } where device_id = ${deviceId}`.execute(ctx.db)
  await sql`update watch.device set test_until = null where id = ${deviceId}`.execute(ctx.db)
  await touchDevice(ctx, deviceId)
  return rows[0]?.valid_to ?? ctx.now.toString()
}
