import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import type { OnRefused, Take } from './contract/message.ts'
import { type TlsFiles, tlsOptions } from './open-server.ts'
import { topicAllowed } from './rules/topic-allowed.ts'
import { openNonces, verifyPush } from './verify-push.ts'

export interface PushKey {
  readonly secret: Uint8Array
  readonly source: string
  /** Topic prefixes, whole levels. */
  readonly mayPublish: readonly string[]
}

export interface PushOptions {
  readonly port: number
  readonly host?: string
  readonly tls?: TlsFiles
  readonly findKey: (keyId: string) => PushKey | null | Promise<PushKey | null>
  /**
   * Whether a nonce comes for the first time to any process; without it, or when it fails, this process's memory alone knows.
   * @param until ms since 1970 UTC, after which the request is too old anyway
   */
  readonly claimNonce?: (source: string, nonce: string, until: number) => Promise<boolean>
  readonly onMessage: Take
  readonly onRefused: OnRefused
  readonly now: () => number
  /** Longest body in bytes; 1 MB unless told. */
  readonly bodyAtMost?: number
  /** A request must be whole by then (ms); 30 s unless told. */
  readonly requestWithin?: number
  readonly connectionsAtMost?: number
}

export interface Push {
  readonly port: number
  close(): Promise<void>
}

/** POST /push/<topic> with a signature (see `readPush`); 202 only after the commit, 503 when it was not kept. */
export async function openPush(options: PushOptions): Promise<Push> {
  const { findKey, claimNonce, onMessage, onRefused, now, bodyAtMost = 1 << 20, requestWithin = 30_000 } = options
  const firstTime = openNonces()
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = request
    const address = request.socket.remoteAddress ?? '?'
    const say = (status: number, body: Readonly<Record<string, string>>) => {
      // what was not read is not worth reading
      if (!request.complete) response.setHeader('connection', 'close')
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
    }
    const topic = topicOf(url)
    if (topic === null) return say(404, { error: 'no such path' })
    if (method !== 'POST') return say(405, { error: 'POST only' })
    const body = Number(headers['content-length'] ?? 0) > bodyAtMost ? null : await readBody(request, bodyAtMost)
    if (body === null) {
      onRefused('giant', address, `a body over ${bodyAtMost} bytes`)
      return say(413, { error: 'too large' })
    }
    const keyId = typeof headers['x-intake-key'] === 'string' ? headers['x-intake-key'] : ''
    const key = await findKey(keyId)
    const proof = verifyPush({ method, path: url, headers, body }, now(), () => key?.secret ?? null, firstTime)
    if (!proof.ok || key === null) {
      onRefused(proof.ok ? 'credential' : proof.kind, key?.source ?? address, proof.ok ? 'unknown key' : proof.why)
      return say(401, { error: 'signature' })
    }
    if (!topicAllowed(topic, key.mayPublish)) {
      onRefused('topic', key.source, `pushed to ${topic}`)
      return say(403, { error: 'topic' })
    }
    if (claimNonce !== undefined && !(await claimed(claimNonce(key.source, proof.nonce, proof.until)))) {
      onRefused('replay', key.source, 'seen before')
      return say(401, { error: 'signature' })
    }
    const verdict = await onMessage({
      via: 'http',
      source: key.source,
      topic,
      payload: body,
      receivedAt: now(),
      repeated: false,
      packet: null,
    })
    say(verdict === 'refused' ? 403 : 202, { verdict })
  }
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch(() => {
      if (response.headersSent || response.destroyed) return
      response.writeHead(503, { 'retry-after': '5', 'content-type': 'application/json; charset=utf-8' }).end('{"error":"not kept"}')
    })
  }
  const limits = {
    headersTimeout: Math.min(10_000, requestWithin),
    requestTimeout: requestWithin,
    connectionsCheckingInterval: Math.min(1_000, requestWithin),
  }
  const server =
    options.tls === undefined ? createServer(limits, listener) : createTlsServer({ ...limits, ...tlsOptions(options.tls) }, listener)
  server.maxConnections = options.connectionsAtMost ?? 10_000
  server.on('drop', (dropped?: { remoteAddress?: string }) => onRefused('crowd', dropped?.remoteAddress ?? '?', 'too many connections'))
  server.on('clientError', (error: Error & { code?: string }, socket) => {
    const timedOut = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
    const who = 'remoteAddress' in socket && typeof socket.remoteAddress === 'string' ? socket.remoteAddress : '?'
    if (error.code !== 'ECONNRESET') onRefused(timedOut ? 'slow' : 'malformed', who, error.message)
    if (socket.writable) socket.end(`HTTP/1.1 ${timedOut ? '408 Request Timeout' : '400 Bad Request'}\r\nconnection: close\r\n\r\n`)
    else socket.destroy()
  })
  server.listen(options.port, options.host)
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A store that does not answer, or not in time, stops no message: an alarm counts more than a replay while the database is away. */
const claimed = (asked: Promise<boolean>): Promise<boolean> =>
  Promise.race([asked.catch(() => true), pause(claimWithin, true, { ref: false })])
const claimWithin = 1_000

function topicOf(url: string): string | null {
  const raw = /^\/push\/([^?#]+)$/.exec(url)?.[1]
  try {
    return raw === undefined ? null : decodeURIComponent(raw)
  } catch {
    return null
  }
}

/** The whole body, or null as soon as it is too long. */
async function readBody(request: IncomingMessage, atMost: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > atMost) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
