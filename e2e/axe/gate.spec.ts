import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { here } from '../here.ts'
import { visit } from '../visit.ts'
import { findings, sideways } from './look.ts'

let browser: Browser
beforeAll(async () => {
  browser = await chromium.connect(inject('browser'))
})
afterAll(() => browser.close())

test('the planted fault is found, the second time too', async () => {
  const { page, open, end } = await visit(browser, here().address)
  await open('/')
  // the content policy would keep a style written in the mark-up from acting
  await page.evaluate(
    `document.body.insertAdjacentHTML('beforeend', '<button></button>'); document.body.lastChild.style.minWidth = '1500px'`,
  )
  expect(await findings(page, 'planted', 'body')).toHaveLength(1)
  expect(await findings(page, 'planted', 'body')).toHaveLength(1)
  expect(await sideways(page, 'planted')).toHaveLength(1)
  await end()
})

test('sign-in: no serious finding, no sideways scrolling, in both languages', async () => {
  const { page, open, end, faults } = await visit(browser, here().address)
  await open('/')
  const found = [...(await sideways(page, 'zh')), ...(await findings(page, 'zh', 'body'))]
  await page.getByRole('button', { name: 'English' }).click()
  found.push(...(await sideways(page, 'en')), ...(await findings(page, 'en', 'body')), ...faults())
  expect(found).toEqual([])
  await end()
})
