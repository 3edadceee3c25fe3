import { expect } from 'vitest'
import { journey } from '../journey.ts'
import { settled } from '../visit.ts'

journey('the draft chain is put in force; gaps stand on its nodes; a confirmed node is grey no more', async (someone) => {
  const { page, open } = await someone('专班', '/industry/chain')
  await settled(page)
  await page.getByText('这是草稿').waitFor()
  expect(await page.locator('.yq-node').count()).toBeGreaterThan(15)
  await page.getByRole('button', { name: '使其生效' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '使其生效' }).click()
  await page
    .getByRole('status')
    .getByText(/已生效，发现缺口 \d+ 个/)
    .waitFor()
  await settled(page)
  const node = page.locator('.yq-node', { hasText: '康复辅助器具' })
  expect(await node.innerText()).toContain('补链·未关闭')
  expect(await node.getAttribute('class')).toContain('yq-node-grey')
  await page.getByText('列表', { exact: true }).click()
  expect(await page.getByRole('row', { name: /康复辅助器具/ }).innerText()).toContain('从未确认')
  await open('/industry/chain/rehab-devices')
  await settled(page)
  await page.getByRole('button', { name: '确认本环节' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认本环节' }).click()
  await page.getByRole('status').getByText('已确认').waitFor()
  await settled(page)
  expect(await page.getByText('待核实').count()).toBe(0)
})
