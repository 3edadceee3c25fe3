import { expect } from 'vitest'
import { journey } from '../journey.ts'
import type { Visit } from '../visit.ts'

const name = '合成规则：夜间心率'
const rowOf = ({ page }: Visit) => page.locator('tbody tr', { hasText: name })

journey(
  'a rule is drafted, replayed over thirty days, switched on by another and off again; its author may not',
  async (someone) => {
    const author = await someone('服务协调员', '/watch/rules')
    const { page } = author
    await page.getByRole('button', { name: '起草规则' }).click()
    const form = page.getByRole('dialog', { name: '起草' })
    await form.getByLabel('英文名称').fill('Synthetic rule: heart rate at night')
    await form.getByLabel('代码').fill('synthetic-night-heart')
    await form.getByLabel('数值').fill('110')
    // a span of the night that is none is told beside its field, and nothing is kept
    await form.getByLabel('时段起').fill('25:99')
    await form.getByRole('button', { name: '起草' }).click()
    await form.locator('.ant-form-item-explain-error').first().waitFor()
    await form.getByLabel(/^名称/).fill(name)
    await form.getByLabel('时段起').fill('22:00')
    await form.getByLabel('时段止').fill('06:00')
    await form.getByRole('button', { name: '起草' }).click()
    await form.waitFor({ state: 'detached' })
    const own = rowOf(author)
    await own.getByText('草稿').waitFor()
    await own.getByText('先回放三十天，才能启用').waitFor()
    expect(await own.getByRole('button', { name: '启用' }).isDisabled()).toBe(true)

    await own.getByRole('button', { name: '回放三十天' }).click()
    await own.getByText(/会触发 \d+ 次（\d+ 人），其中真 \d+ 次、误报 \d+ 次/).waitFor({ timeout: 60_000 })
    await own.getByText('须由起草人以外的人启用').waitFor()
    expect(await own.getByRole('button', { name: '启用' }).isDisabled()).toBe(true)

    const other = await someone('区级部门经办', '/watch/rules')
    await rowOf(other).getByRole('button', { name: '启用' }).click()
    await rowOf(other).getByText('启用', { exact: true }).first().waitFor()
    await rowOf(other)
      .getByText(/起草 演示·服务协调员.*决定 演示·/)
      .waitFor()
    await rowOf(other).getByRole('button', { name: '停用' }).click()
    await rowOf(other).getByText('停用', { exact: true }).first().waitFor()

    // those who only look may do neither
    const looks = await someone('镇街经办', '/watch/rules')
    await rowOf(looks).waitFor()
    expect(await looks.page.getByRole('button', { name: /起草规则|启用|停用|回放/ }).count()).toBe(0)
  },
  120_000,
)
