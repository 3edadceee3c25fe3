import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { roleCodes } from './contract/roles.ts'
import { tablesOf } from './store.ts'

/** An account of the synthetic district: no password, no second factor, entered by the button of the sign-in page only. */
export interface DemoAccount {
  readonly username: string
  readonly name: string
  readonly posts: readonly {
    readonly role: string
    readonly unitId: string | null
    readonly unitName: string | null
    readonly area: string
    readonly providerId: string | null
    readonly persons: readonly { readonly personId: string; readonly relation: 'own' | 'family' | 'assigned' }[]
  }[]
}

/** Opens the demo accounts that are not there yet; returns how many were new. */
export async function openDemoAccounts(ctx: Context, accounts: readonly DemoAccount[]): Promise<number> {
  const db = tablesOf(ctx)
  const there = new Set(
    (await db.selectFrom('access.account').select('username').where('synthetic', '=', true).execute()).map(({ username }) => username),
  )
  const missing = accounts.filter(({ username }) => !there.has(username))
  let granted = 0
  for (const { username, name, posts } of missing) {
    const accountId = ctx.newId()
    await db
      .insertInto('access.account')
      .values({
        id: accountId,
        username,
        name,
        password_hash: null,
        must_change_password: false,
        synthetic: true,
        created_at: ctx.now.toString(),
      })
      .execute()
    for (const post of posts) {
      if (!roleCodes.has(post.role)) throw new Error(`no role ${post.role}`)
      const postId = ctx.newId()
      const area =
        post.area === ''
          ? undefined
          : (await sql<{ name: string }>`select name from places.pub_division where code = ${post.area} limit 1`.execute(ctx.db)).rows[0]
      await db
        .insertInto('access.post')
        .values({
          id: postId,
          account_id: accountId,
          role: post.role,
          unit_id: post.unitId,
          unit_name: post.unitName,
          area: post.area,
          area_name: area?.name ?? null,
          provider_id: post.providerId,
          valid_from: ctx.today,
          // one after another, so that accounts and posts keep the order they are given in
          granted_at: ctx.now.add({ milliseconds: granted++ }).toString(),
        })
        .execute()
      if (post.persons.length > 0)
        await db
          .insertInto('access.post_person')
          .values(post.persons.map(({ personId, relation }) => ({ post_id: postId, person_id: personId, relation })))
          .execute()
    }
    ctx.note({ kind: 'account', id: accountId, after: { username, synthetic: true } })
  }
  return missing.length
}

/** Ends what demo accounts left open, where the district is real now; returns how many sessions. */
export async function endDemoSessions(ctx: Context): Promise<number> {
  const { rows } = await sql`update access.session s set ended_at = ${ctx.now.toString()}, end_reason = 'no-demo'
    from access.account a where a.id = s.account_id and a.synthetic and s.ended_at is null returning s.id`.execute(ctx.db)
  return rows.length
}
