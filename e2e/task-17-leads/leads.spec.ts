import { expect } from 'vitest'
import { journey } from '../journey.ts'
import { settled } from '../visit.ts'

journey(
  'two report one firm: the second is told who was first; the district transfers with a reason, and the project tells it',
  async (someone) => {
    const firm = '合成线索适老家居有限公司'
    const town = await someone('镇街经办', '/industry/leads')
    const group = await someone('专班', '/projects/industry.investment')
    const report = async ({ page }: typeof town, ofTown: string | null, name: string) => {
      await page.getByRole('button', { name: '报送线索' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('企业（项目）名称').fill(name)
      if (ofTown !== null) {
        await dialog.getByLabel('报送镇街').click()
        await page.keyboard.insertText(ofTown)
        await page.keyboard.press('Enter')
      }
      await dialog.getByRole('button', { name: '报送线索' }).click()
    }
    // a town may not report for the whole district
    await report(town, null, firm)
    await town.page.getByRole('dialog').getByRole('alert').first().waitFor()
    await town.page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
    await town.page.getByRole('dialog').waitFor({ state: 'detached' })

    await town.open('/industry/leads')
    await settled(town.page)
    await report(town, '元和街道', firm)
    await town.page.getByText(`首报成立：“${firm}”`).waitFor()

    await group.page.getByRole('button', { name: '线索报送' }).click()
    await settled(group.page)
    // the same firm written otherwise
    await report(group, null, '合成线索适老家居有限责任公司')
    await group.page.getByText(/已由元和街道 .+首先报送.+记为“竞报”/).waitFor()
    const rows = group.page.locator('tbody tr')
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(2)
    const own = rows.filter({ hasText: '合成线索适老家居' })
    expect((await own.allInnerTexts()).map((line) => ['首报', '竞报'].find((word) => line.includes(word)))).toEqual(['竞报', '首报'])
    // a second report opened no second project
    expect(new Set(await own.locator('td:first-child a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).size).toBe(
      1,
    )

    await own.getByRole('button', { name: '移交' }).click()
    const dialog = group.page.getByRole('dialog')
    await dialog.getByLabel('移交给镇街').click()
    await group.page.keyboard.insertText('黄埭镇')
    await group.page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: '移交' }).click()
    // without a reason nothing happens
    await dialog.locator('.ant-form-item-explain-error').first().waitFor()
    await dialog.getByLabel('理由').fill('合成：项目用地在该镇')
    await dialog.getByRole('button', { name: '移交' }).click()
    await dialog.waitFor({ state: 'detached' })
    await own.filter({ hasText: '已移交' }).filter({ hasText: '黄埭镇' }).first().waitFor()
    await own.locator('td:first-child a').first().click()
    await settled(group.page)
    await group.page.getByText('合成：项目用地在该镇').first().waitFor()
  },
)

journey('a leader sees who reported what and may neither report nor transfer; a firm does not see it', async (someone) => {
  const { page } = await someone('区领导', '/industry/leads')
  await settled(page)
  expect(await page.getByRole('button', { name: /报送线索|移交/ }).count()).toBe(0)
  const firm = await someone('企业', '/industry/leads')
  expect(await firm.page.locator('tbody tr').count()).toBe(0)
})
