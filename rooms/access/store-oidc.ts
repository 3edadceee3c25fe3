import { allowInsecureRequests, type Configuration, discovery } from 'openid-client'
import type { AccessSettings } from './store.ts'

const found = new Map<string, { readonly provider: Configuration; readonly until: number }>()

/** The provider's metadata (OpenID Connect Discovery 1.0), asked for again every ten minutes; plain http only where the configuration allows it. */
export async function discoverProvider(oidc: NonNullable<AccessSettings['oidc']>): Promise<Configuration> {
  const known = found.get(oidc.issuer)
  if (known && known.until > performance.now()) return known.provider
  const provider = await discovery(new URL(oidc.issuer), oidc.clientId, oidc.clientSecret, undefined, {
    timeout: 5,
    ...(oidc.allowHttp ? { execute: [allowInsecureRequests] } : {}),
  })
  found.set(oidc.issuer, { provider, until: performance.now() + 600_000 })
  return provider
}
