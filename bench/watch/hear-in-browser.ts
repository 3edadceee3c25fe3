import { openBrowser } from '../../e2e/open-browser.ts'

/** A page of the platform in a real chromium that listens to alarms. */
export async function hearInBrowser(port: number, cookie: string) {
  const browser = await openBrowser()
  const context = await browser.newContext()
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: `http://127.0.0.1:${port}` }])
  const page = await context.newPage()
  await page.goto(`http://127.0.0.1:${port}/`)
  // as text: the page's own types are not those of this process
  await page.evaluate(`new Promise((ready) => {
    window.heard = {}
    const source = new EventSource('/api/live?topics=watch.alarm')
    source.addEventListener('hello', () => ready())
    source.addEventListener('watch.alarm', (event) => {
      const { homeName } = JSON.parse(event.data)
      window.heard[homeName] ??= performance.timeOrigin + performance.now()
    })
  })`)
  return {
    /** When each home's first alarm came to the page, ms since 1970. */
    heard: async () => new Map<string, number>(Object.entries(await page.evaluate('window.heard'))),
    close: () => browser.close(),
  }
}
