import type { BrowserContext } from 'playwright-core'
import { connectAsync, type MqttClient } from 'mqtt'

/** A home with one elder, a pendant on the neck, and whom to call. */
export interface PlacedHome {
  readonly homeId: string
  readonly elderName: string
  readonly source: string
  readonly secret: string
}

type Json = Record<string, unknown>

/** Calls a signature as the person of that browser context; a refusal is thrown. */
export async function ask<T = Json>(context: BrowserContext, address: string, name: string, input: Json): Promise<T> {
  const answer = await context.request.post(`${address}/api/${name.replace('.', '/')}`, {
    headers: { 'x-yinqiao': '1', 'idempotency-key': crypto.randomUUID() },
    data: input,
  })
  if (!answer.ok()) throw new Error(`${name}: ${answer.status()} ${(await answer.text()).slice(0, 400)}`)
  return (await answer.json()) as T
}

interface Wanted {
  readonly name: string
  /** Account that is called first. */
  readonly responder?: string
  readonly point?: { readonly lng: number; readonly lat: number }
  /** Place of the elder in the register's list. */
  readonly nth?: number
  /** Division the elder must live in. */
  readonly under?: string | null
}

/** Makes a home through the public calls, as a clerk would. */
export async function placeHome(
  context: BrowserContext,
  address: string,
  { name, responder, point, nth = 0, under = null }: Wanted,
): Promise<PlacedHome> {
  const { rows: elders } = await ask<{ rows: { id: string; name: string; divisionCode: string; lifeState: string | null }[] }>(
    context,
    address,
    'people.list-elders',
    { limit: 100, search: null, under, lifeState: 'at-home', livesAlone: null, sex: null, ageFrom: null, ageTo: null },
  )
  const elder = elders[nth]
  if (elder === undefined) throw new Error('no elder at home')
  const home = await ask<{ id: string; version: number }>(context, address, 'watch.save-home', {
    id: null,
    version: null,
    scene: 'home',
    name,
    address: '合成路 18 号 3 幢 502 室',
    divisionCode: elder.divisionCode,
    point: point ? { ...point, coding: 'wgs84' } : null,
    entry: {
      gate: '东门 7788#',
      floor: '5 楼 502',
      key: '物业前台（合成）',
      language: '苏州话',
      hazards: null,
      note: '门朝里开，先敲三下',
    },
    silenceMinutes: null,
    indoors: null,
  })
  // an elder is watched over in one home alone: the first who is not yet; else the home stands for itself
  let member: (typeof elders)[number] | null = null
  for (const one of elders.slice(nth).filter(({ divisionCode }) => divisionCode === elder.divisionCode)) {
    const added = await ask(context, address, 'watch.add-member', { homeId: home.id, elderId: one.id }).catch(() => undefined)
    if (added === undefined) continue
    member = one
    break
  }
  const device = await ask<{ id: string; source: string; secret: string }>(context, address, 'watch.register-device', {
    kind: 'pendant',
    vendor: null,
    model: null,
    gatewayId: null,
    silenceMinutes: null,
    testDays: null,
    protocol: 'own',
    serial: `E2E${crypto.randomUUID().slice(0, 12)}`,
    divisionCode: elder.divisionCode,
    withSecret: true,
  })
  await ask(context, address, 'watch.bind-device', { homeId: home.id, elderId: member?.id ?? null, room: '卧室', deviceId: device.id })
  const { version } = await ask<{ version: number }>(context, address, 'watch.get-home', { id: home.id })
  const person = (kind: string, who: string, more: Json) => ({
    id: null,
    kind,
    name: who,
    phone: '15400000001',
    accountId: null,
    hasKey: null,
    minutes: null,
    language: null,
    ...more,
  })
  await ask(context, address, 'watch.save-contacts', {
    homeId: home.id,
    version,
    contacts: [
      person('responder', '合成响应员', { accountId: responder ?? null, hasKey: true, minutes: 6 }),
      person('keyholder', '合成邻居', { hasKey: true, minutes: 2, phone: '15400000002' }),
      person('family', '合成女儿', { hasKey: false, phone: '15400000003' }),
    ],
  })
  return { homeId: home.id, elderName: member?.name ?? name, source: device.source, secret: device.secret }
}

/** The pendant itself: signs in over real MQTT; retried until the intake knows it (its register is read each second). */
export async function connectDevice(port: number, { source, secret }: Pick<PlacedHome, 'source' | 'secret'>): Promise<MqttClient> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await connectAsync(`mqtt://127.0.0.1:${port}`, { clientId: source, username: source, password: secret, reconnectPeriod: 0 })
    } catch (error) {
      if (attempt === 10) throw error
      await new Promise((done) => setTimeout(done, 500))
    }
  }
}

/** Sends signals and waits for the acknowledgement, which comes after the commit. */
export async function send(device: MqttClient, source: string, id: string, signals: readonly string[]): Promise<void> {
  await device.publishAsync(`up/${source}`, JSON.stringify({ id, signals }), { qos: 1 })
}
