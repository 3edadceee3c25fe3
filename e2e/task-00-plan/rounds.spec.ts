import { expect, inject } from 'vitest'
import { journey } from '../journey.ts'
import { choose, settled } from '../visit.ts'

journey(
  'an evaluation round: frozen, figures opened to their rows, a self-report with a typed figure accepted, reviewed, signed by name, never edited after',
  async (someone) => {
    const picture = async (page: Awaited<ReturnType<typeof someone>>['page'], name: string) => {
      const folder = process.env['E2E_PICTURES']
      if (folder !== undefined) await page.screenshot({ path: `${folder}/round-${name}.png`, fullPage: true })
    }
    const group = await someone('专班', '/plan/rounds')
    await settled(group.page)
    await picture(group.page, 'none')
    await group.page.getByRole('button', { name: '开启评估' }).first().click()
    const dialog = group.page.getByRole('dialog')
    await choose(group.page, dialog.getByLabel('阶段'), /2025|2027/)
    await picture(group.page, 'open')
    await dialog.getByRole('button', { name: '开启评估' }).click()
    await group.page.waitForURL(/\/plan\/rounds\/[0-9a-f-]{36}/)
    const path = new URL(group.page.url()).pathname
    await group.page.getByRole('button', { name: '冻结数据' }).click()
    await group.page.getByRole('dialog').getByRole('button', { name: '冻结数据' }).click()
    await group.page.getByRole('heading', { name: '评估结果' }).waitFor({ timeout: 90_000 })
    await settled(group.page)
    await picture(group.page, 'frozen')

    // rows of a decomposition, and so figures, belong to the official plan only
    if (!inject('officialPlan')) return
    // every figure opens its rows, and is what was frozen
    await group.page.getByText('全部冻结数值').click()
    const line = group.page.locator('.yq-round-figures').getByRole('row', { name: /^5\.1\.2 / })
    const code = await line.getByRole('button').innerText()
    expect(code).toMatch(/^R-[0-9a-z]{8}$/)
    await line.getByRole('button').click()
    await group.page.getByText('记录指纹').waitFor()
    expect(await group.page.locator('.ant-drawer tbody tr').count()).toBeGreaterThan(0)
    await settled(group.page)
    await picture(group.page, 'rows')

    const unit = await someone('镇街经办', path)
    await settled(unit.page)
    await unit.page.getByRole('button', { name: '撰写自评' }).click()
    const form = unit.page.getByRole('dialog')
    await form.getByLabel('正文').fill('职责认领 {{5.1.2}}，另有 3 家机构在谈（合成）')
    await form.getByRole('button', { name: '撰写自评' }).click()
    await unit.page.getByText('没有出处的数字：3 家').first().waitFor()
    // a town writes; it neither reviews nor signs
    expect(await unit.page.getByRole('button', { name: /结束评审|签发报告|冻结数据/ }).count()).toBe(0)

    const checker = await someone('统计员', path)
    await settled(checker.page)
    await checker.page.getByRole('button', { name: '公布种子指纹' }).click()
    await checker.page.getByText('抽取后公布').waitFor()
    await checker.page.getByRole('button', { name: '认可手写数字' }).click()
    await checker.page.getByRole('dialog').getByLabel('理由').fill('已电话核实（合成）')
    await checker.page.getByRole('dialog').getByRole('button', { name: '认可手写数字' }).click()
    await checker.page.getByText(/手写数字已由/).waitFor()
    await checker.page.getByRole('button', { name: '提出意见' }).click()
    await checker.page.getByRole('dialog').getByLabel('意见').fill('释义未定的词语应当先定（合成）')
    await checker.page.getByRole('dialog').getByRole('button', { name: '提出意见' }).click()
    await checker.page.getByText('释义未定的词语应当先定（合成）').first().waitFor()
    await picture(checker.page, 'review')
    await checker.page.getByRole('button', { name: '结束评审' }).click()
    await checker.page.getByRole('dialog').getByRole('button', { name: '结束评审' }).click()
    await checker.page.getByText('评审已结束').first().waitFor()

    const leader = await someone('区领导', path)
    await settled(leader.page)
    await leader.page.getByRole('button', { name: '签发报告' }).click()
    const sign = leader.page.getByRole('dialog')
    expect(await sign.getByRole('button', { name: '签发报告' }).isDisabled()).toBe(true)
    for (const box of await sign.getByRole('checkbox').all()) await box.check()
    await sign.getByLabel('报告文号').fill('合成评〔2026〕1号')
    await picture(leader.page, 'sign')
    await sign.getByRole('button', { name: '签发报告' }).click()
    await leader.page.getByText(/点名未报送/).waitFor()
    const coming = leader.page.waitForEvent('download')
    await leader.page.getByRole('button', { name: 'Word', exact: true }).click()
    expect((await coming).suggestedFilename()).toMatch(/\.docx$/)
    await leader.page.getByRole('button', { name: '核对清单' }).click()
    await leader.page.getByText(/一致：\d+ 个数值按记录重算/).waitFor({ timeout: 50_000 })
    await settled(leader.page)
    await picture(leader.page, 'signed')
    await unit.page.reload()
    await settled(unit.page)
    expect(await unit.page.getByRole('button', { name: '撰写自评' }).count()).toBe(0)
  },
  200_000,
)
