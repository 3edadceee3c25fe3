import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Actor, anonymous } from './contract/actor.ts'
import { type Refusal, refuse } from './contract/refusal.ts'
import { Internal, InvalidInput, NoSuchRoute, NotSignedIn, TooLarge, TooMany } from './contract/refusals.ts'
import type { Signature } from './contract/signature.ts'
import { callRate } from './call-rate.ts'
import { compressAnswer } from './compress-answer.ts'
import { databaseAway } from './database-away.ts'
import { asFiles } from './file-routes.ts'
import { execute, type Outcome } from './execute.ts'
import type { Kernel } from './kernel.ts'
import { type openLive, serveLive } from './live.ts'
import { sendRefusal } from './send-refusal.ts'

export const sessionCookie = 'yinqiao_session'

export interface HttpOptions {
  /** Who stands behind a session token; null when it is unknown, ended or expired. */
  readonly findActor: (token: string) => Promise<Actor | null>
  /** Whether cookies are for TLS only. */
  readonly secure?: boolean
  readonly trustProxy?: boolean
  /** News for screens; without it GET /api/live is not there. */
  readonly live?: ReturnType<typeof openLive>
}

const plainBytes = 1024 * 1024
/** So long a request may take to come in whole, ms; unlimited it could be held open, with its bytes, for ever. */
const requestTimeout = 300_000

/** The HTTP server of all rooms: one POST route a signature, OpenAPI 3.1 at /api/openapi.json. */
export async function openHttp(kernel: Kernel, options: HttpOptions): Promise<FastifyInstance> {
  const signatureAt = new Map([...kernel.registry.bodies.values()].map(({ signature }) => [pathOf(signature), signature]))
  const app = Fastify({
    logger: false,
    bodyLimit: plainBytes,
    // one proxy, ours: of the addresses it passes on only the last is its own word, those before it are the asker's
    trustProxy: options.trustProxy === true ? (_address, hop) => hop === 0 : false,
    forceCloseConnections: true,
    requestTimeout,
  })
  await app.register(cookie)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '银桥 Yinqiao', version: '0.1.0' },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: sessionCookie } } },
    },
    // described when somebody asks for it: hundreds of schemas cost a tenth of a second, and after a kill devices wait for this process
    transform: ({ schema, url }) => ({ schema: describe(signatureAt.get(url)) ?? schema, url }),
  })
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(securityHeaders)) if (!reply.hasHeader(name)) reply.header(name, value)
  })
  app.setErrorHandler((error: { statusCode?: number; code?: string; message: string; stack?: string }, request, reply) =>
    sendRefusal(reply, refusalOf(kernel, error, request.routeOptions.bodyLimit ?? plainBytes)),
  )
  app.setNotFoundHandler((_request, reply) => sendRefusal(reply, refuse(NoSuchRoute)))
  const actorOf = (request: FastifyRequest) => findActor(request, options)
  await app.register(async (api) => {
    const rate = callRate(() => kernel.chance.now())
    for (const { signature } of kernel.registry.bodies.values()) route(api, kernel, signature, { ...options, actorOf, rate })
    asFiles(api, kernel, actorOf)
    if (options.live) serveLive(api, kernel.registry, options.live, actorOf, () => kernel.chance.now())
    api.get('/api/openapi.json', { schema: { hide: true }, onSend: compressAnswer }, async () => app.swagger())
  })
  return app
}

/** Content Security Policy without inline scripts; styles made at run time carry the page's nonce (CSP level 3). */
export function contentPolicy(nonce: string): string {
  const styles = nonce === '' ? "'self'" : `'self' 'nonce-${nonce}'`
  return `default-src 'self'; script-src 'self'; style-src ${styles}; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`
}

const securityHeaders = {
  'content-security-policy': contentPolicy(''),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

interface Routing extends HttpOptions {
  readonly actorOf: (request: FastifyRequest) => Promise<Actor>
  readonly rate: ReturnType<typeof callRate>
}

function route(app: FastifyInstance, kernel: Kernel, signature: Signature, options: Routing): void {
  const [room] = signature.name.split('.')
  app.post(
    pathOf(signature),
    {
      bodyLimit: signature.bodyLimit ?? plainBytes,
      // who may not send a long list is told before it is taken into memory
      ...(signature.bodyLimit === undefined || signature.permission === 'public'
        ? {}
        : {
            onRequest: async (request, reply) => {
              const actor = await options.actorOf(request)
              if (actor.role === 'anonymous')
                return send(reply, await execute(kernel, signature, {}, { actor, origin: request.ip }), options)
            },
          }),
      // answers of commands carry secrets (of a device, of a sign-in) beside words of the asker: those stay plain (BREACH)
      ...(signature.kind === 'query' && room !== 'access' ? { onSend: compressAnswer } : {}),
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      // a page of another site cannot set this header without being asked first (CSRF)
      if (request.headers['x-yinqiao'] === undefined)
        return sendRefusal(reply, refuse(InvalidInput, { problem: '缺少 X-Yinqiao 请求头', problemEn: 'the X-Yinqiao header is missing' }))
      if (signature.perMinute !== undefined) {
        const { allowed, seconds } = options.rate(`${request.ip} ${signature.name}`, signature.perMinute)
        if (!allowed) return sendRefusal(reply, refuse(TooMany, { seconds }))
      }
      const actor = await options.actorOf(request)
      if (actor === anonymous && request.cookies[sessionCookie] !== undefined && signature.permission !== 'public') {
        reply.clearCookie(sessionCookie, { path: '/' })
        return sendRefusal(reply, refuse(NotSignedIn))
      }
      const key = request.headers['idempotency-key']
      return send(
        reply,
        await execute(kernel, signature, request.body ?? {}, { actor, key: typeof key === 'string' ? key : undefined, origin: request.ip }),
        options,
      )
    },
  )
}

const pathOf = ({ name }: Signature) => `/api/${name.replace('.', '/')}`

async function findActor(request: FastifyRequest, options: HttpOptions): Promise<Actor> {
  const token = request.cookies[sessionCookie]
  return token === undefined ? anonymous : ((await options.findActor(token)) ?? anonymous)
}

function send(reply: FastifyReply, outcome: Outcome, options: HttpOptions): FastifyReply {
  if (!outcome.ok) return sendRefusal(reply, outcome.refusal)
  if (outcome.session === null) reply.clearCookie(sessionCookie, { path: '/' })
  else if (outcome.session !== undefined) {
    reply.setCookie(sessionCookie, outcome.session, { path: '/', httpOnly: true, sameSite: 'strict', secure: options.secure ?? false })
  }
  return reply.send(outcome.value ?? null)
}

function refusalOf(kernel: Kernel, error: { statusCode?: number; code?: string; message: string; stack?: string }, limit: number): Refusal {
  if (error.statusCode === 413) return refuse(TooLarge, { limit })
  if (error.statusCode !== undefined && error.statusCode < 500)
    return refuse(InvalidInput, { problem: '请求不是有效的 JSON', problemEn: 'the request is not valid JSON' })
  const away = databaseAway(error)
  if (away) return away
  const reference = kernel.chance.now().epochMilliseconds.toString(36)
  kernel.log.error({ reference, stack: error.stack }, 'request failed')
  return refuse(Internal, { reference })
}

function describe(signature: Signature | undefined): Record<string, unknown> | undefined {
  if (signature === undefined) return undefined
  const { permission } = signature
  const schema = (type: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'draft-2020-12' })
  return {
    operationId: signature.name,
    tags: [signature.name.split('.')[0]],
    summary: signature.title.zh,
    description: `${signature.title.en}. ${typeof permission === 'string' ? permission : `${permission.code}: ${permission.roles.join(', ')}`}. Refusals: ${signature.refusals.map((refused) => refused.code).join(', ') || '-'}`,
    ...(permission === 'public' ? {} : { security: [{ session: [] }] }),
    ...(signature.kind === 'command'
      ? {
          headers: {
            type: 'object',
            properties: { 'idempotency-key': { type: 'string', minLength: 8, maxLength: 200 } },
            required: ['idempotency-key'],
          },
        }
      : {}),
    body: schema(signature.input, 'input'),
    response: { 200: { description: 'OK', ...schema(signature.output, 'output') } },
  }
}
