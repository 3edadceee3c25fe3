import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { type District, fictionalPlan, openDistrict } from './open-district.ts'
import { ask, connectDevice, type PlacedHome, placeHome, send } from './task-04-watch/place-home.ts'
import { settled, type Visit, visit } from './visit.ts'

const root = resolve(import.meta.dirname, '..')
/** Homes with devices; a power cut takes all of them at once. */
const homes = 400

/** The desk in calm and in storm, the sheet of one alarm, and the telephone of who was called to it. */
export async function takeWatch(browser: Browser, keep: (person: Visit, name: string) => Promise<unknown>): Promise<void> {
  const district = await openDistrict({ elders: 900, planFile: fictionalPlan })
  try {
    const desk = await visit(browser, district.address)
    await desk.enter('值守员', '/watch/desk')
    await desk.page.locator('[data-line=open]').waitFor()
    await desk.page.locator('[data-bar=sound]').click()
    await settled(desk.page)
    await keep(desk, '22-desk-calm')
    const home = await callOut(browser, district, desk, keep)
    await storm(district, desk, home, () => keep(desk, '23-desk-storm'))
    await desk.end()
  } finally {
    await district.close()
  }
}

/** A press, claimed and called out: the operator's sheet, then the responder's telephone. */
async function callOut(
  browser: Browser,
  { address, mqtt }: District,
  desk: Visit,
  keep: (person: Visit, name: string) => Promise<unknown>,
): Promise<PlacedHome> {
  const responder = await visit(browser, address)
  await responder.enter('响应人员')
  const { session } = await ask<{ session: { accountId: string; posts: readonly { area: string }[] } }>(
    responder.context,
    address,
    'access.get-session',
    {},
  )
  const home = await placeHome(desk.context, address, {
    name: '合成守护一户',
    responder: session.accountId,
    under: session.posts[0]?.area ?? null,
  })
  const device = await connectDevice(mqtt, home)
  await send(device, home.source, '1', ['sos'])
  await device.endAsync()
  await desk.page.locator('.yq-alarm', { hasText: home.elderName }).click()
  await desk.page.keyboard.press('c')
  await desk.page.locator('.yq-alarm-mine').waitFor()
  await desk.page.keyboard.press('n')
  await desk.page.locator('[data-callout=asked]').waitFor()
  await settled(desk.page)
  await keep(desk, '24-sheet')
  await responder.page.setViewportSize({ width: 390, height: 844 })
  await responder.page.goto(`${address}/watch/responder`)
  await responder.page.locator('.yq-responder-card').waitFor()
  await keep(responder, '25-responder')
  await responder.end()
  return home
}

/** Every home loses its power at once, and a few people press in it. */
async function storm({ dataFolder, mqtt }: District, desk: Visit, home: PlacedHome, keep: () => Promise<unknown>): Promise<void> {
  const live = runDevices(dataFolder, mqtt)
  try {
    await desk.page.locator('.yq-alarm-homes').first().waitFor({ timeout: 240_000 })
    const device = await connectDevice(mqtt, home)
    await send(device, home.source, '2', ['sos'])
    await device.endAsync()
    await desk.page.waitForTimeout(8000)
    await keep()
  } finally {
    live.kill('SIGINT')
    await new Promise((done) => (live.exitCode === null ? live.once('exit', done) : done(null)))
  }
}

function runDevices(dataFolder: string, mqtt: number): ChildProcess {
  const args = ['sim', 'devices', '--homes', String(homes), '--minutes', '6', '--speed', '30', '--storm']
  const live = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'apps/cli/main.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'] ?? '',
      YINQIAO_ROOT: root,
      YINQIAO_DATA: dataFolder,
      MQTT_PORT: String(mqtt),
      PUSH_PORT: 'off',
      TERMINAL_PORTS: 'off',
    },
  })
  process.once('exit', () => live.kill('SIGINT'))
  return live
}
