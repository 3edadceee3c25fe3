import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { ElderDead, ElderElsewhere, HomeUnknown, PersonUnknown } from '../contract/device-refusals.ts'
import { AddMember } from '../contract/home-signatures.ts'
import { elsewhere, inArea } from '../store-device.ts'
import { lockHome, touchHome } from '../store-home.ts'
import type { WatchRows } from '../tables/rows.ts'

export const addMember = body(AddMember, async (ctx, { homeId, elderId }) => {
  const home = await lockHome(ctx, homeId)
  if (home === undefined) return refuse(HomeUnknown, {}, 'homeId')
  const { rows } = await sql<{ state: string | null }>`select l.state from people.pub_elder e
    left join people.pub_life_state l on l.elder_id = e.id and l.known_to is null and l.valid_from <= ${ctx.today}
      and (l.valid_to is null or l.valid_to > ${ctx.today})
    where e.id = ${elderId} and ${inArea(ctx.actor, 'e')}`.execute(ctx.db)
  const [elder] = rows
  if (elder === undefined) return refuse(PersonUnknown, {}, 'elderId')
  if (elder.state === 'dead' || elder.state === 'moved') return refuse(ElderDead, {}, 'elderId')
  const other = await sql<{ name: string | null }>`select h.name from watch.home_member m left join watch.home h on h.id = m.home_id
    where m.elder_id = ${elderId} and m.valid_to is null`.execute(ctx.db)
  const [held] = other.rows
  if (held !== undefined) return refuse(ElderElsewhere, { home: held.name ?? elsewhere }, 'elderId')
  // who left this or another home in the same millisecond begins after it
  const { rows: last } = await sql<{ at: string }>`select greatest(${ctx.now.toString()}::timestamptz, max(valid_to)) as at
    from watch.home_member where elder_id = ${elderId}`.execute(ctx.db)
  const since = last[0]?.at ?? ctx.now.toString()
  const taken = await ctx.db
    .withTables<WatchRows>()
    .insertInto('watch.home_member')
    .values({ id: ctx.newId(), home_id: homeId, elder_id: elderId, division_code: home.division_code, valid_from: since })
    .execute()
    .then(
      () => false,
      (error: unknown) => isOverlap(error) || Promise.reject(error),
    )
  // somebody else added the elder at this moment, or in a home out of sight; the kernel undoes the failed statement with the refusal
  if (taken) return refuse(ElderElsewhere, { home: elsewhere }, 'elderId')
  await touchHome(ctx, homeId)
  ctx.note({ kind: 'elder', id: elderId, after: { home: homeId } })
  return { since }
})

const isOverlap = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23P01'
