import { body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { MarkTold } from '../contract/alarm-signatures.ts'

/** A desk's receipt; a person who was not named for an alarm but has seen it at the desk is written down too. */
export const markTold = body(MarkTold, async (ctx, { delivered, seen }) => {
  const { accountId, name } = ctx.actor
  const now = ctx.now.toString()
  const all = [...new Set([...delivered, ...seen])].toSorted()
  for (const id of all) {
    const saw = seen.includes(id) ? now : null
    await sql`update watch.told set delivered_at = coalesce(delivered_at, ${now}), seen_at = coalesce(seen_at, ${saw})
      where alarm_id = ${id} and account_id = ${accountId} and channel = 'desk'`.execute(ctx.db)
    if (saw !== null)
      await sql`insert into watch.told (id, alarm_id, step, channel, account_id, name_sealed, sent_at, delivered_at, seen_at)
        select ${ctx.newId()}, a.id, a.step, 'desk', ${accountId}, ${ctx.cipher.seal(name)}, ${now}, ${now}, ${now} from watch.alarm a
        where a.id = ${id} and not exists (select 1 from watch.told t where t.alarm_id = a.id and t.account_id = ${accountId} and t.channel = 'desk')
        on conflict do nothing`.execute(ctx.db)
  }
  return {}
})
