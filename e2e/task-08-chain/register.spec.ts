import { expect } from 'vitest'
import { journey } from '../journey.ts'
import { choose, settled } from '../visit.ts'

const paper = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4\n${name}`) })

journey('a project is recorded, its paper accepted by two people, the record corrected, and its history tells both', async (someone) => {
  const { page } = await someone('镇街经办', '/records/industry.investment/new')
  await settled(page)
  await page.getByRole('button', { name: '保存' }).click()
  // what is missing is said beside its field, and nothing was sent
  await page.locator('.ant-form-item', { hasText: '企业（项目）名称' }).getByText('请填写').waitFor()
  await page.getByLabel('企业（项目）名称').fill('合成丙康养项目')
  await page.getByLabel('报送日').fill('2026-07-01')
  await page.getByLabel('引荐单位').fill('合成引荐单位')
  await choose(page, page.getByLabel('属地'), '元和', '元和')
  await page.getByRole('button', { name: '保存' }).click()
  await page.locator('h1', { hasText: '合成丙康养项目' }).waitFor()
  const path = new URL(page.url()).pathname

  const slot = page.locator('.yq-slot', { hasText: '签约文本' })
  await slot.getByRole('button', { name: '提交佐证' }).click()
  await slot.locator('input[type=file]').setInputFiles(paper('合成签约文本.pdf'))
  await slot.getByRole('button', { name: '提交佐证' }).click()
  await slot.getByText('须 2 人认定，已 0 人').waitFor()
  // who gave the paper is never offered to accept it
  expect(await slot.getByRole('button', { name: '认定', exact: true }).count()).toBe(0)

  for (const [role, state] of [
    ['专班', '须 2 人认定，已 1 人'],
    ['统计员', '须 2 人认定，已 2 人'],
  ] as const) {
    const judge = await someone(role, path)
    await judge.page.locator('.yq-paper').getByRole('button', { name: '认定' }).click()
    await judge.page.locator('.ant-modal').getByRole('button', { name: '认定' }).click()
    await judge.page.getByText(state).waitFor()
  }
  await page.reload()
  await page.locator('.yq-paper .yq-state', { hasText: '已认定' }).waitFor()

  await page.getByRole('button', { name: '更正' }).click()
  await page.getByLabel('引荐单位').fill('合成另一单位')
  await page.getByLabel('理由').fill('原来写错了单位')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('共 2 版').waitFor()
  const told = await page.locator('.yq-timeline > li').allInnerTexts()
  expect(told[0]).toMatch(/现行[\s\S]*2026-07-01 起为真[\s\S]*原来写错了单位[\s\S]*合成引荐单位 → 合成另一单位/)
  expect(told[1]).toContain('已被更正')
})

journey('a project walks its stages; without its paper the next one is closed, and amounts are never added up', async (someone) => {
  const { page, open } = await someone('区级部门经办', '/records/industry.investment/new')
  await page.getByLabel('企业（项目）名称').fill('合成丁康养项目')
  await page.getByLabel('报送日').fill('2026-07-01')
  await page.getByRole('button', { name: '保存' }).click()
  await page.locator('h1', { hasText: '合成丁康养项目' }).waitFor()
  for (const [stage, day] of [
    ['线索', '2026-07-01'],
    ['洽谈', '2026-07-20'],
  ] as const) {
    await page.getByRole('button', { name: `进入“${stage}”` }).click()
    await page.locator('.yq-enter').getByLabel('日期').fill(day)
    await page.getByRole('button', { name: '进入', exact: true }).click()
    await page.locator('.yq-step-now', { hasText: stage }).waitFor()
  }
  expect(await page.getByRole('button', { name: '进入“签约”' }).isDisabled()).toBe(true)
  await page.getByText('缺佐证：签约文本').waitFor()
  await page.getByRole('button', { name: '登记金额' }).click()
  await choose(page, page.getByLabel('金额类别'), '意向投资额')
  await page.locator('.yq-sheet', { hasText: '各类金额分列' }).locator('input[id$=fen]').fill('1,200.5')
  await page.getByRole('button', { name: '登记金额' }).click()
  await page.locator('.yq-sums', { hasText: '1,200.50' }).waitFor()

  await open('/projects/industry.investment')
  await settled(page)
  const card = page.locator('.yq-card', { hasText: '合成丁康养项目' })
  expect(await card.innerText()).toMatch(/停滞[\s\S]*意向投资额（万元）\s*1,200\.50/)
  await page.getByText('图', { exact: true }).click()
  const chart = page.locator('.yq-chart-place[data-state=ready]')
  await chart.waitFor()
  expect(await chart.getAttribute('aria-label')).toContain('停滞')
  await page.locator('.yq-chart').getByText('表', { exact: true }).click()
  // the table behind the picture opens the same rows
  await page.locator('.yq-chart').getByRole('button', { name: '洽谈' }).click()
  await page.getByText('只看“洽谈”').waitFor()
  expect(await page.locator('tbody').innerText()).toContain('合成丁康养项目')
})

journey(
  'a table is read, its wrong rows told under their headings, the rest written, and nothing doubled when it comes again',
  async (someone) => {
    const { page, open } = await someone('区级部门经办', '/orgs/firms')
    await page.locator('.yq-page-acts').getByRole('button').click()
    await page.locator('.ant-modal').getByLabel('名称').fill('合成戊制造有限公司')
    await choose(page, page.locator('.ant-modal').getByLabel('类型'), /企业/)
    await page.keyboard.press('Escape')
    await page.locator('.ant-modal').getByRole('button', { name: '保存' }).click()
    await page.locator('h1', { hasText: '合成戊制造有限公司' }).waitFor()

    await open('/records/industry.brand/import')
    const table = (until: string) => ({
      name: '合成品牌.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `品牌名称,权利人,商标注册号,专用权期满日,备注\n合成品牌一,合成戊制造有限公司,TM-1,2030-01-01,甲\n合成品牌二,没有的公司,TM-2,2030-01-01,\n合成品牌三,合成戊制造有限公司,TM-3,${until},\n`,
      ),
    })
    const count = async (word: string) => Number(await page.locator('.yq-import-counts > div', { hasText: word }).locator('dd').innerText())
    const take = async (file: ReturnType<typeof table>) => {
      await page.locator('input[type=file]').setInputFiles(file)
      await page.locator('.yq-import-counts dd', { hasText: /^\d+$/ }).first().waitFor()
      await settled(page)
    }
    await take(table('2030-02-30'))
    expect([await count('待写入'), await count('有误')]).toEqual([1, 2])
    await page.getByText('以下列没有对应字段，未读取：备注').waitFor()
    const wrong = await page.locator('tbody tr').allInnerTexts()
    expect(wrong[0]).toContain('登记册中没有“没有的公司”')
    expect(wrong[1]).toContain('没有“2030-02-30”这一天')
    // what was begun can be gone on with after leaving the page
    await page.reload()
    await page.getByRole('button', { name: '继续上次未完成的导入“合成品牌.csv”' }).click()
    await page.getByRole('button', { name: '写入 1 行' }).click()
    await page.getByText('导入完成：新增 1').first().waitFor()
    await page.getByRole('button', { name: '换一个文件' }).click()
    await take(table('2030-02-28'))
    await page.getByRole('button', { name: '写入 2 行' }).click()
    await page.getByText('新增 1，更新 0，无变化 1').first().waitFor()
    await open('/records/industry.brand')
    await settled(page)
    // those of the synthetic year stand there too
    expect(await page.locator('tbody tr', { hasText: /合成品牌[一二三]/ }).count()).toBe(2)
  },
)
