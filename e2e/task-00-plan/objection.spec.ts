import { expect } from 'vitest'
import { journey } from '../journey.ts'
import { settled } from '../visit.ts'

const query = new URLSearchParams({
  kind: 'plan.objection',
  subjectKind: 'measure',
  subjectId: 'x.1',
  subjectTitle: '合成指标',
  title: '合成异议',
  'v.measure': 'x.1',
})

journey(
  'an objection to rows is raised with what its screen knew, checked, decided by another, and shows its whole way',
  async (someone) => {
    const park = await someone('园区运营', `/cases/new?${query}`)
    await settled(park.page)
    expect(await park.page.getByLabel('标题').inputValue()).toBe('合成异议')
    expect(await park.page.getByLabel('指标').inputValue()).toBe('x.1')
    await park.page.getByRole('button', { name: /^提\s*出$/ }).click()
    // what is missing is said beside its field, and nothing was sent
    await expect.poll(() => park.page.locator('.ant-form-item-explain-error').count()).toBe(2)
    await park.page.getByLabel('所指记录').fill('合成记录甲')
    await park.page.getByLabel('理由').fill('合成理由')
    await park.page.getByRole('button', { name: /^提\s*出$/ }).click()
    await park.page.waitForURL(/\/cases\/[0-9a-f-]{36}/)
    await park.page.getByText('还剩 5 个工作日').waitFor()
    const path = new URL(park.page.url()).pathname
    // it is another's turn: only taking it back is offered
    expect(await park.page.locator('.yq-acts-list button').allInnerTexts()).toEqual(
      ['撤回'].map((word) => expect.stringMatching(new RegExp([...word].join('\\s*')))),
    )

    const checker = await someone('统计员')
    await settled(checker.page)
    await checker.page.getByRole('link', { name: '合成异议' }).click()
    await settled(checker.page)
    await checker.page.getByRole('button', { name: '报核对结果' }).click()
    await checker.page.locator('.ant-modal button[type=submit]').click()
    await checker.page.getByText('“报核对结果”须写明说明').waitFor()
    await checker.page.locator('.ant-modal').getByLabel('说明').fill('合成核对')
    await checker.page.locator('.ant-modal button[type=submit]').click()
    await checker.page.locator('.ant-modal').waitFor({ state: 'hidden' })

    const group = await someone('专班', path)
    await settled(group.page)
    await group.page.getByRole('button', { name: /^成\s*立$/ }).click()
    await group.page.locator('.ant-modal').getByLabel('说明').fill('合成决定')
    await group.page.locator('.ant-modal button[type=submit]').click()
    await group.page.locator('.ant-modal').waitFor({ state: 'hidden' })

    await park.page.reload()
    await settled(park.page)
    await park.page.getByText('异议成立').first().waitFor()
    expect(await park.page.locator('.yq-timeline li strong').allInnerTexts()).toEqual(['成立', '报核对结果', '提出'])
  },
)
