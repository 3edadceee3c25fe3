import { body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import type { HomeRow } from '../contract/home.ts'
import { ListHomes } from '../contract/home-signatures.ts'
import { inArea } from '../store-device.ts'

const Keys = z.tuple([z.string(), z.uuid()])

/** Homes where something is missing, as conditions on `h`. */
const lacking = {
  contacts: sql`not exists (select 1 from watch.contact c where c.home_id = h.id and c.ended_at is null)`,
  devices: sql`not exists (select 1 from watch.binding b where b.home_id = h.id and b.valid_to is null)`,
  members: sql`not exists (select 1 from watch.home_member m where m.home_id = h.id and m.valid_to is null)`,
  location: sql`h.lat is null`,
}
const silentDevice = sql`exists (select 1 from watch.binding b join watch.device_state s on s.device_id = b.device_id
  where b.home_id = h.id and b.valid_to is null and s.silent_since is not null)`

export const listHomes = body(ListHomes, async (ctx, { cursor, limit, search, scene, under, elderId, lacks, silent }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const conditions = [
    inArea(ctx.actor, 'h'),
    search
      ? sql`(strpos(h.name, ${search}) > 0 or strpos(h.address, ${search}) > 0 or exists (
          select 1 from watch.home_member m join people.pub_elder e on e.id = m.elder_id
          where m.home_id = h.id and m.valid_to is null and strpos(e.name, ${search}) > 0))`
      : undefined,
    scene ? sql`h.scene = ${scene}` : undefined,
    under ? sql`h.division_code >= ${under} and h.division_code < ${`${under}:`}` : undefined,
    elderId
      ? sql`exists (select 1 from watch.home_member m where m.home_id = h.id and m.valid_to is null and m.elder_id = ${elderId})`
      : undefined,
    lacks ? lacking[lacks] : undefined,
    silent === true ? silentDevice : silent === false ? sql`not ${silentDevice}` : undefined,
  ].filter((condition) => condition !== undefined)
  const matches = sql`from watch.home h where ${sql.join(conditions, sql` and `)}`
  // the page is cut before anything is counted for it
  const { rows } = await sql<HomeRow & { elderIds: string[] }>`select h.id, h.scene, h.name, h.address, h.division_code as "divisionCode",
      coalesce(v.name, h.division_code) as "divisionName", h.synthetic, coalesce(m.names, '{}') as members, coalesce(m.ids, '{}') as "elderIds",
      d.devices, d.silent as "silentDevices", d.seen as "lastSeenAt",
      (select count(*) from watch.contact c where c.home_id = h.id and c.ended_at is null) as contacts,
      (select count(*) from watch.alarm a where a.home_id = h.id and a.closed_at is null) as "openAlarms"
    from (select h.* ${matches} ${after === null ? sql`` : sql`and (h.name, h.id) > (${after[0]}, ${after[1]}::uuid)`}
      order by h.name, h.id limit ${limit + 1}) h
    left join places.pub_division v on v.code = h.division_code and v.valid_from <= ${ctx.today} and (v.valid_to is null or v.valid_to > ${ctx.today})
    left join lateral (
      select array_agg(coalesce(e.name, '（辖区外）') order by m.valid_from, m.elder_id) as names, array_agg(m.elder_id) as ids
      from watch.home_member m left join people.pub_elder e on e.id = m.elder_id where m.home_id = h.id and m.valid_to is null) m on true
    left join lateral (
      select count(*) as devices, count(s.silent_since) as silent, max(s.last_seen_at) as seen
      from watch.binding b left join watch.device_state s on s.device_id = b.device_id where b.home_id = h.id and b.valid_to is null) d on true
    order by h.name, h.id`.execute(ctx.db)
  const total = after === null ? await sql<{ n: number }>`select count(*) as n ${matches}`.execute(ctx.db) : undefined
  const page = pageOfRows(rows, limit, (row) => [row.name, row.id])
  for (const row of page.rows) for (const id of row.elderIds) ctx.note({ kind: 'elder', id })
  return { rows: page.rows.map(({ elderIds: _elderIds, ...row }) => row), next: page.next, total: total?.rows[0]?.n ?? null }
})
