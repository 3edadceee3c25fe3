import { type Body, body, sm3 } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client'
import { BeginOidc, OidcFailed, OidcOff } from '../contract/index.ts'
import { discoverProvider } from '../store-oidc.ts'
import { type AccessSettings, tablesOf } from '../store.ts'

/** Authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, 3.1; RFC 7636). */
export const beginOidc = ({ oidc }: AccessSettings): Body =>
  body(BeginOidc, async (ctx, { returnTo }) => {
    if (oidc === null) return refuse(OidcOff)
    const provider = await discoverProvider(oidc).catch((error: Error) => error)
    if (provider instanceof Error) return refuse(OidcFailed, { reason: '无法连接认证服务' })
    const attempt = ctx.secret(24)
    const made = { state: ctx.secret(24), nonce: ctx.secret(24), verifier: ctx.secret(48) }
    await tablesOf(ctx)
      .insertInto('access.oidc_attempt')
      .values({
        attempt_hash: sm3(attempt),
        return_to: returnTo,
        state: made.state,
        nonce: made.nonce,
        verifier_sealed: ctx.cipher.seal(made.verifier),
        made_at: ctx.now.toString(),
      })
      .execute()
    const url = buildAuthorizationUrl(provider, {
      redirect_uri: returnTo,
      scope: 'openid profile',
      state: made.state,
      nonce: made.nonce,
      code_challenge: await calculatePKCECodeChallenge(made.verifier),
      code_challenge_method: 'S256',
    })
    return { url: url.href, attempt }
  })
