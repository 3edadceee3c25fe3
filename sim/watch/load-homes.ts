import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { systemActor } from '@yinqiao/kernel/contract'
import type { Output, RawInput, Signature } from '@yinqiao/kernel/contract'
import { asSystem, execute, type Kernel, type Outcome } from '@yinqiao/kernel/server'
import { GetOutline } from '@yinqiao/places/contract'
import { AddMember, BindDevice, RegisterDevice, RenewSecret, SaveContacts, SaveHome } from '@yinqiao/watch/contract'
import { sql } from 'kysely'
import type { Village } from '../population.ts'
import { contactsOf, entryOf } from './made-facts.ts'
import { madePlaces } from './made-places.ts'
import { type Household, type PlannedDevice, type PlannedHome, planHomes } from './plan-homes.ts'

export interface HomesReport {
  readonly homes: number
  readonly devices: number
  readonly seconds: number
}

/**
 * Gives the synthetic district homes with devices up to a number, all through the public commands; those that are there count. The
 * secrets of the devices are told once by the platform and lie in `secretsFile`, for the simulator alone.
 */
export async function loadSyntheticHomes(
  kernel: Kernel,
  homes: number,
  secretsFile: string,
  goOn: () => boolean = () => true,
): Promise<HomesReport> {
  const began = performance.now()
  if (homes === 0) return { homes: 0, devices: 0, seconds: 0 }
  const { households, villages, responders } = await readDistrict(kernel)
  const [village, ...others] = villages
  if (village === undefined) throw new Error('no communities are loaded')
  const registered = await listRegistered(kernel)
  const plan = planHomes(homes, households, [village, ...others], madePlaces(await outlineOf(kernel)))
  const left = plan.filter(({ devices: all }) => !all.every(({ protocol, serial }) => registered.has(`${protocol}:${serial}`)))
  if (left.length === 0) return { homes: 0, devices: 0, seconds: 0 }
  const secrets = readSecrets(secretsFile)
  let [made, devices] = [0, 0]
  // two at a time: each waits mostly for the database
  const work = async () => {
    for (let home = left.shift(); home !== undefined && goOn(); home = left.shift()) {
      for (const [source, secret] of await writeHome(kernel, home, responders)) secrets.set(source, secret)
      made += 1
      devices += home.devices.length
    }
  }
  try {
    await Promise.all([work(), work()])
  } finally {
    writeSecrets(secretsFile, secrets)
  }
  return { homes: made, devices, seconds: (performance.now() - began) / 1000 }
}

/** Sources of the synthetic devices that are there. */
async function listRegistered(kernel: Kernel): Promise<ReadonlySet<string>> {
  const { rows } = await asSystem(kernel, 'watch', ({ db }) => sql<{ source: string }>`select source from watch.device`.execute(db))
  return new Set(rows.map(({ source }) => source))
}

async function readDistrict(kernel: Kernel) {
  return asSystem(kernel, 'people', async ({ db }) => {
    // the persons of the demo accounts first, so that their family page has something to show
    const people = await sql<Household>`select min(division_code) as "divisionCode", min(address) as address,
        json_agg(json_build_object('id', id, 'name', name) order by id) as elders
      from people.elder where synthetic and household_id is not null group by household_id
      order by min(id::text) not in (select id::text from people.elder where synthetic order by id limit 3), household_id`.execute(db)
    const villages =
      await sql<Village>`select v.code, v.name, t.name as "townName" from places.pub_division v join places.pub_division t on t.code = left(v.code, 9)
      where length(v.code) = 12 and v.code like ${`${kernel.area}%`} order by v.code`.execute(db)
    const accounts = await sql<{ id: string }>`select a.id from access.account a join access.post p on p.account_id = a.id
      where a.synthetic and p.role = 'responder' order by a.id`.execute(db)
    return { households: people.rows, villages: villages.rows, responders: accounts.rows.map(({ id }) => id) }
  })
}

async function outlineOf(kernel: Kernel): Promise<[number, number][][]> {
  const outcome = await call(kernel, GetOutline, {}, `sim-outline-${crypto.randomUUID()}`)
  if (!outcome.ok) return []
  const { geometry } = outcome.value as Output<typeof GetOutline>
  return geometry.coordinates.flat(1).map((ring) => ring.map(([lng, lat]) => [lng, lat] as [number, number]))
}

/** Writes one home whole; gives the secrets its devices were told. */
async function writeHome(
  kernel: Kernel,
  home: PlannedHome,
  responders: readonly string[],
): Promise<readonly (readonly [string, string])[]> {
  const name = `home-${home.n}`
  const { scene, address, divisionCode, point } = home
  const made = await run(kernel, name, SaveHome, {
    id: null,
    version: null,
    scene,
    name: home.name,
    address,
    divisionCode,
    point: point === null ? null : { ...point, coding: 'wgs84' },
    entry: entryOf(home),
    silenceMinutes: scene === 'home' ? null : 720,
    indoors: scene === 'home' && home.n % 6 === 0 ? { from: '21:00', to: '05:30' } : null,
  })
  let { version } = made
  const lives: string[] = []
  for (const elderId of home.elders) {
    const outcome = await ask(kernel, name, AddMember, { homeId: made.id, elderId })
    // an elder who moved away, or lives in another home already
    if (!outcome.ok) continue
    version += 1
    lives.push(elderId)
  }
  const [first = null] = lives
  const { rows } = await asSystem(kernel, 'watch', ({ db }) =>
    sql<{ version: number }>`update watch.home set synthetic = true where id = ${made.id} returning version`.execute(db),
  )
  await run(kernel, name, SaveContacts, {
    homeId: made.id,
    version: rows[0]?.version ?? version,
    contacts: contactsOf(home, responders),
  })
  const secrets: [string, string][] = []
  let gatewayId: string | null = null
  for (const device of home.devices) {
    const outcome = await ask(kernel, name, RegisterDevice, inputOf(device, divisionCode, gatewayId))
    // registered by a load that was cut off long ago
    if (!outcome.ok) continue
    const told = outcome.value as Output<typeof RegisterDevice>
    if (told.secret !== null) secrets.push([told.source, told.secret])
    if (device.kind === 'gateway') gatewayId = told.id
    await asSystem(kernel, 'watch', ({ db }) => sql`update watch.device set synthetic = true where id = ${told.id}`.execute(db))
    await run(kernel, name, BindDevice, { deviceId: told.id, homeId: made.id, elderId: device.personal ? first : null, room: device.room })
  }
  return secrets
}

function inputOf(device: PlannedDevice, divisionCode: string, gatewayId: string | null): RawInput<typeof RegisterDevice> {
  const { kind, model, protocol, serial, withSecret, behindGateway } = device
  const wantsTest = kind === 'pendant' || kind === 'pull-cord'
  return {
    kind,
    model,
    protocol,
    serial,
    withSecret,
    vendor: '合成数据',
    gatewayId: behindGateway ? gatewayId : null,
    silenceMinutes: kind === 'gateway' ? 60 : null,
    testDays: wantsTest ? 30 : null,
    divisionCode,
    quarantineId: null,
  }
}

/** A new secret for a synthetic device whose secret was lost with its file. */
export async function renewSyntheticSecret(
  kernel: Kernel,
  device: Pick<RawInput<typeof RenewSecret>, 'id' | 'version'>,
): Promise<string | null> {
  const { secret } = await run(kernel, 'renew', RenewSecret, { ...device, why: '合成设备的密钥文件遗失' })
  return secret
}

export function readSecrets(file: string): Map<string, string> {
  return new Map(existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : [])
}

export function writeSecrets(file: string, secrets: ReadonlyMap<string, string>): void {
  writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(secrets), null, 1), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** The key is made of name and input: a load that was cut off finds its own answers again, secrets included. */
function ask(kernel: Kernel, name: string, signature: Signature, input: unknown): Promise<Outcome> {
  const hash = createHash('sha256').update(JSON.stringify(input)).digest('hex').slice(0, 24)
  return call(kernel, signature, input, `sim-watch/${name}/${signature.name}/${hash}`)
}

const call = (kernel: Kernel, signature: Signature, input: unknown, key: string) =>
  execute(kernel, signature, input, { actor: systemActor(kernel.area), key, origin: 'sim', trusted: true })

async function run<S extends Signature>(kernel: Kernel, name: string, signature: S, input: RawInput<S>): Promise<Output<S>> {
  const outcome = await ask(kernel, name, signature, input)
  if (!outcome.ok) throw new Error(`${signature.name}: ${outcome.refusal.refused.code} ${JSON.stringify(outcome.refusal.facts)}`)
  return outcome.value as Output<S>
}
