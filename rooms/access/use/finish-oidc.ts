import { type Body, body, type Context, sm3 } from '@yinqiao/kernel'
import { isRefusal, type Refusal, refuse } from '@yinqiao/kernel/contract'
import { authorizationCodeGrant } from 'openid-client'
import { FinishOidc, OidcFailed, OidcOff, OidcUnlinked } from '../contract/index.ts'
import { type AccessSettings, findNamed, tablesOf } from '../store.ts'
import { enter, lockOf } from '../store-entering.ts'
import { discoverProvider } from '../store-oidc.ts'

// the browser comes back within this time or begins anew
const attemptMinutes = 10

/** Checks the answer of the provider once, then enters the linked account; a second call with the code may use the same attempt. */
export const finishOidc = ({ oidc }: AccessSettings): Body =>
  body(FinishOidc, async (ctx, { attempt, callback, code }) => {
    if (oidc === null) return refuse(OidcOff)
    const db = tablesOf(ctx)
    const known = await db
      .selectFrom('access.oidc_attempt')
      .selectAll()
      .where('attempt_hash', '=', sm3(attempt))
      .forUpdate()
      .executeTakeFirst()
    if (known === undefined || Temporal.Instant.compare(Temporal.Instant.from(known.made_at).add({ minutes: attemptMinutes }), ctx.now) < 0)
      return refuse(OidcFailed, { reason: '认证请求已过期，请重新开始' })
    if (known.ok === true && known.account_id !== null && code != null) {
      const account = await findNamed(ctx, 'id', known.account_id)
      const locked = account && lockOf(ctx, account)
      if (account === undefined || locked) return locked ?? refuse(OidcUnlinked)
      const entered = await enter(ctx, account, code, false)
      if ('state' in entered && entered.state === 'signed-in')
        await db.updateTable('access.oidc_attempt').set({ ok: false }).where('attempt_hash', '=', known.attempt_hash).execute()
      return entered
    }
    if (known.used_at !== null) return refuse(OidcFailed, { reason: '该认证结果已使用过' })
    await db
      .updateTable('access.oidc_attempt')
      .set({ used_at: ctx.now.toString(), ok: false })
      .where('attempt_hash', '=', known.attempt_hash)
      .execute()
    const claims = await checkAnswer(ctx, oidc, known, callback)
    if (isRefusal(claims)) return claims
    const account = await findNamed(ctx, 'oidc_subject', claims.sub)
    if (account === undefined) return refuse(OidcUnlinked)
    const locked = lockOf(ctx, account)
    if (locked) return locked
    const vouched = Array.isArray(claims['amr']) && claims['amr'].some((method) => ['mfa', 'otp', 'hwk', 'swk'].includes(String(method)))
    const entered = await enter(ctx, account, null, vouched)
    if ('state' in entered && entered.state !== 'signed-in')
      await db
        .updateTable('access.oidc_attempt')
        .set({ ok: true, account_id: account.id })
        .where('attempt_hash', '=', known.attempt_hash)
        .execute()
    return entered
  })

async function checkAnswer(
  ctx: Context,
  oidc: NonNullable<AccessSettings['oidc']>,
  known: { state: string; nonce: string; verifier_sealed: string; return_to: string },
  callback: string,
): Promise<{ sub: string; [claim: string]: unknown } | Refusal> {
  try {
    const answer = new URL(callback)
    const wanted = new URL(known.return_to)
    if (answer.origin !== wanted.origin || answer.pathname !== wanted.pathname) return refuse(OidcFailed, { reason: '返回地址不符' })
    const tokens = await authorizationCodeGrant(await discoverProvider(oidc), answer, {
      expectedState: known.state,
      expectedNonce: known.nonce,
      pkceCodeVerifier: ctx.cipher.open(known.verifier_sealed),
      idTokenExpected: true,
    })
    return tokens.claims() ?? refuse(OidcFailed, { reason: '没有身份声明' })
  } catch (error) {
    // the library's codes name the check that failed (state, nonce, signature, expiry) and no secret
    return refuse(OidcFailed, { reason: String((error as { code?: string }).code ?? '应答无效') })
  }
}
