import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { roles } from '@yinqiao/access/contract'
import { settled, visit } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await chromium.connect(inject('browser'))
})
afterAll(() => browser.close())

/** Every screen, by its fault: what axe finds that is serious, and whether it must be moved sideways. */
async function look(page: import('playwright-core').Page, where: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const wide: number = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  return [
    ...violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${where}: ${id} ${nodes
            .slice(0, 3)
            .map(({ target }) => target.join(' '))
            .join(' | ')}`,
      ),
    ...(wide > 0 ? [`${where}: ${wide} px wider than the window`] : []),
  ]
}

describe.each(['zh', 'en'] as const)('screens in %s', (language) => {
  test.each(roles.map(({ title }) => title.zh))('%s', async (role) => {
    const person = await visit(browser, inject('address'))
    const { page } = person
    await person.enter(role)
    if (language === 'en') await page.getByRole('button', { name: 'English' }).click()
    const faults = await look(page, '/')
    const paths: string[] = await page.evaluate('[...document.querySelectorAll(".yq-nav a")].map((link) => link.getAttribute("href"))')
    for (const path of [...paths, '/access/me'].filter((each) => each !== '/')) {
      await page
        .locator(`.yq-nav a[href="${path}"]`)
        .click()
        .catch(() => person.open(path))
      await settled(page)
      faults.push(...(await look(page, path)))
    }
    expect([...faults, ...person.faults()]).toEqual([])
    await person.end()
  })
})
