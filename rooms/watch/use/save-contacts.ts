import { body } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { readPhone } from '@yinqiao/people'
import { sql } from 'kysely'
import { ContactPhoneInvalid, ContactUnknown, ContactUnreachable, HomeUnknown } from '../contract/device-refusals.ts'
import { SaveContacts } from '../contract/home-signatures.ts'
import { lockHome, touchHome } from '../store-home.ts'
import type { WatchRows } from '../tables/rows.ts'

/** Out of the way of the numbers to come, while the list is written anew. */
const aside = 10_000

export const saveContacts = body(SaveContacts, async (ctx, { homeId, version, contacts }) => {
  const home = await lockHome(ctx, homeId)
  if (home === undefined) return refuse(HomeUnknown, {}, 'homeId')
  if (home.version !== version) return refuse(ChangedMeanwhile, { what: home.name, seen: version, current: home.version })
  const db = ctx.db.withTables<WatchRows>()
  const there = await db.selectFrom('watch.contact').select('id').where('home_id', '=', homeId).where('ended_at', 'is', null).execute()
  const known = new Set(there.map(({ id }) => id))
  const wanted: { readonly phone: string | null; readonly contact: (typeof contacts)[number] }[] = []
  for (const [at, contact] of contacts.entries()) {
    const phone = contact.phone === null ? null : readPhone(contact.phone)
    if (phone === undefined) return refuse(ContactPhoneInvalid, {}, `contacts.${at}.phone`)
    if (phone === null && contact.accountId === null) return refuse(ContactUnreachable, {}, `contacts.${at}.phone`)
    // each once, and of this home
    if (contact.id !== null && !known.delete(contact.id)) return refuse(ContactUnknown, {}, `contacts.${at}.name`)
    wanted.push({ phone, contact })
  }
  await sql`update watch.contact set order_no = order_no + ${aside}, ended_at = case when id = any (${[...known]}::uuid[])
    then ${ctx.now.toString()}::timestamptz end where home_id = ${homeId} and ended_at is null`.execute(ctx.db)
  for (const [at, { phone, contact }] of wanted.entries()) {
    const columns = {
      order_no: at + 1,
      kind: contact.kind,
      name_sealed: ctx.cipher.seal(contact.name),
      phone_sealed: phone === null ? null : ctx.cipher.seal(phone),
      account_id: contact.accountId,
      has_key: contact.hasKey,
      minutes: contact.minutes,
      language: contact.language,
    }
    if (contact.id === null)
      await db
        .insertInto('watch.contact')
        .values({ id: ctx.newId(), home_id: homeId, ...columns })
        .execute()
    else await db.updateTable('watch.contact').set(columns).where('id', '=', contact.id).where('home_id', '=', homeId).execute()
  }
  await touchHome(ctx, homeId, version + 1)
  ctx.note({ kind: 'home', id: homeId, before: { contacts: there.length }, after: { contacts: contacts.length } })
  return { version: version + 1 }
})
