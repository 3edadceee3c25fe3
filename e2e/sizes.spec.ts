import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { here } from './here.ts'
import { settled, type Visit, visit } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await chromium.connect(inject('browser'))
})
afterAll(() => browser.close())

interface Sent {
  /** Thousand bytes of pages, scripts and styles as they came over the line, without the heads of the answers. */
  readonly kilobytes: number
  readonly plain: readonly string[]
}

/** What a page fetches on its first visit, with an empty cache. */
async function fetched({ context, page }: Visit, go: (address: string) => Promise<unknown>): Promise<Sent> {
  // the worse of the two: browsers take Brotli over TLS alone
  await context.setExtraHTTPHeaders({ 'accept-encoding': 'gzip' })
  const line = await context.newCDPSession(page)
  const files = new Map<string, { readonly path: string; readonly encoded: string | undefined; readonly head: number }>()
  const sent: { readonly path: string; readonly encoded: string | undefined; readonly bytes: number }[] = []
  line.on('Network.responseReceived', ({ requestId, response: { url, headers, encodedDataLength } }) => {
    const path = new URL(url).pathname
    const encoded = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-encoding')?.[1]
    if (!path.startsWith('/api/')) files.set(requestId, { path, encoded, head: encodedDataLength })
  })
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const file = files.get(requestId)
    if (file) sent.push({ path: file.path, encoded: file.encoded, bytes: encodedDataLength - file.head })
  })
  await line.send('Network.enable')
  await go(here().address)
  if (process.env['SIZES']) console.log(sent.map((o) => o.bytes + ' ' + o.path).join('\n'), sent.length)
  return {
    kilobytes: sent.reduce((sum, { bytes }) => sum + bytes, 0) / 1000,
    plain: sent
      .filter(({ path, encoded, bytes }) => encoded !== 'gzip' && bytes > 2000 && /\.(js|css)$/.test(path))
      .map(({ path }) => path),
  }
}

/** A new window of somebody who is signed in already and whose cache is empty. */
async function newcomer(role: string): Promise<Visit> {
  const before = await visit(browser, here().address)
  await before.enter(role)
  const cookies = await before.context.cookies()
  const person = await visit(browser, here().address)
  await person.context.addCookies(cookies)
  return person
}

// limits in thousand bytes as Chromium is sent them
test.each([
  ['值守员', '/', 350],
  ['镇街经办', '/', 350],
  ['区领导', '/', 350],
  ['专班', '/', 350],
])('the first page of %s at %s comes with less than %i kB', async (role, path, limit) => {
  const person = await newcomer(role)
  const sent = await fetched(person, async (address) => {
    await person.page.goto(`${address}${path}`)
    await person.page.locator('.yq-roof').waitFor()
    await settled(person.page)
  })
  expect(sent.plain).toEqual([])
  expect(sent.kilobytes).toBeLessThan(limit)
  // far below it the test would be measuring nothing
  expect(sent.kilobytes).toBeGreaterThan(100)
  expect(person.faults()).toEqual([])
})

test.each([
  ['响应人员', '/watch/responder', 120, '.yq-responder-none, .yq-responder-card'],
  ['家属', '/watch/well', 120, '.yq-well-card, .yq-well > p'],
  ['老人', '/watch/well', 120, '.yq-well-card, .yq-well > p'],
])('the telephone page of %s at %s comes with less than %i kB', async (role, path, limit, shown) => {
  const person = await newcomer(role)
  const sent = await fetched(person, async (address) => {
    await person.page.goto(`${address}${path}`)
    await person.page.locator(shown).first().waitFor()
  })
  expect(sent.plain).toEqual([])
  expect(sent.kilobytes).toBeLessThan(limit)
  expect(sent.kilobytes).toBeGreaterThan(30)
  expect(await person.page.locator('.ant-btn, .yq-roof').count()).toBe(0)
  expect(person.faults()).toEqual([])
})
