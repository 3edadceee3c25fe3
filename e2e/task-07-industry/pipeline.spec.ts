import { chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type District, fictionalPlan, openDistrict } from '../open-district.ts'
import { settled, visit } from '../visit.ts'

// of its own: the other journeys begin in a district in which nothing has happened yet
let district: District
beforeAll(async () => {
  district = await openDistrict({ elders: 30, planFile: fictionalPlan, year: true })
})
afterAll(() => district.close())

interface Rows {
  readonly result: { readonly value: string }
  readonly rows: readonly { readonly label: string; readonly standing: string; readonly opens: string }[]
}

async function settledFirms(page: Page): Promise<Rows> {
  const answer: unknown = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json', 'x-yinqiao': '1' }
    const body = JSON.stringify({ code: '2.2b', limit: 100 })
    return (await fetch('/api/plan/list-measure-rows', { method: 'POST', headers, body })).json()
  })
  return answer as Rows
}

test('a second ceremony, a second phase and a branch of a settled firm are on record and count once', async () => {
  const browser = await chromium.connect(inject('browser'))
  try {
    const { page, enter, open, faults } = await visit(browser, district.address)
    await enter('统计员', '/records/industry.investment?q=合成企业001')
    await settled(page)
    const { result, rows } = await settledFirms(page)
    expect(result.value).toBe('7')
    const first = rows.filter(({ label }) => label.startsWith('合成企业001'))
    expect(first.map(({ standing }) => standing).toSorted()).toEqual(['counted', 'repeat'])
    const phase = first.find(({ label }) => label.endsWith('二期'))
    await open(phase?.opens ?? '/')
    await settled(page)
    await page.getByRole('heading', { level: 1, name: '合成企业001有限公司二期' }).waitFor()
    // the ceremony that was held again stands in the history, marked
    expect(await page.locator('.yq-tag', { hasText: '再次' }).count()).toBe(1)
    expect(rows.some(({ label }) => label.endsWith('分公司'))).toBe(false)
    // the board of works shows who is where; amounts of one sort are never added to another
    await open('/projects/industry.investment')
    await settled(page)
    expect(await page.locator('.yq-card').count()).toBeGreaterThan(20)
    expect(faults()).toEqual([])
  } finally {
    await browser.close()
  }
})
