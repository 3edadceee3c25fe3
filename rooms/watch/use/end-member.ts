import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { ElderHasDevices, HomeUnknown, NotAMember } from '../contract/device-refusals.ts'
import { EndMember } from '../contract/home-signatures.ts'
import { elsewhere } from '../store-device.ts'
import { lockHome, touchHome } from '../store-home.ts'

export const endMember = body(EndMember, async (ctx, { homeId, elderId, why }) => {
  const home = await lockHome(ctx, homeId)
  if (home === undefined) return refuse(HomeUnknown, {}, 'homeId')
  const { rows: held } = await sql<{
    serial: string | null
  }>`select d.serial from watch.binding b left join watch.device d on d.id = b.device_id
    where b.elder_id = ${elderId} and b.valid_to is null order by 1`.execute(ctx.db)
  if (held.length > 0)
    return refuse(
      ElderHasDevices,
      {
        n: held.length,
        serials: held
          .slice(0, 5)
          .map(({ serial }) => serial ?? elsewhere)
          .join('、'),
      },
      'elderId',
    )
  const { rows } = await sql<{ until: string }>`update watch.home_member
    set valid_to = greatest(${ctx.now.toString()}::timestamptz, valid_from + interval '1 millisecond'), ended_why = ${why}, ended_by_name = ${ctx.actor.name}
    where home_id = ${homeId} and elder_id = ${elderId} and valid_to is null returning valid_to as until`.execute(ctx.db)
  const [ended] = rows
  if (ended === undefined) return refuse(NotAMember, {}, 'elderId')
  await touchHome(ctx, homeId)
  ctx.note({ kind: 'elder', id: elderId, before: { home: homeId }, after: { why } })
  return ended
})
