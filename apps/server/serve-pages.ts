import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { contentPolicy } from '@yinqiao/kernel/server'
import type { FastifyInstance } from 'fastify'

/** Files by their hashed names, for ever; every other address is the one page, with a fresh style nonce each time. */
export async function servePages(app: FastifyInstance, pages: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: pages,
    wildcard: false,
    // the build lays a .br and a .gz beside each file; they are sent in its place and have no address of their own
    preCompressed: true,
    globIgnore: ['**/index.html', '**/*.br', '**/*.gz'],
    maxAge: '365d',
    immutable: true,
    index: false,
  })
  app.get('/*', async (request, reply) => {
    if (request.url.startsWith('/api/') || /\.(js|css|svg|png|ico|json|map|txt|woff2|wasm|pbf|webmanifest)(\?|$)/.test(request.url))
      return reply.callNotFound()
    const nonce = randomBytes(16).toString('base64')
    return reply
      .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': contentPolicy(nonce) })
      .send(readFileSync(join(pages, 'index.html'), 'utf8').replaceAll('__CSP_NONCE__', nonce))
  })
}
