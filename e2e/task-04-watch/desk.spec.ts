import { chromium } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { here } from '../here.ts'
import { journey, type Someone } from '../journey.ts'
import { openLine } from '../open-line.ts'
import { type Visit, visit } from '../visit.ts'
import { ask, connectDevice, placeHome, send } from './place-home.ts'

interface Session {
  readonly session: { readonly accountId: string; readonly posts: readonly { readonly area: string }[] }
}

const rowOf = ({ page }: Visit, name: string) => page.locator('.yq-alarm', { hasText: name })
const claimed = ({ page }: Visit, name: string) => page.locator('.yq-alarm-mine', { hasText: name })

/** The desk with its cursor on one alarm, moved by keys alone. */
async function moveTo({ page }: Visit, name: string): Promise<void> {
  await page.keyboard.press('Home')
  for (let step = 0; step < 60; step++) {
    if ((await page.locator('.yq-alarm-at', { hasText: name }).count()) > 0) return
    await page.keyboard.press('j')
  }
  throw new Error(`no line of ${name}`)
}

/** The other operator's desk: the second demo account of that role. */
async function secondOperator(someone: Someone): Promise<Visit> {
  const person = await someone()
  const address = here().address
  const { demo } = await ask<{ demo: readonly { accountId: string; name: string }[] }>(person.context, address, 'access.get-session', {})
  const account = demo.find(({ name }) => name.endsWith('值守员乙'))
  if (account === undefined) throw new Error('no second operator')
  await ask(person.context, address, 'access.enter-demo', { accountId: account.accountId })
  await person.open('/watch/desk')
  await person.page.locator('[data-line=open]').waitFor()
  return person
}

journey(
  'a press over MQTT is on the desk with its sheet, is claimed by keyboard, called out, answered on the telephone and closed by two',
  async (someone) => {
    const first = await someone('值守员', '/watch/desk')
    const second = await secondOperator(someone)
    const responder = await someone('响应人员', '/watch/desk')
    const address = here().address
    const { session } = await ask<Session>(responder.context, address, 'access.get-session', {})
    const home = await placeHome(first.context, address, {
      name: '合成守护一户',
      responder: session.accountId,
      under: session.posts[0]?.area ?? null,
    })
    const device = await connectDevice(here().mqtt, home)
    await send(device, home.source, '1', ['sos'])
    await rowOf(first, home.elderName).waitFor({ timeout: 5_000 })
    await first.page.locator('[data-bar=sound]').click()
    await first.page.locator('[data-sound=true][data-sounding="1"]').waitFor()
    await expect.poll(() => first.page.title(), { timeout: 10_000, interval: 250 }).toContain('1 条待接警')

    await moveTo(first, home.elderName)
    await first.page.keyboard.press('c')
    await claimed(first, home.elderName).waitFor()
    const sheet = first.page.locator('.yq-alarm-sheet')
    for (const fact of ['东门 7788#', '5 楼 502', '物业前台（合成）', '苏州话', '合成邻居', '有钥匙'])
      await sheet.getByText(fact).first().waitFor()
    await sheet.locator('a[href="tel:15400000002"]').waitFor()
    await first.page.locator('[data-sounding="0"]').waitFor()
    // the other desk sees who has it, and cannot close it
    await rowOf(second, home.elderName).locator('text=已接警').waitFor()

    await sheet.getByLabel('能听见吗？请说话或敲一下。').click()
    await sheet.locator('.yq-story li', { hasText: '能听见吗' }).waitFor()
    await first.page.keyboard.press('n')
    await sheet.locator('[data-callout=asked]').waitFor()

    await responder.page.setViewportSize({ width: 360, height: 740 })
    await responder.page.goto(`${address}/watch/responder`)
    const card = responder.page.locator('.yq-responder-card', { hasText: home.elderName })
    for (const fact of ['5 楼 502', '门朝里开，先敲三下', '合成邻居有钥匙，约 2 分钟']) await card.getByText(fact).waitFor()
    await card.locator('a[href="tel:15400000002"]').waitFor()
    expect(await responder.page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    expect(await responder.page.locator('.ant-btn, .yq-roof').count()).toBe(0)
    for (const act of ['接受，马上去', '已到达', '已进门']) await card.getByRole('button', { name: act }).click()
    await sheet.locator('[data-callout=inside]').waitFor({ timeout: 5_000 })
    await rowOf(first, home.elderName).locator('text=已到场').waitFor()

    await first.page.keyboard.press('x')
    const dialog = first.page.getByRole('dialog', { name: /结案/ })
    await dialog.getByText('误报', { exact: true }).click()
    await dialog.getByText('误报须写明原因').waitFor()
    await dialog.getByLabel('说明').fill('坐下时碰到')
    await dialog.getByRole('button', { name: '结案' }).click()
    await sheet.getByText('须由另一人复核').waitFor()
    // the same person may not check their own closing
    await sheet.getByRole('button', { name: '同意结案' }).click()
    await first.page.getByText('结案人与复核人须为两人').first().waitFor()
    await moveTo(second, home.elderName)
    await second.page.keyboard.press('Enter')
    await second.page.getByText('以“误报”结案：坐下时碰到').waitFor()
    await second.page.getByRole('button', { name: '同意结案' }).click()
    await second.page.getByText('演示·值守员乙复核').waitFor()
    await expect.poll(() => rowOf(first, home.elderName).count(), { timeout: 5_000 }).toBe(0)
    await device.endAsync()
  },
  90_000,
)

journey(
  'a desk that is closed loses its claim, and its alarm is offered to the other operator',
  async (someone) => {
    const gone = await someone('值守员', '/watch/desk')
    const home = await placeHome(gone.context, here().address, { name: '合成守护二户', nth: 3 })
    const device = await connectDevice(here().mqtt, home)
    await send(device, home.source, '1', ['sos'])
    await rowOf(gone, home.elderName).waitFor()
    await moveTo(gone, home.elderName)
    await gone.page.keyboard.press('c')
    await claimed(gone, home.elderName).waitFor()
    const other = await secondOperator(someone)
    await rowOf(other, home.elderName).locator('text=已接警').waitFor()
    await gone.end()

    await other.page.locator('.yq-alarm-free', { hasText: home.elderName }).waitFor({ timeout: 25_000 })
    await moveTo(other, home.elderName)
    await other.page.keyboard.press('Enter')
    await other.page.locator('.yq-story li', { hasText: '接警失效，重新派发' }).waitFor()
    await other.page.keyboard.press('c')
    await claimed(other, home.elderName).waitFor()
    const looks = await someone('镇街经办', '/watch/desk')
    await rowOf(looks, home.elderName).or(looks.page.locator('.yq-desk-left .yq-blank')).first().waitFor()
    expect(await looks.page.getByRole('button', { name: '人工报警' }).count()).toBe(0)
    await device.endAsync()
  },
  90_000,
)

test('a line that is cut is told, the list stays, and what happened meanwhile is told when it stands again', async () => {
  const browser = await chromium.connect(inject('browser'))
  const line = await openLine(here().address)
  try {
    const desk = await visit(browser, line.address)
    await desk.enter('值守员', '/watch/desk')
    const before = await placeHome(desk.context, here().address, { name: '合成守护三户', nth: 5 })
    const later = await placeHome(desk.context, here().address, { name: '合成守护四户', nth: 6 })
    const devices = [await connectDevice(here().mqtt, before), await connectDevice(here().mqtt, later)] as const
    await send(devices[0], before.source, '1', ['sos'])
    await rowOf(desk, before.elderName).waitFor()

    line.cut()
    await desk.page.locator('[data-bar=cut]').waitFor({ timeout: 20_000 })
    await expect.poll(() => desk.page.title(), { timeout: 5_000, interval: 200 }).toContain('连接中断')
    await rowOf(desk, before.elderName).waitFor()
    await send(devices[1], later.source, '1', ['sos'])
    line.mend()
    const missed = desk.page.locator('[data-bar=meanwhile]')
    await missed.getByText('断线期间：1 条新告警').waitFor({ timeout: 20_000 })
    await missed.getByText(later.elderName).click()
    await desk.page.locator('.yq-alarm-sheet h2', { hasText: later.elderName }).waitFor()
    expect(await desk.page.locator('[data-bar=cut]').count()).toBe(0)
    await Promise.all(devices.map((device) => device.endAsync()))
  } finally {
    await browser.close()
    await line.close()
  }
}, 90_000)
