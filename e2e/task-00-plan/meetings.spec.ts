import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from '../journey.ts'
import { choose, settled } from '../visit.ts'

/** Presses what makes a file and gives the file. */
async function fileOf(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: button, exact: true }).click()
  const file = await coming
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk))
  return { name: file.suggestedFilename(), bytes: Buffer.concat(chunks) }
}

journey(
  'a meeting: agenda ordered by keyboard, called with a calendar file, held, minutes signed, decision owed and closed',
  async (someone) => {
    const { page, open } = await someone('专班', '/plan/meetings')
    await settled(page)
    await page.getByRole('button', { name: '拟议会议' }).first().click()
    const draft = page.getByRole('dialog')
    await draft.getByLabel('名称').fill('合成推进会')
    await draft.getByRole('button', { name: '拟议会议' }).click()
    await page.getByRole('heading', { level: 1, name: '合成推进会' }).waitFor()

    const first = page.getByRole('textbox', { name: /^议题 \d+$/ })
    const before = await first.count()
    for (const title of ['听取进展（合成）', '研究口径（合成）']) {
      await page.getByRole('button', { name: '添加议题' }).click()
      await first.last().fill(title)
    }
    await first.last().press('Alt+ArrowUp')
    await expect.poll(() => first.nth(before).inputValue()).toBe('研究口径（合成）')
    await page.getByRole('button', { name: '保存议程' }).click()
    await page.getByText('议程已保存').first().waitFor()

    await page.getByRole('button', { name: '发出通知' }).click()
    const call = page.getByRole('dialog')
    await call.getByRole('button', { name: '全部有职责的单位' }).click()
    await call.getByRole('button', { name: '发出通知' }).click()
    await page.getByText('已通知，可下载日历文件').first().waitFor()
    const calendar = await fileOf(page, '日历文件')
    expect(calendar.name).toBe('合成推进会.ics')
    expect(calendar.bytes.toString()).toContain('METHOD:REQUEST')
    expect((await fileOf(page, '会议材料 Word')).bytes.subarray(0, 2).toString()).toBe('PK')
    expect((await fileOf(page, 'PDF')).bytes.subarray(0, 5).toString()).toBe('%PDF-')

    await page.getByRole('button', { name: '登记召开' }).click()
    const hold = page.getByRole('dialog')
    await hold.getByRole('button', { name: '全部到会' }).click()
    await hold.getByRole('button', { name: '登记召开' }).click()
    await page.getByText('已登记召开').first().waitFor()

    await page.getByLabel('纪要正文').fill('会议听取了进展（合成），决定按月报送。')
    await page.getByRole('button', { name: '保存纪要' }).click()
    await page.getByRole('button', { name: /^签\s?发$/ }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^签\s?发$/ })
      .click()
    await page.getByText('已签发，修改另成新版本').waitFor()

    await page.getByRole('button', { name: '作出决议' }).click()
    const decide = page.getByRole('dialog', { name: '作出决议' })
    await decide.getByRole('button', { name: '作出决议' }).click()
    await expect.poll(() => decide.locator('.ant-form-item-explain-error').count()).toBe(3)
    await decide.getByLabel('决议内容').fill('每月五日前报送进展（合成）')
    await choose(page, decide.getByLabel('承办单位'), /区民政局/, '区民政局')
    await decide.getByLabel('期限').fill('2027-12-31')
    await page.keyboard.press('Tab')
    await decide.getByRole('button', { name: '作出决议' }).click()
    await decide.waitFor({ state: 'detached' })

    await open('/plan/decisions')
    await settled(page)
    const row = page.getByRole('row', { name: /每月五日前报送进展（合成）/ })
    await row.getByRole('button', { name: /^办\s?结$/ }).click()
    const close = page.getByRole('dialog')
    await close.getByLabel('凭据种类').fill('报送记录')
    await close.getByLabel('凭据编号').fill('合成-1')
    await close.getByRole('button', { name: /^办\s?结$/ }).click()
    await row.getByText('按期办结').waitFor()
    await expect.poll(() => row.innerText()).toContain('凭报送记录 合成-1')
  },
)
