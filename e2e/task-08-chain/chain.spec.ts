import { expect } from 'vitest'
import { journey } from '../journey.ts'
import { settled } from '../visit.ts'

// the synthetic year has put the graph in force; that a draft is adopted is under test in rooms/industry/use/chain.test.ts
journey('gaps stand on the nodes of the chain in force; a confirmed node is grey no more', async (someone) => {
  const { page } = await someone('专班', '/industry/chain')
  await settled(page)
  expect(await page.locator('.yq-node').count()).toBeGreaterThan(15)
  const node = page.locator('.yq-node-grey', { hasText: '补链·未关闭' }).first()
  const name = await node.locator('a').innerText()
  await page.getByText('列表', { exact: true }).click()
  expect(await page.getByRole('row', { name }).innerText()).toContain('从未确认')
  await page.getByText('图', { exact: true }).click()
  await page.locator('.yq-chart-place[data-state=ready]').waitFor()
  await page.getByText('图谱', { exact: true }).click()
  await page.getByRole('link', { name, exact: true }).click()
  await settled(page)
  await page.getByText('待核实').first().waitFor()
  await page.getByRole('button', { name: '确认本环节' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认本环节' }).click()
  await page.getByRole('status').getByText('已确认').waitFor()
  await settled(page)
  expect(await page.getByText('待核实').count()).toBe(0)
})
