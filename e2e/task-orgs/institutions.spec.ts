import { expect } from 'vitest'
import { journey } from '../journey.ts'
import { settled } from '../visit.ts'

const list = `name,category,district,address,beds,tags,source_list,source_url
合成甲护理院,护理院,相城区,相城区合成三路8号,120,合成数据,合成名单甲,
合成甲护理院有限公司,护理院,相城区,相城区合成三路８号,,合成数据,合成名单乙,
,护理院,相城区,相城区合成三路9号,30,合成数据,合成名单甲,
合成负床护理院,护理院,相城区,相城区合成三路10号,-5,合成数据,合成名单甲,
`
const file = { name: '合成名单.csv', mimeType: 'text/csv', buffer: Buffer.from(list) }

journey(
  'a list is tried, its wrong rows told, imported, and not doubled when it comes again; a likely duplicate is decided',
  async (someone) => {
    const { page, open } = await someone('区级部门经办', '/orgs/institutions')
    await settled(page)
    await page.getByRole('button', { name: '导入名单' }).click()
    await page.getByLabel(/这是合成数据/).check()
    await page.locator('input[type=file]').setInputFiles({ name: '合成名单.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') })
    await page.getByText('不接受 合成名单.pdf').waitFor()
    const count = async (word: string) => Number(await page.locator('.yq-counts > div', { hasText: word }).locator('dd').innerText())
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText('试读结果（尚未保存）').waitFor()
    expect([await count('数据行'), await count('新增'), await count('有误未收')]).toEqual([4, 2, 2])
    const problems = await page.locator('.yq-table tbody tr').allInnerTexts()
    expect(problems.some((line) => line.includes('name'))).toBe(true)
    expect(problems.some((line) => line.includes('beds') && line.includes('-5'))).toBe(true)
    await page.getByRole('button', { name: '正式导入 2 行' }).click()
    await page.getByText('导入结果').waitFor()
    expect(await count('新增')).toBe(2)
    await page.getByRole('button', { name: '换一个文件' }).click()
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText('试读结果（尚未保存）').waitFor()
    expect([await count('新增'), await count('无变化')]).toEqual([0, 2])
    expect(await page.getByRole('button', { name: '正式导入 0 行' }).isDisabled()).toBe(true)

    await open('/orgs/duplicates')
    await settled(page)
    const pair = page.locator('.yq-sheet', { hasText: '合成甲护理院有限公司' })
    await pair
      .locator('.yq-pair > div')
      .filter({ has: page.getByRole('link', { name: '合成甲护理院', exact: true }) })
      .getByRole('button')
      .click()
    await pair.waitFor({ state: 'detached' })
    await open('/orgs/institutions')
    await settled(page)
    await page.locator('[data-search] input').fill('合成甲')
    await page.locator('tbody tr').filter({ hasNotText: '合成甲' }).first().waitFor({ state: 'detached' })
    const rows = await page.locator('tbody tr').allInnerTexts()
    expect(rows.filter((row) => !row.includes('已并入他条'))).toHaveLength(1)
  },
)

journey('the map shows the outline and the points of the list, and says how many have none', async (someone) => {
  const { page } = await someone('专班', '/orgs/institutions')
  await settled(page)
  const canvas = page.locator('.yq-map-canvas canvas')
  await canvas.waitFor()
  const label = (await page.locator('.yq-map-canvas').getAttribute('aria-label')) ?? ''
  const points = Number(/\d+/.exec(label)?.[0])
  expect(points).toBeGreaterThan(0)
  const total = Number(/共 (\d+) 条/.exec(await page.locator('.yq-list-foot').innerText())?.[1])
  const without = Number(
    /\d+/.exec((await page.locator('.yq-map-note').count()) > 0 ? await page.locator('.yq-map-note').innerText() : '0')?.[0],
  )
  expect(points + without).toBe(total)
  await page.getByRole('button', { name: '全区' }).click()
  // the drawing is not blank: a picture of it is larger than that of an empty sheet of its size
  await expect.poll(async () => (await canvas.screenshot()).length, { timeout: 10_000 }).toBeGreaterThan(4000)
})
