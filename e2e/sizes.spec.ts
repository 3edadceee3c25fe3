import { type Browser, chromium, type Response } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { here } from './here.ts'
import { settled, type Visit, visit } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await chromium.connect(inject('browser'))
})
afterAll(() => browser.close())

interface Sent {
  /** Thousand bytes of pages, scripts and styles as they came over the line. */
  readonly kilobytes: number
  readonly plain: readonly string[]
}

/** What a page fetches on its first visit, with an empty cache. */
async function fetched({ page }: Visit, go: (address: string) => Promise<unknown>): Promise<Sent> {
  const answers: Response[] = []
  page.on('response', (answer) => answers.push(answer))
  await go(here().address)
  const files = answers.filter(({ url }) => !new URL(url()).pathname.startsWith('/api/'))
  const sizes = await Promise.all(
    files.map(async (answer) => {
      const { responseBodySize } = await answer.request().sizes()
      const name = new URL(answer.url()).pathname
      const encoded = (await answer.allHeaders())['content-encoding'] !== undefined
      return { name, bytes: responseBodySize, plain: !encoded && responseBodySize > 1024 && /\.(js|css)$/.test(name) }
    }),
  )
  return {
    kilobytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1000,
    plain: sizes.filter(({ plain }) => plain).map(({ name }) => name),
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

test.each([['响应人员', '/watch/responder', '.yq-responder-none, .yq-responder-card', 120]])(
  'the telephone page of %s at %s comes with less than %i kB',
  async (role, path, shown, limit) => {
    const person = await newcomer(role)
    const sent = await fetched(person, async (address) => {
      await person.page.goto(`${address}${path}`)
      await person.page.locator(shown).waitFor()
    })
    expect(sent.plain).toEqual([])
    expect(sent.kilobytes).toBeLessThan(limit)
    expect(sent.kilobytes).toBeGreaterThan(30)
    expect(await person.page.locator('.ant-btn, .yq-roof').count()).toBe(0)
    expect(person.faults()).toEqual([])
  },
)
