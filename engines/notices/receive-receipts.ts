import { asSystem, type Kernel } from '@yinqiao/kernel/server'
import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Receipt } from './contract/notice.ts'
import { NoticeUnknown, ReceiptForged, ReceiptStale, ReceiptUnreadable } from './contract/refusals.ts'
import type { NoticesSettings } from './settings.ts'
import { checkSignature } from './sign-message.ts'
import { takeReceipt } from './store-claim.ts'

const receiptBytes = 16 * 1024

/**
 * Where gateways report: POST /api/notices/receipts/sms and /voice, JSON (contract/notice.ts Receipt) with the headers
 * `x-yinqiao-time` (seconds since 1970) and `x-yinqiao-signature` (HMAC-SHA256 of `time.body`, hex). Answered 200 after commit, so that
 * a gateway that repeats until then loses none; a repeated receipt is answered 200 and does nothing.
 */
export async function receiveReceipts(app: FastifyInstance, kernel: Kernel, settings: NoticesSettings): Promise<void> {
  await app.register(async (scope) => {
    // the signature is over the bytes as they came
    scope.removeContentTypeParser('application/json')
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    for (const channel of ['sms', 'voice'] as const) {
      scope.post(`/api/notices/receipts/${channel}`, { bodyLimit: receiptBytes, schema: { hide: true } }, async (request, reply) => {
        const gateway = settings[channel]
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const header = (name: string) => String(request.headers[name] ?? '')
        const now = Math.floor(kernel.chance.now().epochMilliseconds / 1000)
        const check =
          gateway === null
            ? 'forged'
            : checkSignature(gateway.secret, { time: header('x-yinqiao-time'), signature: header('x-yinqiao-signature'), body, now })
        if (check !== 'good') {
          kernel.log.warn({ channel, from: request.ip, check }, 'receipt of a notice refused')
          return answer(reply, 401, refuse(check === 'stale' ? ReceiptStale : ReceiptForged))
        }
        const receipt = readBody(body)
        if (receipt === undefined) return answer(reply, 400, refuse(ReceiptUnreadable))
        const known = await asSystem(kernel, 'notices', (ctx) => takeReceipt(ctx, channel, receipt))
        return known ? reply.send({ ok: true }) : answer(reply, 404, refuse(NoticeUnknown))
      })
    }
  })
}

function answer(reply: FastifyReply, status: number, refusal: Refusal): FastifyReply {
  return reply.code(status).send(refusal)
}

function readBody(body: Buffer): Receipt | undefined {
  try {
    const read = Receipt.safeParse(JSON.parse(body.toString('utf8')))
    // a NUL cannot be kept by the database
    return read.success && !JSON.stringify(read.data).includes('\\u0000') ? read.data : undefined
  } catch {
    return undefined
  }
}
