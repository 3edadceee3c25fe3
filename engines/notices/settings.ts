/** A gateway for SMS or voice: our JSON is posted to `url`, signed with `secret`; its receipts come back signed with the same. */
export interface Gateway {
  /** `{id}` and `{channel}` are filled in; phones never stand in addresses. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly secret: string
}

/** What the place a program runs in decides; null = that channel is not configured, and its notices fail at once and say so. */
export interface NoticesSettings {
  readonly smtp: { readonly url: string; readonly from: string } | null
  readonly sms: Gateway | null
  readonly voice: Gateway | null
  readonly push: {
    /** Push services this server may call (rules/allows-endpoint.ts). */
    readonly hosts: readonly string[]
    /** `mailto:` or `https:` of who runs this server (RFC 8292 section 2.1). */
    readonly subject: string
    readonly keys: () => VapidKeys
  } | null
}

/** Key pair by which push services know this server (RFC 8292), base64url. */
export interface VapidKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/** No channel at all. */
export const noChannels: NoticesSettings = { smtp: null, sms: null, voice: null, push: null }
