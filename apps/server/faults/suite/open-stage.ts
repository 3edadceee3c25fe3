import { createHash, randomInt, randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { withClient } from '@yinqiao/kernel/server'
import { type CallOptions, type HttpAnswer, newFolder, type Program, remove, startProgram } from '../program.ts'
import { adminUrl, giveSession } from '../sessions.ts'

/** A registered device of a stage; `via` is the gateway that speaks for it, or itself. */
export interface StageDevice {
  readonly id: string
  readonly source: string
  readonly homeId: string | null
  readonly seriesId: number | null
}

export interface Gateway {
  readonly source: string
  readonly sensors: readonly StageDevice[]
}

/** The real program on a data folder of its own, with doors for devices, and a database that a checker may look into. */
export interface Stage {
  readonly dataFolder: string
  /** The data folder whose embedded database it uses. */
  readonly baseFolder: string
  readonly mqttPort: number
  readonly pushPort: number
  readonly port: number
  readonly program: () => Program
  /** Starts the program (again); gives the seconds from the start of the process until it said that it serves. */
  start(env?: NodeJS.ProcessEnv): Promise<number>
  rows<R>(sql: string, parameters?: readonly unknown[]): Promise<R[]>
  /** Gateways with sensors, each sensor in a home of its own. */
  addGateways(mark: string, gateways: number, sensors: number): Promise<Gateway[]>
  /** Devices that sign in themselves, each in a home of its own. */
  addDevices(mark: string, count: number): Promise<StageDevice[]>
  /** A signed-in operator. */
  desk(): Promise<Desk>
  close(): Promise<void>
}

export interface Desk {
  readonly accountId: string
  readonly cookie: string
  call(name: string, input: unknown, how?: CallOptions): Promise<HttpAnswer>
}

/** What every device of a stage signs in with. */
export const secret = 'a-secret-of-the-fault-suite'
const secretHash = createHash('sha256').update(secret).digest('hex')
export const village = '320507001002'

/** A port below those the system gives to outgoing connections: while the program is dead nobody else may take it. */
async function lowPort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 31_000)
    const free = await new Promise<boolean>((done) => {
      const probe = createServer()
      probe.once('error', () => done(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
    })
    if (free) return port
  }
}

export interface StageOptions {
  readonly env?: NodeJS.ProcessEnv
  readonly dataFolder?: string
  /** Whose database is used: that of another data folder instead of its own. */
  readonly baseFolder?: string
}

export async function openStage({ env = {}, dataFolder = newFolder(), baseFolder = dataFolder }: StageOptions = {}): Promise<Stage> {
  const [port, mqttPort, pushPort] = [await lowPort(), await lowPort(), await lowPort()]
  let program: Program
  const start = async (more: NodeJS.ProcessEnv = {}) => {
    const began = performance.now()
    program = await startProgram(dataFolder, {
      PORT: String(port),
      MQTT_PORT: String(mqttPort),
      PUSH_PORT: String(pushPort),
      ...env,
      ...more,
    })
    return (performance.now() - began) / 1000
  }
  await start()
  const rows = async <R>(sql: string, parameters: readonly unknown[] = []) =>
    withClient(adminUrl(baseFolder), async (admin) => (await admin.query(sql, [...parameters])).rows as R[])
  const addHomed = async (mark: string, count: number, gatewayIds: readonly (string | null)[]) => {
    const devices = Array.from({ length: count }, (_, n) => ({
      id: randomUUID(),
      home: randomUUID(),
      source: `own:${mark}-${n}`,
      gateway: gatewayIds[n % gatewayIds.length] ?? null,
    }))
    const [ids, homes, sources, gateways] = [
      devices.map(({ id }) => id),
      devices.map(({ home }) => home),
      devices.map(({ source }) => source),
      devices.map(({ gateway }) => gateway),
    ]
    await rows(
      `insert into watch.home (id, scene, name, address, division_code, synthetic, created_at, updated_at)
        select h, 'home', '合成' || s, '合成路1号', $3, true, now(), now() from unnest($1::uuid[], $2::text[]) as r(h, s)`,
      [homes, sources, village],
    )
    await rows(
      `insert into watch.device (id, source, protocol, serial, kind, gateway_id, secret_hash, state, division_code, synthetic, created_at, updated_at)
        select d, s, 'own', s, 'pendant', g, $4, 'in-use', $5, true, now(), now() from unnest($1::uuid[], $2::text[], $3::uuid[]) as r(d, s, g)`,
      [ids, sources, gateways, secretHash, village],
    )
    const made = await rows<{ id: number; label: string }>(
      `insert into series.series (kind, division_code, label, opened_at) select 'device', $2, s, now() from unnest($1::text[]) s returning id, label`,
      [sources, village],
    )
    const seriesOf = new Map(made.map(({ id, label }) => [label, id]))
    await rows(
      `insert into watch.binding (id, device_id, home_id, division_code, series_id, valid_from, bound_by_name)
        select gen_random_uuid(), d, h, $4, n, now() - interval '1 minute', '合成' from unnest($1::uuid[], $2::uuid[], $3::int[]) as r(d, h, n)`,
      [ids, homes, sources.map((source) => seriesOf.get(source) ?? 0), village],
    )
    return devices.map(({ id, home, source }) => ({ id, source, homeId: home, seriesId: seriesOf.get(source) ?? null }))
  }
  return {
    dataFolder,
    baseFolder,
    port,
    mqttPort,
    pushPort,
    program: () => program,
    start,
    rows,
    async addGateways(mark, count, sensors) {
      const gateways = Array.from({ length: count }, (_, n) => ({ id: randomUUID(), source: `own:${mark}-g${n}` }))
      await rows(
        `insert into watch.device (id, source, protocol, serial, kind, secret_hash, state, division_code, synthetic, created_at, updated_at)
          select d, s, 'own', s, 'gateway', $3, 'in-use', $4, true, now(), now() from unnest($1::uuid[], $2::text[]) as r(d, s)`,
        [gateways.map(({ id }) => id), gateways.map(({ source }) => source), secretHash, village],
      )
      const homed = await addHomed(
        mark,
        count * sensors,
        gateways.map(({ id }) => id),
      )
      await known()
      return gateways.map(({ source }, g) => ({ source, sensors: homed.filter((_, n) => n % count === g) }))
    },
    async addDevices(mark, count) {
      const devices = await addHomed(mark, count, [null])
      await known()
      return devices
    },
    async desk() {
      const { cookie, accountId } = await giveSession(baseFolder, 'operator')
      return { cookie, accountId, call: (name, input, how = {}) => program.call(name, input, { cookie, ...how }) }
    },
    async close() {
      program.child.kill('SIGKILL')
      await remove(dataFolder)
    },
  }
}

/** The intake reads the register every second. */
const known = () => new Promise((done) => setTimeout(done, 2500))
