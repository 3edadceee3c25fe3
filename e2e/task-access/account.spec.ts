import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { here } from '../here.ts'
import { openServer } from '@yinqiao/kernel/server'
import { Client } from 'pg'
import { journey } from '../journey.ts'
import { choose, settled } from '../visit.ts'

const username = 'heyi'
const own = 'Ginkgo-Leaf-2026'
const later = 'Ginkgo-Leaf-2027'

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  const answered = page.waitForResponse((response) => response.url().includes('sign-in'))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await answered
}

journey(
  'an account is made, granted, bound to an authenticator, locked and unlocked; a new password ends the other sign-ins',
  async (someone) => {
    const system = await someone('系统管理员', '/access/accounts')
    await system.page.getByRole('button', { name: '建立账号' }).click()
    const form = system.page.getByRole('dialog')
    await form.getByLabel('账号名').fill('X')
    await form.getByLabel('姓名').fill('合成经办')
    await form.getByRole('button', { name: '建立账号' }).click()
    await form.locator('.ant-form-item-explain-error').first().waitFor()
    await form.getByLabel('账号名').fill(username)
    await form.getByRole('button', { name: '建立账号' }).click()
    const oneTime = await system.page.locator('.yq-one-time').innerText()
    await system.page.getByRole('button', { name: '我已记下' }).click()
    expect(await system.page.content()).not.toContain(oneTime)

    const person = await someone()
    await signIn(person.page, oneTime)
    await person.page.getByRole('alert').getByText('岗位').waitFor()

    const security = await someone('安全管理员', '/access/accounts')
    await security.page.getByRole('link', { name: username }).click()
    await security.page.getByRole('button', { name: '授予岗位' }).click()
    const grant = security.page.getByRole('dialog')
    await choose(security.page, grant.getByLabel('岗位角色'), '镇街经办')
    await choose(security.page, grant.getByLabel('管辖区划'), /（320507001）/, '320507001')
    await grant.getByRole('button', { name: '授予岗位' }).click()
    await security.page.locator('.yq-posts li', { hasText: '镇街经办' }).waitFor()

    await person.open('/')
    await signIn(person.page, oneTime)
    const secret = (await person.page.locator('.yq-secret').innerText()).replaceAll(' ', '')
    await person.page.getByLabel('6 位动态口令').fill(generateSync({ secret }))
    await person.page.getByRole('button', { name: '登录', exact: true }).click()
    // nothing opens before an own password is set
    await person.page.getByRole('heading', { name: '请先设置自己的口令' }).waitFor()
    await person.page.getByLabel('现用口令').fill(oneTime)
    await person.page.getByLabel('新口令', { exact: true }).fill('password')
    await person.page.getByLabel('再输入一次新口令').fill('password')
    await person.page.getByRole('button', { name: '修改口令' }).click()
    await person.page.locator('.ant-form-item-explain-error').first().waitFor()
    await person.page.getByLabel('新口令', { exact: true }).fill(own)
    await person.page.getByLabel('再输入一次新口令').fill(own)
    await person.page.getByRole('button', { name: '修改口令' }).click()
    await person.page.getByRole('heading', { name: /合成经办/ }).waitFor()

    const elsewhere = await someone()
    await signIn(elsewhere.page, own)
    // a code serves once: the next one, half a minute early, is within the allowed error of clocks
    await elsewhere.page.getByLabel('6 位动态口令').fill(generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 }))
    await elsewhere.page.getByRole('button', { name: '登录', exact: true }).click()
    await elsewhere.page.getByRole('heading', { name: /合成经办/ }).waitFor()

    await person.open('/access/me')
    await settled(person.page)
    await expect.poll(() => person.page.locator('tbody tr').count(), { timeout: 10_000 }).toBe(2)
    await person.page.getByLabel('现用口令').fill(own)
    await person.page.getByLabel('新口令', { exact: true }).fill(later)
    await person.page.getByLabel('再输入一次新口令').fill(later)
    await person.page.getByRole('button', { name: '修改口令' }).click()
    await person.page.locator('tbody tr').nth(1).waitFor({ state: 'detached' })
    await elsewhere.page.getByRole('link', { name: '老人档案' }).first().click()
    await elsewhere.page.getByLabel('用户名').waitFor()

    for (let attempt = 0; attempt < 5; attempt++) {
      await signIn(elsewhere.page, `wrong-${attempt}`)
      await elsewhere.page.getByRole('alert').waitFor()
    }
    await signIn(elsewhere.page, later)
    await elsewhere.page.getByRole('alert').getByText(/锁定/).waitFor()
    await security.open('/access/accounts')
    await security.page.getByRole('link', { name: username }).click()
    await security.page.getByText(/锁定至/).waitFor()
    await security.page.getByRole('button', { name: '解锁' }).click()
    await security.page.getByText(/锁定至/).waitFor({ state: 'detached' })
    await signIn(elsewhere.page, later)
    await elsewhere.page.getByLabel('6 位动态口令').waitFor()

    await person.page.locator('.yq-who').click()
    await person.page.getByRole('menuitem', { name: '退出登录' }).click()
    await person.page.getByLabel('用户名').waitFor()
  },
)

journey('one person of two units switches posts and sees what that post sees; the language stays as chosen', async (someone) => {
  const { page, open } = await someone('镇街经办', '/people/elders')
  await settled(page)
  const total = async () => Number(/共 ([\d,]+) 条/.exec(await page.locator('.yq-list-foot').innerText())?.[1]?.replaceAll(',', ''))
  const ofTown = await total()
  await page.locator('.yq-who').click()
  await page.getByRole('menuitem', { name: /区级部门经办/ }).click()
  await page.locator('.yq-who-post', { hasText: '区级部门经办' }).waitFor()
  await page.getByRole('link', { name: '老人档案' }).first().click()
  await settled(page)
  expect(await total()).toBeGreaterThan(ofTown)

  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Elders', level: 1 }).waitFor()
  await open('/orgs/units')
  await page.getByRole('heading', { name: 'Units', level: 1 }).waitFor()
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('heading', { name: '单位', level: 1 }).waitFor()
})

journey('by keyboard alone: in, to the list, to a record', async (someone) => {
  const { page } = await someone()
  const focused = () => page.evaluate<string>('document.activeElement?.textContent ?? ""')
  const tabTo = async (words: RegExp) => {
    for (let presses = 0; presses < 60; presses++) {
      if (words.test(await focused())) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`no way to ${words} by Tab`)
  }
  await tabTo(/^镇街经办/)
  await page.keyboard.press('Enter')
  await page.locator('.yq-roof').waitFor()
  await settled(page)
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await page.getByRole('heading', { name: '老人档案', level: 1 }).waitFor()
  await settled(page)
  const name = await page.locator('tbody a').first().innerText()
  await page.keyboard.press('/')
  await page.keyboard.insertText(name)
  await page.locator('tbody tr').filter({ hasNotText: name }).first().waitFor({ state: 'detached' })
  await tabTo(new RegExp(`^${name}$`))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  expect(await focused()).toBe(name)
})

journey('the audit chain holds; a parked delivery is seen with its reason and put back in the queue', async (someone) => {
  const auditor = await someone('审计管理员', '/access/audit')
  await auditor.page.getByRole('button', { name: '核验审计链' }).click()
  await auditor.page
    .locator('.yq-chain')
    .getByText(/审计链完整：共 \d+ 条/)
    .waitFor()

  const server = await openServer({ dataFolder: here().dataFolder })
  const database = new Client({ connectionString: server.url('yinqiao_owner') })
  await database.connect()
  try {
    const { rows } = await database.query(
      `insert into kernel.event (id, source, type, subject, at, data) values (gen_random_uuid(), 'people', 'people.elder-planted', 'e2e', now(), '{}') returning id`,
    )
    await database.query(
      `insert into kernel.delivery (event_id, listener, state, attempts, reason, changed_at) values ($1, 'people.nobody', 'parked', 10, '合成原因', now())`,
      [rows[0]?.id],
    )
    const system = await someone('系统管理员', '/access/parked')
    const row = system.page.locator('tbody tr', { hasText: 'people.elder-planted' })
    await expect.poll(() => row.innerText(), { timeout: 10_000 }).toContain('合成原因')
    await row.getByRole('button', { name: '重新投递' }).click()
    await row.waitFor({ state: 'detached' })
    // nobody in the program listens under that name, so the queue tries, says so and keeps it
    await expect
      .poll(async () => (await database.query('select state, reason from kernel.delivery where event_id = $1', [rows[0]?.id])).rows[0], {
        timeout: 10_000,
      })
      .toMatchObject({ state: 'waiting', reason: expect.stringContaining('no listener people.nobody') })
    await database.query(`update kernel.delivery set state = 'done' where event_id = $1`, [rows[0]?.id])
  } finally {
    await database.end()
    await server.leave()
  }
})
