import { expect, inject } from 'vitest'
import { findings } from '../axe/look.ts'
import { journey } from '../journey.ts'
import { settled } from '../visit.ts'

const official = inject('officialPlan')

journey('from the board to a number, from the number to its rows, from a row to its record', async (someone) => {
  const { page } = await someone('专班', '/plan/board')
  await settled(page)
  if (!official) return page.locator('.yq-board-card').first().waitFor()
  await expect.poll(() => page.locator('.yq-board-card').count(), { timeout: 10_000 }).toBe(12)
  const card = page.locator('.yq-board-card[data-row="2.2b"]')
  const shown = Number(await card.locator('.yq-value-big .yq-number').innerText())
  await card.getByText('方案', { exact: true }).waitFor()
  await card.locator('.yq-value-big').click()
  const drawer = page.getByRole('dialog')
  await drawer.locator('tbody tr').first().waitFor()
  // the number is its rows: as many count as the card says
  await expect.poll(() => drawer.locator('.yq-standing-counted').count(), { timeout: 10_000 }).toBe(shown)
  const record = drawer.locator('tbody a').first()
  const name = await record.innerText()
  await record.click()
  await settled(page)
  expect(await page.locator('main').innerText()).toContain(name)
  expect(page.url()).not.toContain('/plan/board')
})

journey('a state that is not judged is grey and says why; it is neither a success nor a failure', async (someone) => {
  const { page } = await someone('区领导', '/plan/board')
  await settled(page)
  const grey = page.locator('.yq-board-card .yq-statemark')
  await expect.poll(() => grey.count(), { timeout: 10_000 }).toBeGreaterThan(0)
  const words = await grey.allInnerTexts()
  for (const word of words) expect(word).toMatch(/口径未定|未到期|无数据|数据不足|过期|正常|有争议|冻结/)
  const later = page.locator('.yq-board-card', { hasText: /口径未定|未到期/ }).first()
  expect(await later.locator('.yq-tone-good, .yq-tone-alert').count()).toBe(0)
  // no nought and no hundred stands for what is not defined
  expect(await later.locator('.yq-value-big .yq-number').count()).toBe(0)
  await page.getByText('目标 × 镇街').click()
  await settled(page)
  if (official) await expect.poll(() => page.locator('.yq-matrix tbody tr').count(), { timeout: 10_000 }).toBe(12)
})

journey('who may not approve sees no approval; a proposal is tried on eight periods before it is sent', async (someone) => {
  if (!official) return
  const officer = await someone('镇街经办', '/plan/measures/2.2b')
  await settled(officer.page)
  await officer.page.getByRole('button', { name: '提出异议' }).waitFor()
  expect(await officer.page.getByRole('button', { name: '提出新口径' }).count()).toBe(0)
  expect(await officer.page.getByRole('button', { name: '批准' }).count()).toBe(0)
  const { page } = await someone('统计员', '/plan/measures/2.2b')
  await settled(page)
  await page.getByRole('button', { name: '提出新口径' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: '试算' }).click()
  await form.getByText('计算口径与现行版相同').waitFor()
  await expect.poll(() => form.locator('.yq-backcast tbody tr').count(), { timeout: 10_000 }).toBe(8)
  await form.getByLabel('查询（JSON）').fill('{ 不是查询')
  await form.getByRole('button', { name: '试算' }).click()
  await form.getByText(/这不是可用的查询/).waitFor()
})

journey('the public page needs no account and tells nothing that is not public', async (someone) => {
  const { page } = await someone(undefined, '/public')
  await page.getByText('还没有公开的数字').waitFor()
  expect(await page.locator('.yq-public').innerText()).not.toContain('银发')
  if (!official) return
  const group = await someone('专班', '/plan/measures/2.1c')
  await settled(group.page)
  await group.page.getByRole('button', { name: '更多' }).click()
  await group.page.locator('.ant-dropdown-menu-submenu', { hasText: '公开类别' }).hover()
  await group.page.getByRole('menuitem', { name: '公开', exact: true }).click()
  await group.page.getByText('公开类别已设为“公开”').first().waitFor()
  await page.reload()
  await page.locator('.yq-public-figure').waitFor()
  await page.getByText('核验').first().waitFor()
})

journey('the wall turns by arrows and leaves by Esc', async (someone) => {
  const { page } = await someone('区领导', '/plan/board')
  await page.getByRole('link', { name: '大屏' }).click()
  await page.locator('.yq-screen-phases').waitFor()
  await page.keyboard.press('ArrowRight')
  await page.locator('.yq-screen[data-page="towns"]').waitFor()
  await page.keyboard.press('ArrowRight')
  await page.locator('.yq-screen[data-page="live"]').waitFor()
  await page.keyboard.press('Escape')
  await page.waitForURL(/\/plan\/board/)
})

// the other screens of the plan are walked in e2e/axe by the posts that have them in their navigation
journey(
  'a measure, the wall and the public page pass axe',
  async (someone) => {
    const { page, open } = await someone('专班', '/plan/board')
    for (const path of [...(official ? ['/plan/measures/2.2b'] : []), '/wall', '/public']) {
      await open(path)
      await page.waitForTimeout(800)
      expect(await findings(page, path, 'body')).toEqual([])
    }
  },
  120_000,
)
