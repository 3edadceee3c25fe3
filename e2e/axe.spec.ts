import { createHash } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import { roles } from '@yinqiao/access/contract'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { settled, visit } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await chromium.connect(inject('browser'))
})
afterAll(() => browser.close())

/** Part of the page without its words, and with each run of equal neighbours once: two lists of the same make are one. */
const skeleton = (part: 'main' | 'shell') => `(() => {
  const mark = (node) => node.tagName === 'MAIN' && ${part === 'shell'} ? '' : node.tagName + '.' + node.getAttribute('class') + [...node.attributes].filter(({ name }) => /^(aria-(?!label$|labelledby|controls|describedby|owns)|role|tabindex|disabled|type)/.test(name)).map(({ name, value }) => name + value).join() + (node.ariaLabel ? 'l' : '') + [...new Set([...node.children].map(mark))].join('')
  return mark(document.querySelector('${part === 'main' ? 'main' : 'body'}'))
})()`
const seen = new Set<string>()
/** What another language can spoil: the names of things, and the language itself. */
const ofWords = [
  'button-name',
  'link-name',
  'label',
  'aria-input-field-name',
  'aria-command-name',
  'aria-toggle-field-name',
  'document-title',
  'html-has-lang',
  'html-lang-valid',
  'valid-lang',
  'svg-img-alt',
  'image-alt',
  'empty-table-header',
  'summary-name',
]

/** Serious findings of axe in a part of the page; one that differs in nothing but words from one already looked at is not looked at again. */
async function findings(page: Page, where: string, part: 'main' | 'body', key: string, rules: readonly string[] = []): Promise<string[]> {
  const mark = createHash('sha256').update(key).digest('hex')
  if (seen.has(mark)) return []
  seen.add(mark)
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .options({ resultTypes: ['violations'], ...(rules.length > 0 ? { runOnly: [...rules] } : {}) })
    .analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return grave.map(
    ({ id, nodes }) =>
      `${where}: ${id} at ${nodes
        .slice(0, 3)
        .map(({ target }) => target.join(' '))
        .join(' | ')}`,
  )
}

async function sideways(page: Page, where: string): Promise<string[]> {
  const wide: number = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  return wide > 0 ? [`${where}: ${wide} px wider than the window`] : []
}

const inEnglish = new Set<string>()

/** Looks at the screen in Chinese, the first time also in English, and leaves it in Chinese; the shell around it once for each make of it. */
async function look(page: Page, path: string): Promise<string[]> {
  const shell = `shell ${await page.evaluate(skeleton('shell'))}`
  const whole = !seen.has(createHash('sha256').update(shell).digest('hex'))
  const main = `zh ${path} ${await page.evaluate(skeleton('main'))}`
  const found = [
    ...(await sideways(page, path)),
    ...(whole ? await findings(page, path, 'body', shell) : await findings(page, path, 'main', main)),
  ]
  if (inEnglish.has(path)) return found
  inEnglish.add(path)
  const language = page.locator('.yq-roof-button')
  await language.click()
  await page.locator('html[lang="en"]').waitFor()
  found.push(
    ...(await sideways(page, `${path} (en)`)),
    ...(await findings(page, `${path} (en)`, whole ? 'body' : 'main', `en ${path}`, ofWords)),
  )
  await language.click()
  return found
}

test('the planted fault is found', async () => {
  const { page, open, end } = await visit(browser, inject('address'))
  await open('/')
  // the content policy would keep a style written in the mark-up from acting
  await page.evaluate(
    `document.body.insertAdjacentHTML('beforeend', '<button></button>'); document.body.lastChild.style.minWidth = '1500px'`,
  )
  expect(await findings(page, 'planted', 'body', 'planted')).toHaveLength(1)
  expect(await sideways(page, 'planted')).toHaveLength(1)
  await end()
})

test('sign-in: no serious finding, no sideways scrolling, in both languages', async () => {
  const { page, open, end, faults } = await visit(browser, inject('address'))
  await open('/')
  const found = [...(await sideways(page, 'zh')), ...(await findings(page, 'zh', 'body', 'sign-in zh'))]
  await page.getByRole('button', { name: 'English' }).click()
  found.push(...(await sideways(page, 'en')), ...(await findings(page, 'en', 'body', 'sign-in en')), ...faults())
  expect(found).toEqual([])
  await end()
})

/** Screens one reaches from a list: its first row, and the acts of its head. */
const deeper: Readonly<Record<string, readonly string[]>> = {
  '/people/elders': ['tbody a'],
  '/orgs/institutions': ['tbody a'],
  '/industry/parks': ['tbody a'],
  '/industry/chain': ['.yq-node a'],
  '/industry/leads': ['tbody a'],
  '/orgs/units': ['.yq-unit-list a'],
  '/plan/versions': ['tbody a'],
  '/access/accounts': ['tbody a'],
}
/** Screens without an entry in the navigation, with the post they are looked at by; the last is one that is refused. */
const byAddress: Readonly<Record<string, readonly string[]>> = {
  专班: ['/plan/import'],
  区级部门经办: ['/orgs/import', '/orgs/duplicates'],
  镇街经办: ['/people/elders/new', '/access/me'],
  老人: ['/plan'],
}

describe('no serious finding and no sideways scrolling on any screen of', () => {
  test.each(roles.map(({ title }) => title.zh))(
    '%s',
    async (role) => {
      const person = await visit(browser, inject('address'))
      const { page } = person
      await person.enter(role)
      const found = await look(page, '/')
      const hrefs: string[] = await page.evaluate('[...document.querySelectorAll(".yq-nav a")].map((link) => link.getAttribute("href"))')
      for (const path of hrefs.filter((href) => href !== '/')) {
        await page.locator(`.yq-nav a[href="${path}"]`).click()
        await settled(page)
        found.push(...(await look(page, path)))
        for (const link of deeper[path] ?? []) {
          if ((await page.locator(link).count()) === 0) continue
          await page.locator(link).first().click()
          await settled(page)
          found.push(...(await look(page, `${path}/one`)))
        }
      }
      for (const path of byAddress[role] ?? []) {
        await person.open(path)
        await settled(page)
        found.push(...(await look(page, path)))
      }
      expect([...found, ...person.faults()]).toEqual([])
      await person.end()
    },
    300_000,
  )
})
