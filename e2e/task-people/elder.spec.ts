import { checkCharacter } from '@yinqiao/people'
import { pinyin } from 'pinyin-pro'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from '../journey.ts'
import { choose, settled } from '../visit.ts'

const search = async (page: Page, text: string) => {
  await page.locator('[data-search] input').fill(text)
  await page.locator('[data-search] input').press('Enter')
  await page.waitForTimeout(100)
  await settled(page)
}
const names = (page: Page) => page.locator('tbody tr td:first-child').allInnerTexts()
const today = () => Temporal.Now.plainDateISO('Asia/Shanghai')

journey(
  'an elder is found by pinyin, phone tail and id number; the list is masked, the record clear, and the look is in the audit',
  async (someone) => {
    const officer = await someone('区级部门经办', '/people/elders')
    const { page } = officer
    await settled(page)
    const row = page.locator('tbody tr', { hasText: '154****' }).first()
    await expect.poll(() => row.innerText(), { timeout: 10_000 }).toMatch(/\d{6}\*{8}[\dX]{4}/)
    const name = await row.locator('a').innerText()
    await row.locator('a').click()
    await page.getByText('敏感信息完整显示，本次查看已记录').waitFor()
    const facts = await page.locator('.yq-facts').first().innerText()
    const id = /\b\d{17}[\dX]\b/.exec(facts)?.[0] ?? ''
    const phone = /\b154\d{8}\b/.exec(facts)?.[0] ?? ''
    const elderId = page.url().split('/').at(-1) ?? ''
    expect(id).toHaveLength(18)

    await page.getByRole('link', { name: '老人档案' }).first().click()
    await settled(page)
    await search(page, id)
    expect(await names(page)).toEqual([name])
    await search(page, phone.slice(-4))
    expect(await names(page)).toContain(name)
    await search(page, pinyin(name, { toneType: 'none', type: 'array' }).join(''))
    expect(await names(page)).toContain(name)
    await search(page, `${id.slice(0, 17)}${id.endsWith('1') ? '2' : '1'}`)
    await expect.poll(() => page.locator('tbody tr').count(), { timeout: 10_000 }).toBe(0)
    expect(page.url()).not.toContain(id.slice(0, 6))

    const responder = await someone('家属', '/people/elders')
    await settled(responder.page)
    await responder.page.locator('tbody a').first().click()
    await responder.page.getByText('敏感信息已遮盖').waitFor()
    expect(await responder.page.locator('main').innerText()).not.toMatch(/\b\d{17}[\dX]\b/)

    const auditor = await someone('审计管理员', '/access/audit')
    await auditor.page.getByLabel('对象编号').fill(elderId)
    const line = auditor.page.locator('tbody tr', { has: auditor.page.locator('[title="people.get-elder"]') }).first()
    await line.waitFor()
    await expect.poll(() => line.innerText(), { timeout: 10_000 }).toContain('演示·区民政局')
    await line.getByRole('button').click()
    await auditor.page.locator('.yq-audit-subject', { hasText: elderId }).getByText('"clear": true').waitFor()
    expect(await auditor.page.locator('body').innerText()).not.toContain(id)
  },
)

journey('a new record: a wrong id number is told beside its field, in Chinese; the right one makes the record', async (someone) => {
  const { page } = await someone('镇街经办', '/people/elders')
  await page.getByRole('button', { name: '新建档案' }).click()
  await page.getByRole('heading', { name: '新建档案' }).waitFor()
  await settled(page)
  const body = '99900119400229001'
  const right = body + checkCharacter(body)
  const wrong = body + (right.endsWith('0') ? '1' : '0')
  await page.getByLabel('姓名').first().fill('合成测')
  await page.getByLabel('证件号码').fill(wrong)
  await page.getByRole('button', { name: '新建档案' }).click()
  await page.locator('.ant-form-item', { hasText: '社区（村）' }).locator('.ant-form-item-explain-error').waitFor()
  await choose(page, page.getByLabel('社区（村）'), /元和街道/)
  await page.getByRole('button', { name: '新建档案' }).click()
  const error = page.locator('.ant-form-item', { hasText: '证件号码' }).locator('.ant-form-item-explain-error')
  await error.waitFor()
  await expect.poll(() => error.innerText(), { timeout: 10_000 }).toContain('校验')
  await page.getByLabel('证件号码').fill(right)
  await page.getByRole('button', { name: '核对' }).click()
  await page.getByText('号码有效：1940年2月29日出生').waitFor()
  await page.getByRole('button', { name: '新建档案' }).click()
  await page.getByRole('heading', { name: '合成测', level: 1 }).waitFor()
  await expect.poll(() => page.locator('main').innerText(), { timeout: 10_000 }).toContain(right)
  // the same number once more is refused
  await page.getByRole('link', { name: '老人档案' }).first().click()
  await page.getByRole('button', { name: '新建档案' }).click()
  await page.getByLabel('证件号码').fill(right)
  await page.getByRole('button', { name: '核对' }).click()
  await page.getByText('该号码已有档案').waitFor()
})

journey('two people edit one record: the second sees what the first saved, and chooses', async (someone) => {
  const first = await someone('镇街经办', '/people/elders')
  await settled(first.page)
  await first.page.locator('tbody a').nth(1).click()
  await first.page.getByRole('button', { name: '修改', exact: true }).click()
  const second = await someone('区级部门经办', new URL(first.page.url()).pathname)
  await second.page.getByRole('button', { name: '修改', exact: true }).click()
  await first.page.getByLabel('住址').fill('合成一路1号')
  await first.page.getByRole('button', { name: '保存' }).click()
  await first.page.locator('.yq-facts', { hasText: '合成一路1号' }).waitFor()
  await second.page.getByLabel('住址').fill('合成二路2号')
  await second.page.getByRole('button', { name: '保存' }).click()
  const conflict = second.page.getByRole('dialog', { name: '别人刚改过' })
  // the dialog asks for the record as it is now before it shows the difference
  const lines = async () => (await conflict.locator('tbody tr').allInnerTexts()).map((line) => line.split(/\s+/))
  await expect.poll(lines, { timeout: 10_000 }).toEqual([['住址', '合成一路1号', '合成二路2号']])
  await conflict.getByRole('button', { name: '用我填写的值保存' }).click()
  await second.page.locator('.yq-facts', { hasText: '合成二路2号' }).waitFor()
  await second.page.getByText('第 3 版').first().waitFor()
})

journey('a life state is recorded and taken back with a reason; both stay to be seen', async (someone) => {
  const { page } = await someone('镇街经办', '/people/elders')
  await settled(page)
  await page.locator('tbody tr', { hasText: '在家' }).last().locator('a').click()
  const line = page.locator('.yq-timeline').last()
  await page.getByRole('button', { name: '登记状态' }).click()
  const form = page.getByRole('dialog')
  await choose(page, form.getByLabel('状态'), '住院')
  await form.getByLabel(/^自/).fill(today().subtract({ days: 2 }).toString())
  await form.getByLabel('备注').fill('合成')
  await form.getByRole('button', { name: '保存' }).click()
  await form.waitFor({ state: 'detached' })
  await line.getByText('住院').waitFor()
  await page.getByText(/登记经过/).click()
  await page.getByRole('button', { name: '撤销最近一条' }).click()
  await form.getByRole('button', { name: '撤销登记' }).click()
  await form.locator('.ant-form-item-explain-error').waitFor()
  await form.getByLabel('撤销理由').fill('登记错了人')
  await form.getByRole('button', { name: '撤销登记' }).click()
  await form.waitFor({ state: 'detached' })
  await line.getByText('住院').waitFor({ state: 'detached' })
  await expect.poll(() => page.locator('.yq-changes-box').innerText(), { timeout: 10_000 }).toMatch(/已被撤销[\s\S]*/)
})
