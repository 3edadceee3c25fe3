import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { openHttp, StartProblem } from '@yinqiao/kernel/server'
import type { FastifyInstance } from 'fastify'
import { root } from './config.ts'
import type { Platform } from './platform.ts'

/** Serves the routes of all rooms and the built web pages. */
export async function serve(platform: Platform): Promise<FastifyInstance> {
  const { kernel, config } = platform
  const app = await openHttp(kernel, { findActor: platform.findActor, secure: config.secure, trustProxy: config.trustProxy })
  const pages = join(root, 'apps/web/dist')
  if (existsSync(pages)) {
    await app.register(fastifyStatic, { root: pages, wildcard: false, maxAge: '365d', immutable: true, index: false })
    const page = (_request: unknown, reply: { sendFile(file: string, options: object): unknown }) =>
      reply.sendFile('index.html', { maxAge: 0, immutable: false })
    // each page has its own address; the browser's router knows which
    app.get('/', page as never)
    app.get('/*', page as never)
  }
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new StartProblem(`端口 ${config.port} 已被占用，请设 PORT=另一个端口 (port ${config.port} is taken; set PORT)`)
    if (code === 'EACCES') throw new StartProblem(`无权使用端口 ${config.port}，请设 PORT 为 1024 以上 (no right to port ${config.port})`)
    throw error
  }
  return app
}
