import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { checkSignature, signMessage } from '../sign-message.ts'

/**
 * An SMS and voice gateway that behaves badly, as a process: it loses requests and answers, answers late, says 503 after taking,
 * reports out of order, twice, and only at the second try. It sends each idempotency id to the phone once, as a gateway must.
 */
interface Told {
  readonly secret: string
  /** Where receipts go, `{channel}` filled in; none when absent. */
  readonly receipts?: string
  /** Share of requests and receipts that go wrong. */
  readonly trouble: number
  readonly seed: number
  /** Receipts a message gets, by channel. */
  readonly reports?: Readonly<Record<string, readonly string[]>>
  /** The first so many requests are taken and never answered. */
  readonly hang?: number
}
interface Asked {
  readonly id: string
  readonly channel: string
  readonly to: string
  readonly title: string
}

const told = JSON.parse(process.argv[2] ?? '{}') as Told
const usual: Readonly<Record<string, readonly string[]>> = { sms: ['sent', 'delivered'], voice: ['sent', 'answered', 'pressed-key'] }
let hang = told.hang ?? 0
let state = told.seed
/** Lehmer chance: the same seed makes the same trouble. */
const chance = () => (state = (state * 48271) % 2147483647) / 2147483647
const trouble = () => chance() < told.trouble

const phone: Asked[] = []
const requests: string[] = []
const refused: string[] = []
let reporting = 0

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

async function report(asked: Asked, status: string, receiptId: string): Promise<void> {
  if (told.receipts === undefined) return
  reporting++
  await pause(chance() * 400)
  for (let times = trouble() ? 2 : 1; times > 0; ) {
    const body = JSON.stringify({
      receiptId,
      id: asked.id,
      status,
      at: '2026-01-01T00:00:00Z',
      ...(status === 'pressed-key' ? { answer: '1' } : {}),
    })
    const time = Math.floor(Date.now() / 1000)
    try {
      if (trouble()) throw new Error('lost')
      const answer = await fetch(told.receipts.replace('{channel}', asked.channel), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-yinqiao-time': String(time),
          'x-yinqiao-signature': signMessage(told.secret, time, body),
        },
        body,
      })
      await answer.text()
      if (answer.status === 200 && !trouble()) times--
      else await pause(50)
    } catch {
      await pause(50)
    }
  }
  reporting--
}

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request)
  const header = (name: string) => String(request.headers[name] ?? '')
  const check = checkSignature(told.secret, {
    time: header('x-yinqiao-time'),
    signature: header('x-yinqiao-signature'),
    body,
    now: Math.floor(Date.now() / 1000),
  })
  if (check !== 'good') {
    refused.push(check)
    response.writeHead(401).end()
    return
  }
  const asked = JSON.parse(body.toString('utf8')) as Asked
  requests.push(asked.id)
  if (trouble()) {
    // the request is lost before it is taken
    request.socket.destroy()
    return
  }
  if (!phone.some(({ id }) => id === asked.id)) {
    phone.push(asked)
    for (const [n, status] of (told.reports ?? usual)[asked.channel]?.entries() ?? []) void report(asked, status, `${asked.id}/${n}`)
  }
  if (hang > 0) {
    hang--
    process.send?.({ hanging: asked.id })
    return
  }
  await pause(chance() * 200)
  const [lost, late] = [trouble(), trouble()]
  if (lost) request.socket.destroy()
  else response.writeHead(late ? 503 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: `g-${asked.id.slice(-6)}` }))
}

const server = createServer((request, response) => {
  if (request.method === 'POST') void take(request, response)
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ phone, requests, refused, reporting }))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}` })
})
process.on('SIGTERM', () => process.exit(0))
