import type { BrowserContext } from 'playwright-core'
import { expect } from 'vitest'
import { here } from '../here.ts'
import { journey } from '../journey.ts'
import { ask, connectDevice } from './place-home.ts'

interface Session {
  readonly session: { readonly posts: readonly { readonly area: string }[] }
}
interface Home {
  readonly id: string
  readonly divisionCode: string
  readonly members: readonly { readonly elderId: string; readonly name: string }[]
  readonly devices: readonly {
    readonly id: string
    readonly holder: { readonly bindingId: string; readonly elderId: string | null } | null
  }[]
}

/** A home of the town in which one person lives and nothing is going on. */
async function findHome(context: BrowserContext, address: string, under: string | null): Promise<Home> {
  const { rows } = await ask<{ rows: { id: string; members: string[]; openAlarms: number }[] }>(context, address, 'watch.list-homes', {
    under,
    limit: 100,
  })
  const quiet = rows.findLast(({ members, openAlarms }) => members.length === 1 && openAlarms === 0)
  if (quiet === undefined) throw new Error('no home of one person without an alarm')
  return ask<Home>(context, address, 'watch.get-home', { id: quiet.id })
}

journey(
  'a wish that readings be erased is taken in by one, decided by another, carried out and told in numbers',
  async (someone) => {
    const address = here().address
    const asked = await someone('区级部门经办', '/watch/homes')
    const decides = await someone('镇街经办', '/watch/erasures')
    const { session } = await ask<Session>(decides.context, address, 'access.get-session', {})
    const home = await findHome(asked.context, address, session.posts[0]?.area ?? null)
    const [person] = home.members
    if (person === undefined) throw new Error('nobody lives there')
    const registered = await ask<{ id: string; source: string; secret: string }>(asked.context, address, 'watch.register-device', {
      kind: 'wearable',
      vendor: null,
      model: null,
      gatewayId: null,
      silenceMinutes: null,
      testDays: null,
      protocol: 'own',
      serial: `E2E${crypto.randomUUID().slice(0, 12)}`,
      divisionCode: home.divisionCode,
      withSecret: true,
    })
    await ask(asked.context, address, 'watch.bind-device', {
      homeId: home.id,
      elderId: person.elderId,
      room: null,
      deviceId: registered.id,
    })
    const device = await connectDevice(here().mqtt, registered)
    await device.publishAsync(`up/${registered.source}`, JSON.stringify({ id: '1', readings: { 'heart-rate': 72 } }), { qos: 1 })
    await device.endAsync()

    await asked.open(`/watch/homes/${home.id}`)
    const wish = async () => {
      await asked.page.getByRole('button', { name: `申请删除读数 · ${person.name}` }).click()
      const dialog = asked.page.getByRole('dialog')
      await dialog.getByLabel('谁要求、为何').fill('本人到窗口要求，已核实身份')
      await dialog.getByRole('button', { name: '申请删除读数' }).click()
      return dialog
    }
    // while the device is bound the wish is refused, with what to do
    const refused = await wish()
    await refused.getByText('请先解绑').first().waitFor()
    await refused.getByRole('button', { name: '取消' }).click()
    const { devices } = await ask<Home>(asked.context, address, 'watch.get-home', { id: home.id })
    for (const { id: deviceId, holder } of devices)
      if (holder?.elderId === person.elderId)
        await ask(asked.context, address, 'watch.end-binding', { deviceId, bindingId: holder.bindingId, why: '不再使用' })
    await wish()
    await asked.page.getByText('已保存').first().waitFor()
    await asked.open('/watch/erasures')
    await asked.page.locator('tr', { hasText: person.name }).getByText('本人受理，须另一人决定').waitFor()

    await decides.open('/watch/erasures')
    const row = decides.page.locator('tr', { hasText: person.name })
    await row.getByRole('button', { name: '决定' }).click()
    const dialog = decides.page.getByRole('dialog')
    await dialog.getByText('同意删除', { exact: true }).click()
    await dialog.getByLabel('说明').fill('符合，准予删除')
    await dialog.getByRole('button', { name: '决定' }).click()
    // not before it was said that it cannot be undone
    await dialog.locator('.ant-form-item-explain-error', { hasText: '知道不能恢复' }).waitFor()
    await dialog.getByRole('checkbox').check()
    await dialog.getByRole('button', { name: '决定' }).click()
    await decides.page.getByText('已保存').first().waitFor()
    await expect
      .poll(
        async () => {
          await decides.open('/watch/erasures')
          return row.getByText('已删净').count()
        },
        { timeout: 60_000, interval: 3_000 },
      )
      .toBe(1)
    await row.getByText(/库内 [1-9]\d* 条/).waitFor()
    const pictures = process.env['E2E_PICTURES']
    if (pictures !== undefined) await decides.page.screenshot({ path: `${pictures}/erasures.png` })
  },
  150_000,
)
