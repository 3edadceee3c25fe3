import { expect } from 'vitest'
import { journey } from '../journey.ts'
import { choose, settled } from '../visit.ts'

journey('a named site gets a unit and a lease; occupancy is counted from them, an overlap is told with its days', async (someone) => {
  const { page, open } = await someone('区级部门经办', '/orgs/firms')
  await settled(page)
  for (const name of ['合成入园甲公司', '合成入园乙公司']) {
    await page.getByRole('button', { name: '新增企业' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('名称').fill(name)
    await choose(page, dialog.getByLabel('类型'), '企业')
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: '保存' }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await open('/orgs/firms')
    await settled(page)
  }
  await open('/industry/parks')
  await settled(page)
  const named = await page.locator('tbody tr').allInnerTexts()
  for (const site of ['银发经济产业园', '生命医学研究中心', '蠡口国际家具城', '灵峰家具工业园', '相城生命科技港'])
    expect(named.filter((line) => line.includes(site) && line.includes('无对象'))).toHaveLength(1)
  await page.getByRole('link', { name: '相城高新区银发经济产业园' }).click()
  await settled(page)
  await page.getByRole('button', { name: '新增单元' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('楼栋').fill('1号楼')
  await dialog.getByLabel('单元号').fill('101')
  await dialog.getByLabel('面积').fill('1000.5')
  await dialog.getByLabel('可租起日').fill('2025-01-01')
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: '1号楼 101' }).waitFor()

  const lease = async (tenant: string, area: string, from: string) => {
    await page.getByRole('button', { name: '登记租约' }).first().click()
    await choose(page, dialog.getByLabel('承租企业'), tenant, tenant)
    await dialog.getByLabel('面积').fill(area)
    await dialog.getByLabel('起日').fill(from)
    await dialog.getByRole('button', { name: '保存' }).click()
  }
  await lease('合成入园甲公司', '500.25', '2026-01-01')
  await page.getByRole('row', { name: /合成入园甲公司/ }).waitFor()
  await page.getByText('今日入驻率 50.0%').waitFor()
  await page.locator('.yq-chart').getByText('表', { exact: true }).click()
  expect(await page.locator('.yq-chart tbody tr').last().innerText()).toMatch(/\t50\t50$/)
  await lease('合成入园乙公司', '100', '2026-06-01')
  await dialog.getByText(/与“合成入园甲公司”的租约/).waitFor()
  await dialog.getByRole('button', { name: '取消' }).click()
  await page.getByRole('link', { name: '沿革' }).click()
  await settled(page)
  expect(await page.getByRole('row', { name: /合成入园甲公司/ }).innerText()).toContain('现行')
  await page.getByRole('link', { name: '相城高新区银发经济产业园' }).click()
  await page.getByRole('heading', { name: '可租单元' }).waitFor()
})

journey('a statistician sees parks and may change nothing', async (someone) => {
  const { page } = await someone('统计员', '/industry/parks')
  await settled(page)
  expect(await page.getByRole('button', { name: '新增园区' }).count()).toBe(0)
})
