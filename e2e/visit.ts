import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core'

/** One person at one browser window, watched: what the console complains of and whom the page calls is kept. */
export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Opens an address of the platform, with the demo account of that role entered (its Chinese title). */
  readonly enter: (role: string, path?: string) => Promise<void>
  readonly open: (path: string) => Promise<void>
  /** Complaints so far: console errors, violations of the content policy, failures of the server, calls to other hosts. */
  readonly faults: () => readonly string[]
  readonly end: () => Promise<void>
}

const size = { width: 1366, height: 768 }
/** A refusal is an answer, yet Chromium writes it to the console as an error. */
const refusal = /Failed to load resource: the server responded with a status of 4\d\d/

/** Opens a window of 1366 by 768 for a new person. */
export async function visit(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext({
    viewport: size,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !refusal.test(message.text())) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
  const underWay = new Set<Request>()
  asking.set(page, underWay)
  page.on('requestfinished', (request) => underWay.delete(request))
  page.on('requestfailed', (request) => underWay.delete(request))
  page.on('request', (request) => {
    // live news never end
    if (request.resourceType() !== 'eventsource') underWay.add(request)
    const { protocol, origin } = new URL(request.url())
    if (origin !== address && protocol !== 'blob:' && protocol !== 'data:') faults.push(`asks ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`)
  })
  const open = async (path: string) => {
    await page.goto(`${address}${path}`)
    await page.locator('h1, .yq-gate h2, main .yq-blank').first().waitFor()
  }
  return {
    page,
    context,
    open,
    async enter(role, path = '/') {
      await open(path)
      await page
        .locator('.yq-demo-list button')
        .filter({ has: page.locator('strong', { hasText: new RegExp(`^${role}$`) }) })
        .first()
        .click()
      await page.locator('.yq-roof').waitFor()
      await settled(page)
    },
    faults: () => faults,
    end: () => context.close(),
  }
}

const asking = new WeakMap<Page, Set<Request>>()

/** Waits until nothing on the screen is being read any more: no request under way for a tenth of a second, no place holder. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1, main .yq-blank').first().waitFor()
  for (let calm = 0; calm < 2; ) {
    await page.waitForTimeout(50)
    const busy = (asking.get(page)?.size ?? 0) > 0 || (await page.locator('.yq-loading').count()) > 0
    calm = busy ? 0 : calm + 1
  }
}

/** Chooses an entry of one of the select boxes; long ones are searched by `words` first. */
export async function choose(page: Page, box: Locator, entry: string | RegExp, words?: string): Promise<void> {
  await box.click()
  if (words !== undefined) await page.keyboard.insertText(words)
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: entry })
    .first()
    .click()
}
