import type { Context } from '@yinqiao/kernel'
import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { generateSecret, generateURI, verifySync } from 'otplib'
import { AccountClosed, AccountLocked, NoPost, SignInFailed } from './contract/index.ts'
import { roles } from './contract/roles.ts'
import { afterFailure } from './rules/count-failure.ts'
import { type Account, listCurrentPosts, openSession, tablesOf } from './store.ts'

/** The lock in force, if any. */
export function lockOf(ctx: Context, account: Account): Refusal | undefined {
  const until = account.locked_until
  if (until === null || Temporal.Instant.compare(Temporal.Instant.from(until), ctx.now) <= 0) return undefined
  ctx.note({ kind: 'account', id: account.id })
  const wall = Temporal.Instant.from(until).toZonedDateTimeISO('Asia/Shanghai')
  return refuse(AccountLocked, { until: `${wall.toPlainDate()} ${wall.toPlainTime().toString({ smallestUnit: 'minute' })}` })
}

/** Notes a failure; the fifth in a row locks. */
export async function countFailure(ctx: Context, account: Account): Promise<void> {
  const { failures, lockedUntil } = afterFailure(account.failures, ctx.now)
  ctx.note({ kind: 'account', id: account.id, after: { failures, lockedUntil } })
  await tablesOf(ctx).updateTable('access.account').set({ failures, locked_until: lockedUntil }).where('id', '=', account.id).execute()
}

/** The steps after the first factor holds: state, post, second factor, session. `vouched`: the identity provider saw a second factor. */
export async function enter(
  ctx: Context,
  account: Account,
  code: string | null,
  vouched: boolean,
): Promise<{ state: 'signed-in' | 'code-needed' | 'enrolment-needed'; enrolment: { secret: string; uri: string } | null } | Refusal> {
  ctx.note({ kind: 'account', id: account.id })
  if (account.state !== 'active') return refuse(AccountClosed)
  const posts = await listCurrentPosts(ctx, account.id)
  const [first] = posts
  if (first === undefined) return refuse(NoPost)
  const needsCode =
    !vouched && (account.totp_confirmed || posts.some((post) => roles.find((role) => role.code === post.role)?.secondFactor !== false))
  const secondStep = needsCode ? await secondFactor(ctx, account, code) : undefined
  if (secondStep !== undefined) return secondStep
  await tablesOf(ctx).updateTable('access.account').set({ failures: 0, locked_until: null }).where('id', '=', account.id).execute()
  await openSession(ctx, account.id, first.id)
  return { state: 'signed-in', enrolment: null }
}

/** undefined when the code holds; a code serves once (its time step is remembered), one step of clock error is allowed (RFC 6238, 5.2). */
async function secondFactor(ctx: Context, account: Account, code: string | null) {
  const db = tablesOf(ctx)
  const enrolling = !account.totp_confirmed
  const sealed = account.totp_sealed
  if (sealed === null || (enrolling && code === null)) {
    const secret = sealed === null ? generateSecret() : ctx.cipher.open(sealed)
    if (sealed === null)
      await db
        .updateTable('access.account')
        .set({ totp_sealed: ctx.cipher.seal(secret) })
        .where('id', '=', account.id)
        .execute()
    return {
      state: 'enrolment-needed' as const,
      enrolment: { secret, uri: generateURI({ issuer: '银桥', label: account.username, secret }) },
    }
  }
  if (code === null) return { state: 'code-needed' as const, enrolment: null }
  const checked = verifySync({
    secret: ctx.cipher.open(sealed),
    token: code,
    epoch: Math.floor(ctx.now.epochMilliseconds / 1000),
    epochTolerance: 30,
  })
  const step = checked.valid && 'epoch' in checked ? checked.epoch / 30 : 0
  if (step <= account.totp_last_step) {
    await countFailure(ctx, account)
    return refuse(SignInFailed, {}, 'code')
  }
  await db.updateTable('access.account').set({ totp_confirmed: true, totp_last_step: step }).where('id', '=', account.id).execute()
  return undefined
}
