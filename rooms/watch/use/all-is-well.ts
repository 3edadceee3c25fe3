import { body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { AllIsWell, type Wellness } from '../contract/well.ts'
import { halfHour, judgeWellness } from '../rules/judge-wellness.ts'

interface Stored {
  readonly elderId: string
  readonly name: string
  readonly home_id: string | null
  readonly scene: string | null
  readonly together: number
  readonly own_sign: string | null
  readonly home_sign: string | null
  readonly all: number
  readonly silent: number
  readonly weak: number
  readonly open: number
  readonly owned: number
  readonly life: string | null
}

/**
 * One query over the persons that the posts of this account name (own, family): no other way in, also not by area.
 * Until the house keeps consent per purpose, that a post was granted for a person is the consent.
 */
export const allIsWell = body(AllIsWell, async (ctx) => {
  const { rows } = await sql<Stored>`select e.id as "elderId", e.name, m.home_id, h.scene,
      coalesce(g.together, 0) as together, d.own_sign, hs.active_at as home_sign, d.all, d.silent, d.weak, a.open + coalesce(g.open, 0) as open, a.owned + coalesce(g.owned, 0) as owned, l.state as life
    from people.pub_elder e
    left join watch.home_member m on m.elder_id = e.id and m.valid_to is null
    left join watch.home h on h.id = m.home_id
    left join watch.home_state hs on hs.home_id = m.home_id
    left join people.pub_life_state l on l.elder_id = e.id and l.known_to is null and l.valid_from <= ${ctx.today}
      and (l.valid_to is null or l.valid_to > ${ctx.today})
    left join lateral watch.glance_home(m.home_id) g on m.home_id is not null
    cross join lateral (
      select count(*) as all, count(s.silent_since) as silent, count(*) filter (where s.battery <= 20) as weak,
        max(s.sign_at) filter (where b.elder_id = e.id and s.sign_at >= b.valid_from and d.kind in ('wearable', 'pendant', 'vitals')) as own_sign
      from watch.binding b join watch.device d on d.id = b.device_id left join watch.device_state s on s.device_id = b.device_id
      where b.home_id = m.home_id and b.valid_to is null and (b.elder_id is null or b.elder_id = e.id)) d
    cross join lateral (
      select count(*) as open, count(*) filter (where w.state <> 'new') as owned from watch.alarm w
      where w.closed_at is null and w.level <= 3 and w.elder_id = e.id) a
    where e.id = any (${ctx.actor.persons}::uuid[]) order by e.name, e.id`.execute(ctx.db)
  const now = ctx.now.epochMilliseconds
  const persons = rows.map((row): Wellness => {
    ctx.note({ kind: 'elder', id: row.elderId })
    // what moves in a home shared with others need not be this person: then only a device of their own is a sign of them
    const homeSign = row.together <= 1 ? row.home_sign : null
    const signOf = row.own_sign !== null && (homeSign === null || row.own_sign >= homeSign) ? 'person' : homeSign === null ? null : 'home'
    const sign = signOf === 'person' ? row.own_sign : homeSign
    const signAt = sign === null ? null : Date.parse(sign)
    const facts = {
      watched: row.home_id !== null,
      scene: row.scene,
      signAt,
      signOf,
      openAlarms: row.open,
      ownedAlarms: row.owned,
      devices: { all: row.all, silent: row.silent, weak: row.weak },
      lifeState: row.life,
    } as const
    return {
      elderId: row.elderId,
      name: row.name,
      watched: facts.watched,
      signAt: signAt === null ? null : Temporal.Instant.fromEpochMilliseconds(halfHour(signAt)).toString({ fractionalSecondDigits: 0 }),
      signOf,
      openAlarm: row.open > 0,
      alarmOwned: row.owned > 0,
      devices: facts.devices,
      ...judgeWellness(facts, now),
    }
  })
  return { at: ctx.now.toString(), persons }
})
