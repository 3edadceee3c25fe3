import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openHttp, type openLive, StartProblem } from '@yinqiao/kernel/server'
import { receiveReceipts } from '@yinqiao/notices'
import type { FastifyInstance } from 'fastify'
import { root } from './config.ts'
import type { Platform } from './platform.ts'
import { servePages } from './serve-pages.ts'

/** Serves the routes of all rooms and the built web pages. */
export async function serve(platform: Platform, live: ReturnType<typeof openLive>): Promise<FastifyInstance> {
  const { kernel, config } = platform
  const app = await openHttp(kernel, { findActor: platform.findActor, secure: config.secure, trustProxy: config.trustProxy, live })
  await receiveReceipts(app, kernel, config.notices)
  const pages = join(root, 'apps/web/dist')
  if (existsSync(join(pages, 'index.html'))) await servePages(app, pages)
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
