import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { servePages } from './serve-pages.ts'

const script = `export const words = '${'银桥 '.repeat(900)}'`
let pages: string
let app: FastifyInstance
beforeAll(async () => {
  pages = mkdtempSync(join(tmpdir(), 'yinqiao-pages-'))
  mkdirSync(join(pages, 'assets'))
  writeFileSync(join(pages, 'index.html'), '<meta nonce="__CSP_NONCE__"><script src="/assets/a-1.js"></script>')
  writeFileSync(join(pages, 'assets/a-1.js'), script)
  writeFileSync(join(pages, 'assets/a-1.js.br'), brotliCompressSync(script))
  writeFileSync(join(pages, 'assets/a-1.js.gz'), gzipSync(script))
  writeFileSync(join(pages, 'assets/small-2.js'), 'export {}')
  app = Fastify()
  await servePages(app, pages)
})
afterAll(async () => {
  await app.close()
  rmSync(pages, { recursive: true })
})
const get = (url: string, accepts?: string) => app.inject({ url, headers: accepts === undefined ? {} : { 'accept-encoding': accepts } })

test('a script is sent as it was compressed at the build, for ever, and says by what it varies', async () => {
  const br = await get('/assets/a-1.js', 'gzip, deflate, br')
  expect(br.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'public, max-age=31536000, immutable' })
  expect(br.headers['vary']).toMatch(/accept-encoding/i)
  expect(br.headers['content-type']).toMatch(/javascript/)
  expect(brotliDecompressSync(br.rawPayload).toString()).toBe(script)
  const gz = await get('/assets/a-1.js', 'gzip')
  expect(gunzipSync(gz.rawPayload).toString()).toBe(script)
})

test('who accepts nothing, or asks for what was too small to compress, gets the file itself', async () => {
  const plain = await get('/assets/a-1.js')
  expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, script])
  const small = await get('/assets/small-2.js', 'br, gzip')
  expect([small.headers['content-encoding'], small.body]).toEqual([undefined, 'export {}'])
})

test('the compressed files have no address of their own, and a script that is not there is no page', async () => {
  for (const path of ['/assets/a-1.js.br', '/assets/a-1.js.gz']) expect((await get(path)).headers['content-type']).toMatch(/html/)
  expect((await get('/assets/gone-3.js')).statusCode).toBe(404)
})

test('the page carries a fresh nonce each time and is not kept', async () => {
  const [one, two] = [await get('/watch/desk', 'br'), await get('/')]
  expect(one.headers['cache-control']).toBe('no-store')
  expect(one.body).not.toContain('__CSP_NONCE__')
  expect(one.body).not.toBe(two.body)
})
