import { chromium } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { findings } from '../axe/look.ts'
import { here } from '../here.ts'
import { journey } from '../journey.ts'
import { openLine } from '../open-line.ts'
import { type Visit, visit } from '../visit.ts'
import { ask, connectDevice, placeHome, send } from './place-home.ts'

const rowOf = ({ page }: Visit, name: string) => page.locator('.yq-alarm', { hasText: name })

/** Two homes whose pendants were pressed, both claimed by this desk by a click and `c`. */
async function twoClaimed(desk: Visit, nth: number) {
  const address = here().address
  const homes = []
  for (const at of [0, 1]) {
    const home = await placeHome(desk.context, address, { name: `合成手边${nth + at}户`, nth: nth + at })
    const device = await connectDevice(here().mqtt, home)
    await send(device, home.source, '1', ['sos'])
    await device.endAsync()
    await rowOf(desk, home.elderName).click()
    await desk.page.locator('.yq-alarm-sheet h2', { hasText: home.elderName }).waitFor()
    await desk.page.keyboard.press('c')
    await desk.page.locator('.yq-alarm-mine', { hasText: home.elderName }).waitFor()
    homes.push(home)
  }
  return homes
}

journey(
  'what one does is done to the alarm one looks at; nothing that was written is lost; a key held down is one press',
  async (someone) => {
    const desk = await someone('值守员', '/watch/desk')
    const { page } = desk
    const [first, second] = await twoClaimed(desk, 8)
    if (first === undefined || second === undefined) throw new Error('two homes')
    const sheet = page.locator('.yq-alarm-sheet')
    const numberOf = async (name: string) => rowOf(desk, name).getAttribute('data-alarm')

    // a note half written, another alarm looked at meanwhile
    await rowOf(desk, first.elderName).click()
    await sheet.locator('h2', { hasText: first.elderName }).waitFor()
    const note = sheet.locator('[data-note] input, input[data-note]')
    await note.fill('女儿说老人在')
    await rowOf(desk, second.elderName).click()
    await sheet.locator('h2', { hasText: second.elderName }).waitFor()
    expect(await note.inputValue()).toBe('')
    await rowOf(desk, first.elderName).click()
    await sheet.locator('h2', { hasText: first.elderName }).waitFor()
    expect(await note.inputValue()).toBe('女儿说老人在')

    // the cursor moves to the other; the sheet that is open is still the first's, and so is its button
    await page.locator('.yq-alarms').focus()
    const away = Number(await numberOf(first.elderName)) < Number(await numberOf(second.elderName)) ? 'j' : 'k'
    for (let step = 0; step < 60 && (await page.locator('.yq-alarm-at', { hasText: second.elderName }).count()) === 0; step++)
      await page.keyboard.press(away)
    await page.locator('.yq-alarm-at', { hasText: second.elderName }).waitFor()
    await sheet.getByRole('button', { name: /^结案/ }).click()
    const dialog = page.getByRole('dialog', { name: /结案/ })
    await dialog.waitFor()
    expect(await dialog.locator('.ant-modal-title').textContent()).toContain(await numberOf(first.elderName))
    await dialog.getByLabel('说明').fill('坐下时碰到')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await sheet.getByRole('button', { name: /^结案/ }).click()
    await dialog.waitFor()
    expect(await dialog.getByLabel('说明').inputValue()).toBe('坐下时碰到')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })

    // the cursor still stands on the second: what is written by keyboard goes to its sheet
    await page.locator('.yq-alarms').focus()
    await page.keyboard.press('m')
    await sheet.locator('h2', { hasText: second.elderName }).waitFor()
    await page.locator('input:focus[data-note], [data-note] input:focus').waitFor()
    await page.keyboard.press('Tab')

    // a box just ticked has the focus: the keys go on
    await page.getByRole('checkbox', { name: '我是值守长' }).click()
    await page.keyboard.press('End')
    await page.waitForTimeout(200)
    expect(await page.locator('.yq-alarm-at').getAttribute('aria-posinset')).toBe(
      await page.locator('.yq-alarm-at').getAttribute('aria-setsize'),
    )
    await page.keyboard.press('Home')
    await page.locator('.yq-alarm-at[aria-posinset="1"]').waitFor({ timeout: 2_000 })
    await page.getByRole('checkbox', { name: '我是值守长' }).click()
    await rowOf(desk, second.elderName).click()
    await sheet.locator('h2', { hasText: second.elderName }).waitFor()

    // held for a second: the browser repeats the key
    await page.locator('.yq-alarms').focus()
    for (let repeat = 0; repeat < 6; repeat++) {
      await page.keyboard.down('n')
      await page.waitForTimeout(250)
    }
    await page.keyboard.up('n')
    await sheet.locator('[data-callout=asked]').first().waitFor()
    expect(await sheet.locator('[data-callout]').count()).toBe(1)
  },
  90_000,
)

// e2e/axe looks at pages as they open; what opens on them is looked at here
journey(
  'the dialogs of the desk pass axe: claim from another, put off, close, raise, keys',
  async (someone) => {
    const desk = await someone('值守员', '/watch/desk')
    const { page } = desk
    const [first, second] = await twoClaimed(desk, 26)
    if (first === undefined || second === undefined) throw new Error('two homes')
    const found: string[] = []
    const look = async (dialog: string, open: () => Promise<unknown>) => {
      await open()
      await page.locator('.ant-modal').last().waitFor()
      await page.waitForTimeout(250)
      found.push(...(await findings(page, dialog, 'body')))
      await page.keyboard.press('Escape')
      await page.locator('.ant-modal').last().waitFor({ state: 'hidden' })
    }
    await look('put off', () => page.keyboard.press('s'))
    await look('close', () => page.keyboard.press('x'))
    await look('keys', () => page.keyboard.press('?'))
    await look('raise', () => page.getByRole('button', { name: '人工报警' }).click())
    const other = await someone()
    const { demo } = await ask<{ demo: readonly { accountId: string; name: string }[] }>(
      other.context,
      here().address,
      'access.get-session',
      {},
    )
    await ask(other.context, here().address, 'access.enter-demo', {
      accountId: demo.find(({ name }) => name.endsWith('值守员乙'))?.accountId,
    })
    const { rows } = await ask<{ rows: readonly { id: string; homeName: string | null; homeId: string | null }[] }>(
      other.context,
      here().address,
      'watch.list-open-alarms',
      {},
    )
    await ask(other.context, here().address, 'watch.claim-alarm', {
      id: rows.find(({ homeId }) => homeId === second.homeId)?.id,
      takeOver: true,
    })
    await rowOf(desk, second.elderName).locator('text=值守员乙').waitFor()
    await page.locator('.yq-alarms').focus()
    await look('take over', () => page.keyboard.press('c'))
    expect(found).toEqual([])
  },
  90_000,
)

journey(
  'a session that ends while the desk is open is not silent: the tab says so until somebody is there',
  async (someone) => {
    const desk = await someone('值守员', '/watch/desk')
    const { page, context } = desk
    await page.locator('[data-line=open]').waitFor()
    await page.locator('[data-bar=sound]').click()
    await page.locator('[data-sound=true]').waitFor()
    const { rows } = await ask<{ rows: readonly { id: string; current: boolean }[] }>(
      context,
      here().address,
      'access.list-own-sessions',
      {},
    )
    for (const { id, current } of rows) if (current) await ask(context, here().address, 'access.end-own-session', { sessionId: id })
    await page.locator('.yq-gate').waitFor({ timeout: 15_000 })
    await expect.poll(() => page.title(), { timeout: 5_000, interval: 200 }).toContain('●')
    await page.mouse.click(5, 5)
    await expect.poll(() => page.title(), { timeout: 5_000, interval: 200 }).not.toContain('●')
    await page.waitForTimeout(2_500)
    expect(await page.title()).not.toContain('●')
  },
  60_000,
)

test('a desk whose first question is not answered asks again soon, and one that is off line says at once that an act failed', async () => {
  const browser = await chromium.connect(inject('browser'))
  try {
    const desk = await visit(browser, here().address)
    await desk.enter('值守员')
    const home = await placeHome(desk.context, here().address, { name: '合成手边二十户', nth: 20 })
    const device = await connectDevice(here().mqtt, home)
    await send(device, home.source, '1', ['sos'])
    await device.endAsync()
    let asked = 0
    await desk.page.route('**/api/watch/list-open-alarms', async (route) => (++asked <= 2 ? route.abort() : route.continue()))
    await desk.page.goto(`${here().address}/watch/desk`)
    await rowOf(desk, home.elderName).waitFor({ timeout: 20_000 })
    await rowOf(desk, home.elderName).click()
    await desk.page.locator('.yq-alarm-sheet h2', { hasText: home.elderName }).waitFor()

    await desk.context.setOffline(true)
    await desk.page.keyboard.press('c')
    await desk.page.locator('.ant-notification-notice', { hasText: '网络' }).waitFor({ timeout: 10_000 })
    await desk.context.setOffline(false)
    await desk.page.waitForTimeout(2_000)
    expect(await desk.page.locator('.yq-alarm-mine', { hasText: home.elderName }).count()).toBe(0)
  } finally {
    await browser.close()
  }
}, 90_000)

test('a wall whose line is cut says that its figures are old', async () => {
  const browser = await chromium.connect(inject('browser'))
  const line = await openLine(here().address)
  try {
    const wall = await visit(browser, line.address)
    await wall.enter('区级部门经办')
    // a screen whose clock is an hour behind
    await wall.page.addInitScript('const here = Date.now.bind(Date); Date.now = () => here() - 3_600_000')
    await wall.page.goto(`${line.address}/wall`)
    await wall.page.getByRole('button', { name: '守护' }).click()
    await wall.page.locator('.yq-watchwall-levels').waitFor()
    expect(await wall.page.locator('[data-old]').count()).toBe(0)
    // who passes by reads what happened, and neither whose home it is nor what was said of a person
    const operator = await visit(browser, here().address)
    await operator.enter('值守员')
    const { rows } = await ask<{ rows: readonly { id: string; openAlarms: number }[] }>(
      operator.context,
      here().address,
      'watch.list-homes',
      {
        limit: 100,
      },
    )
    const words = { homeId: rows.findLast(({ openAlarms }) => openAlarms === 0)?.id, cause: 'person', said: '阿婆（合成）摔倒' }
    const raised = await ask<{ id: string }>(operator.context, here().address, 'watch.raise-alarm', words)
    // the wall shows the first eight, and journeys before this one may have left as many
    const asked = '**/api/watch/list-open-alarms'
    await wall.page.route(asked, async (route) => {
      const answer = await route.fetch()
      const told = (await answer.json()) as { rows: readonly { id: string }[] }
      await route.fulfill({ response: answer, json: { ...told, rows: told.rows.filter(({ id }) => id === raised.id) } })
    })
    await wall.page.getByText('人工报警').first().waitFor()
    expect(await wall.page.locator('main').textContent()).not.toContain('阿婆')
    await wall.page.unroute(asked)
    const waited = wall.page.locator('.yq-watchwall-list time').first()
    await expect.poll(() => waited.textContent(), { timeout: 5_000 }).not.toBe('0 秒')
    line.cut()
    await wall.page.locator('[data-old]').first().waitFor({ timeout: 30_000 })
    line.mend()
    await expect.poll(() => wall.page.locator('[data-old]').count(), { timeout: 30_000 }).toBe(0)
  } finally {
    await browser.close()
    await line.close()
  }
}, 90_000)
