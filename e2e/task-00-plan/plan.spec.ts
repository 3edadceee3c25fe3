import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { journey } from '../journey.ts'
import { fictionalPlan } from '../open-district.ts'
import { choose, settled } from '../visit.ts'

const official = resolve(import.meta.dirname, '../../../shared/plan/xiangcheng-2025.txt')
const planFile = inject('officialPlan') && existsSync(official) ? official : fictionalPlan
const tasks = inject('officialPlan') ? 15 : 5
const number = async (page: Page, label: string) =>
  Number(/\d+/.exec(await page.locator('.yq-drill', { hasText: label }).first().innerText())?.[0])

journey('the plan lies open: every task in the outline, notes in the margin, a clause by its address', async (someone) => {
  const { page, open } = await someone('专班', '/plan')
  await settled(page)
  await expect.poll(() => page.locator('.yq-plan-outline .yq-outline-3').count(), { timeout: 10_000 }).toBe(tasks)
  const note = page.locator('.yq-note-task').first()
  await note.locator('.yq-note-head').click()
  await note.getByText(/文内位置 \d+–\d+/).waitFor()
  await expect.poll(() => page.locator('.yq-run-chosen').count(), { timeout: 10_000 }).toBeGreaterThan(0)
  const address = new URL(page.url())
  expect(address.hash).toMatch(/^#c-/)
  await open('/plan/duties')
  await open(address.pathname + address.hash)
  await page
    .locator('.yq-note-open')
    .getByText(/文内位置/)
    .waitFor()
})

journey('a target is 口径未定 until its words have a meaning with a decider and a day', async (someone) => {
  const { page } = await someone('专班', '/plan/targets')
  await settled(page)
  const open = page.locator('.yq-target', { hasText: '口径未定' })
  const before = await open.count()
  expect(before).toBeGreaterThan(0)
  const words = await open.first().locator('.yq-target-words').innerText()
  const target = page.locator('.yq-target', { hasText: words })
  await target.getByRole('button', { name: '作出释义' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: '作出释义' }).click()
  await form.locator('.ant-form-item-explain-error').first().waitFor()
  await choose(page, form.getByLabel('释义对象'), /^整条$/)
  await form.getByLabel('含义').fill('以名册逐项核对，每项以验收记录为准（合成）')
  await form.getByLabel('决定者').fill('合成工作组会议')
  await form.getByRole('button', { name: '作出释义' }).click()
  await form.waitFor({ state: 'detached' })
  await target.getByText('口径未定').waitFor({ state: 'detached' })
  await expect.poll(() => target.innerText(), { timeout: 10_000 }).toMatch(/未到期|无数据/)
  await expect.poll(() => target.innerText(), { timeout: 10_000 }).toContain('合成工作组会议')
  await expect.poll(() => open.count(), { timeout: 10_000 }).toBe(before - 1)
  await page.getByRole('link', { name: '释义', exact: true }).click()
  await page.getByText('以名册逐项核对').first().waitFor()
})

journey('the cover page adds up, and a tile opens its row', async (someone) => {
  const { page } = await someone('专班', '/plan/cover')
  await settled(page)
  // the fictional plan has no decomposition, and the page says so instead of counting nought
  if (!inject('officialPlan')) return page.getByText('现行方案还没有分解表').waitFor()
  const sum = async () => {
    const [a = 0, b = 0, c = 0, n = -1] = ((await page.getByText(/＋.*＝/).innerText()).match(/\d+/g) ?? []).map(Number)
    expect(a + b + c).toBe(n)
    expect([await number(page, '已绑定指标'), await number(page, '注明不计量'), await number(page, '尚未覆盖')]).toEqual([a, b, c])
    return { noted: b, open: c, all: n }
  }
  const before = await sum()
  await expect.poll(() => page.locator('.yq-tile').count(), { timeout: 10_000 }).toBe(before.all)
  await expect.poll(() => page.locator('tbody tr').count(), { timeout: 10_000 }).toBe(before.all)
  expect(before.all).toBe(184)
  const tile = page.locator('.yq-tile-uncovered').first()
  const label = (await tile.getAttribute('aria-label')) ?? ''
  await tile.click()
  const drawer = page.getByRole('dialog')
  await expect.poll(() => drawer.locator('.ant-drawer-title').innerText(), { timeout: 10_000 }).toContain(label.split(' ')[0])
  await drawer.locator('.yq-quote').first().waitFor()
  await drawer.getByLabel('注明不计量的原因').fill('此行为合成数据下的演示说明')
  await drawer.getByRole('button', { name: '保存' }).click()
  await drawer.getByText('注明不计量', { exact: true }).first().waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(sum).toEqual({ noted: before.noted + 1, open: before.open - 1, all: before.all })
  await page.locator('.yq-drill', { hasText: '注明不计量' }).click()
  await expect.poll(() => page.locator('tbody tr').count(), { timeout: 10_000 }).toBe(before.noted + 1)
})

journey('a unit accepts one duty and disputes another; the group decides', async (someone) => {
  const { page } = await someone('区级部门经办', '/plan/duties')
  await settled(page)
  // the synthetic year accepted some already: what is still open is acted on, by its title
  const [before, accepted] = [await number(page, '待认领'), await number(page, '已认领')]
  expect(before).toBeGreaterThanOrEqual(2)
  const open = page.locator('.yq-duty', { has: page.getByRole('button', { name: '认领', exact: true }) })
  const titles = await open.locator('h2').allInnerTexts()
  expect(titles).toHaveLength(before)
  const [first = '', disputed = ''] = titles
  const duty = (title: string) => page.locator('.yq-duty', { hasText: title }).first()
  await duty(first).getByRole('button', { name: '认领', exact: true }).click()
  await duty(first).getByText('已认领', { exact: true }).waitFor()
  await duty(disputed).getByRole('button', { name: '提出异议' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: '提出异议' }).click()
  await form.locator('.ant-form-item-explain-error').waitFor()
  await form.getByLabel('异议理由').fill('不属于本单位职能（合成）')
  await form.getByRole('button', { name: '提出异议' }).click()
  await duty(disputed).getByText('异议理由：不属于本单位职能（合成）').waitFor()
  await expect
    .poll(async () => [await number(page, '待认领'), await number(page, '已认领'), await number(page, '有异议')])
    .toEqual([before - 2, accepted + 1, 1])

  const group = await someone('专班', '/plan/duties')
  await settled(group.page)
  await choose(group.page, group.page.getByLabel('选择单位'), /^区民政局/, '区民政局')
  await settled(group.page)
  const there = group.page.locator('.yq-duty', { hasText: disputed })
  await there.getByText('不属于本单位职能（合成）').waitFor()
  await there.getByRole('button', { name: '作出决定' }).click()
  const decide = group.page.getByRole('dialog')
  await choose(group.page, decide.getByLabel('角色'), '配合')
  await decide.getByLabel('决定内容').fill('经会议研究，由该单位配合（合成）')
  await decide.getByLabel('决定者').fill('合成工作组会议')
  await decide.getByRole('button', { name: '作出决定' }).click()
  await decide.waitFor({ state: 'detached' })
  await there.getByText('经会议研究，由该单位配合（合成）').waitFor()
  await there.locator('.yq-tag', { hasText: '配合' }).waitFor()
})

journey('a revised plan: read on trial, imported as a draft, in force only when each change is confirmed by a person', async (someone) => {
  const { page } = await someone('专班', '/plan/versions')
  await settled(page)
  await page.getByRole('button', { name: '导入方案' }).click()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '不是方案.txt', mimeType: 'text/plain', buffer: Buffer.from('今天天气很好。') })
  await page.locator('.ant-notification-notice [role=alert], .ant-notification-notice').first().waitFor()
  const text = readFileSync(planFile, 'utf8')
  // a text of the same number and day may not differ, so the revision bears a later day
  const redated = text.replace(/(20\d\d年)(\d+)(月\d+日)/, (_, year, month, day) => `${year}${Number(month) + 1}${day}`)
  expect(redated).not.toBe(text)
  const late = redated.indexOf('。', Math.floor(text.length * 0.6))
  await page.locator('input[type=file]').setInputFiles({
    name: 'revised.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(`${redated.slice(0, late)}（合成的一处改动）${redated.slice(late)}`),
  })
  await page.locator('.yq-counts span', { hasText: '任务' }).getByText(String(tasks), { exact: true }).waitFor()
  await page.getByRole('button', { name: '导入为草稿' }).click()
  await page.getByText('这是机器读出的草稿').waitFor()
  const edited = page.locator('.yq-mapping', { hasText: '（合成的一处改动）' }).last()
  await edited.getByText('有改动').waitFor()

  const confirm = async () => {
    await page.getByRole('button', { name: '确认生效' }).first().click()
    await page.locator('.ant-modal-confirm').getByRole('button', { name: '确认生效' }).click()
  }
  await confirm()
  await page
    .locator('.ant-notification-notice', { hasText: /核对|对应/ })
    .last()
    .waitFor()
  while ((await page.getByRole('button', { name: '认定', exact: true }).count()) > 0) {
    const left = await page.getByRole('button', { name: '认定', exact: true }).count()
    await page.getByRole('button', { name: '认定', exact: true }).first().click()
    await expect.poll(() => page.getByRole('button', { name: '认定', exact: true }).count(), { timeout: 10_000 }).toBeLessThan(left)
  }
  await confirm()
  await page.waitForURL(/\/plan$/)
  await settled(page)
  await expect.poll(() => page.locator('.yq-plan-sheet').innerText(), { timeout: 10_000 }).toContain('（合成的一处改动）')
  await page.getByRole('link', { name: '版本', exact: true }).click()
  await settled(page)
  await expect
    .poll(() => page.locator('tbody tr').allInnerTexts(), { timeout: 10_000 })
    .toEqual([expect.stringContaining('生效'), expect.stringContaining('已被取代')])
})
