import { createTransport, type Transporter } from 'nodemailer'
import type { Sent } from './store-claim.ts'

/** What is sent, opened. */
export interface Letter {
  /** Stable over attempts. */
  readonly id: string
  readonly name: string | null
  readonly title: string
  readonly body: string
}

export interface Mailer {
  /** Hands a letter to the SMTP server. Its Message-ID stays the same when it is sent again, so that a mail box can leave repeats out. */
  send(letter: Letter, to: string): Promise<Sent>
  close(): void
}

/** A mailer on an SMTP server (`smtp://`, `smtps://`, with `?requireTLS=true` where the network is not trusted). */
export function openMailer({ url, from }: { readonly url: string; readonly from: string }, timeoutMs: number): Mailer {
  const transport: Transporter = createTransport({
    url,
    connectionTimeout: timeoutMs / 2,
    greetingTimeout: timeoutMs / 2,
    socketTimeout: timeoutMs / 2,
    dnsTimeout: timeoutMs / 2,
  })
  return {
    async send({ id, name, title, body }, address) {
      try {
        const info = (await transport.sendMail({
          from,
          to: name === null ? address : { name, address },
          subject: title,
          text: body,
          messageId: `<${id}@yinqiao.invalid>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })) as { readonly messageId: string }
        return { ok: true, gatewayId: info.messageId }
      } catch (error) {
        const { responseCode, code } = error as { responseCode?: number; code?: string }
        // 5yz: refused for good; 4yz: later (RFC 5321 section 4.2.1). The server's text may name the address and is left out.
        if (responseCode !== undefined && responseCode >= 400)
          return {
            ok: false,
            reason: responseCode >= 500 ? 'refused' : 'unreachable',
            detail: `SMTP ${responseCode}`,
            permanent: responseCode >= 500 && code !== 'EAUTH',
          }
        return { ok: false, reason: 'unreachable', detail: `SMTP ${code ?? 'error'}`, permanent: false }
      }
    },
    close: () => transport.close(),
  }
}
