import { roles } from '@yinqiao/access/contract'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { here } from '../here.ts'
import { settled, visit } from '../visit.ts'
import { look } from './look.ts'

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
  区领导: ['/watch/counted?urgent=true&state=open'],
  老人: ['/plan', '/watch/counted'],
}

/** The posts in groups of about equal work, one file each, so that they can be walked side by side. */
const groups = [
  ['区领导', '镇街经办', '值守员', '系统管理员', '家属'],
  ['区级部门经办', '统计员', '响应人员', '服务协调员', '老人'],
  ['专班', '社区（村）经办', '园区运营', '审计管理员'],
]
const known = roles.map(({ title }) => title.zh)
/** Whoever is in no group is in the last. */
const groupOf = (n: number) =>
  n < groups.length ? (groups[n - 1] ?? []) : [...(groups[n - 1] ?? []), ...known.filter((role) => !groups.flat().includes(role))]

/** Walks every screen of the posts of a group, from their navigation and one step deeper. */
export function walkGroup(n: number): void {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.connect(inject('browser'))
  })
  afterAll(() => browser.close())

  test('its posts are there', () => {
    expect(groupOf(n).filter((role) => !known.includes(role))).toEqual([])
  })
  describe('no serious finding and no sideways scrolling on any screen of', () => {
    // two side by side: while one waits for its screen the other is looked at
    test.concurrent.each(groupOf(n))(
      '%s',
      async (role) => {
        const person = await visit(browser, here().address)
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
      // patience for a machine that does much else
      900_000,
    )
  })
}
