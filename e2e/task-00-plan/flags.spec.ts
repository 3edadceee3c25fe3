import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from '../journey.ts'
import { settled } from '../visit.ts'

/** Calls the platform as the one who is signed in on the page, as another program of theirs would. */
async function call<T>(page: Page, path: string, input: object): Promise<T> {
  const answer: unknown = await page.evaluate(
    async ({ path, input }) => {
      const headers = { 'content-type': 'application/json', 'x-yinqiao': '1', 'idempotency-key': crypto.randomUUID() }
      return (await fetch(`/api/${path}`, { method: 'POST', headers, body: JSON.stringify(input) })).json()
    },
    { path, input },
  )
  return answer as T
}

journey(
  'an officer in two places at once is flagged with both visits; each opens, one may object, a town sees none of it',
  async (someone) => {
    const park = await someone('园区运营', '/records/industry.firm-visit')
    await settled(park.page)
    const firm = await call<{ id: string }>(park.page, 'orgs/create-firm', {
      name: '合成分身企业',
      uscc: null,
      kinds: ['enterprise'],
      divisionCode: null,
      address: null,
      synthetic: true,
    })
    for (const [startAt, endAt, place] of [
      ['09:00', '10:00', '合成一路1号'],
      ['09:30', '10:20', '合成九路9号'],
    ])
      await call(park.page, 'records/create-record', {
        kind: 'industry.firm-visit',
        values: { name: `合成走访${startAt}`, firm: firm.id, worker: '合成分身员', visitedOn: '2026-05-06', startAt, endAt, place },
        synthetic: true,
      })
    const checker = await someone('统计员', '/plan/flags')
    await settled(checker.page)
    const card = checker.page.locator('.yq-sheet', { hasText: '合成分身员：2026-05-06有2次走访时间相交而地点不同' })
    await card.waitFor()
    expect(await card.locator('.yq-flag-rows a').allInnerTexts()).toEqual(['合成走访09:00', '合成走访09:30'])
    expect(await card.innerText()).toContain('界限：同一人同一天的两次走访时间相交')
    await checker.page.getByRole('button', { name: /期末突击登记/ }).click()
    await card.waitFor({ state: 'hidden' })
    await checker.page.getByRole('button', { name: /同时在两地/ }).click()
    await card.getByRole('link', { name: '提出异议' }).click()
    await settled(checker.page)
    expect(await checker.page.getByLabel('标题').inputValue()).toBe('存疑提示：同时在两地（合成分身员）')
    expect(await checker.page.getByLabel('所指记录').inputValue()).toContain('合成走访09:30（')
    await checker.page.goBack()
    await card.locator('.yq-flag-rows a').first().click()
    await checker.page.getByRole('heading', { level: 1, name: '合成走访09:00' }).waitFor()

    const town = await someone('镇街经办', '/plan/flags')
    await settled(town.page)
    expect(await town.page.locator('.yq-flag-rows').count()).toBe(0)
  },
)
