import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { type Context, sm3 } from '@yinqiao/kernel'
import type { Words } from '@yinqiao/kernel/contract'
import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { AccountRow } from './contract/accounts.ts'
import type { AccessRows } from './tables/rows.ts'

export type Account = Selectable<AccessRows['access.account']>
export type PostRow = Selectable<AccessRows['access.post']>

/** What the roof tells the room about the place it runs in. */
export interface AccessSettings {
  readonly district: { readonly code: string; readonly name: string; readonly synthetic: boolean }
  readonly oidc: {
    readonly issuer: string
    readonly clientId: string
    readonly clientSecret: string
    readonly title: string
    readonly allowHttp: boolean
  } | null
  /** Codes of the permissions a role holds, from all signatures. */
  readonly permissionsOf: (role: string) => readonly string[]
  /** The audit head kept outside the database. */
  /** What a signature is called, for people who read the audit. */
  readonly titleOf?: (signature: string) => Words | undefined
  readonly keptHead: () => { readonly seq: number; readonly hash: string } | null
}

/** The room's tables. */
export const tablesOf = (ctx: Context) => ctx.db.withTables<AccessRows>()

// cost of one guess: about 60 ms and 32 MB on a server core of 2026
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

/** scrypt (RFC 7914) digest of a password as `scrypt$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64url')}$${(await derive(password, salt)).toString('base64url')}`
}

/** Whether the password is the one of the digest; takes as long when there is none. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, salt = 'AAAAAAAAAAAAAAAAAAAAAA', key = ''] = hash?.split('$') ?? []
  const derived = await derive(password, Buffer.from(salt, 'base64url'))
  const wanted = Buffer.from(key, 'base64url')
  return hash !== null && wanted.length === derived.length && timingSafeEqual(wanted, derived)
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((done, fail) => scrypt(password.normalize('NFKC'), salt, 32, cost, (error, key) => (error ? fail(error) : done(key))))
}

/** Names the account that somebody not yet known claims to be, for row security; returns it when it exists. */
export async function findNamed(ctx: Context, by: 'username' | 'id' | 'oidc_subject', name: string): Promise<Account | undefined> {
  const named = by === 'username' ? name.toLowerCase() : name
  await sql`select set_config('yinqiao.naming', ${named}, true)`.execute(ctx.db)
  const query = tablesOf(ctx).selectFrom('access.account').selectAll().forUpdate()
  return by === 'username'
    ? query.where(sql<string>`lower(username)`, '=', named).executeTakeFirst()
    : query.where(by, '=', named).executeTakeFirst()
}

/** Posts of an account in force today, oldest first. */
export function listCurrentPosts(ctx: Context, accountId: string): Promise<PostRow[]> {
  return tablesOf(ctx)
    .selectFrom('access.post')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('valid_from', '<=', ctx.today)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', ctx.today)]))
    .orderBy('granted_at')
    .orderBy('id')
    .execute()
}

/** Opens a session for a post and sets its cookie; only the digest of the token stays here. */
export async function openSession(ctx: Context, accountId: string, postId: string): Promise<void> {
  const token = ctx.secret(32)
  const now = ctx.now.toString()
  await sql`select set_config('yinqiao.naming', ${accountId}, true)`.execute(ctx.db)
  await tablesOf(ctx)
    .insertInto('access.session')
    .values({
      id: ctx.newId(),
      token_hash: sm3(token),
      account_id: accountId,
      post_id: postId,
      origin: ctx.origin,
      created_at: now,
      last_seen_at: now,
    })
    .execute()
  ctx.setSession(token)
}

/** Ends the live sessions of an account: all, or all but one, or those of one post. */
export async function endSessions(
  ctx: Context,
  accountId: string,
  reason: string,
  which: { readonly except?: string | null; readonly postId?: string } = {},
): Promise<void> {
  let ending = tablesOf(ctx)
    .updateTable('access.session')
    .set({ ended_at: ctx.now.toString(), end_reason: reason })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
  if (which.except) ending = ending.where('id', '!=', which.except)
  if (which.postId) ending = ending.where('post_id', '=', which.postId)
  await ending.execute()
}

/** A password for one use, easy to read out: five groups without look-alikes. */
export function oneTimePassword(ctx: Context): string {
  const letters = 'abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679'
  const drawn = Array.from(Buffer.from(ctx.secret(40), 'base64url').subarray(0, 20), (byte) => letters[byte % letters.length])
  return [0, 4, 8, 12, 16].map((from) => drawn.slice(from, from + 4).join('')).join('-')
}

/** An account as lists and its own page show it; a lock that is over is none. */
export function accountView(account: Account, roles: readonly string[], now: string): z.output<typeof AccountRow> {
  return {
    id: account.id,
    username: account.username,
    name: account.name,
    state: account.state === 'closed' ? 'closed' : 'active',
    lockedUntil: account.locked_until !== null && account.locked_until > now ? account.locked_until : null,
    secondFactor: account.totp_confirmed,
    synthetic: account.synthetic,
    roles: [...roles],
    version: account.version,
    createdAt: account.created_at,
  }
}
