import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sm3 } from '@yinqiao/kernel'
import { openServer, withClient } from '@yinqiao/kernel/server'
import { fillRegister, type FilledDevice, loadSyntheticDistrict } from '@yinqiao/sim'
import { LoadDistrict } from '@yinqiao/places/contract'
import { readConfig } from '../../apps/server/config.ts'
import { command } from '../../apps/server/first-load.ts'
import { openPlatform, type Platform } from '../../apps/server/platform.ts'
import { freePort, postmasterPid, startScript, type Started } from '../program.ts'

/** A running program over a made district whose homes have devices. */
export interface WatchHouse {
  readonly dataFolder: string
  readonly program: Started
  readonly databasePid: number
  /** Connection of the database's administrator, for filling and checking. */
  readonly adminUrl: string
  readonly httpPort: number
  readonly mqttPort: number
  readonly devices: readonly FilledDevice[]
  /** Cookie of an operator whose area is the whole district. */
  readonly cookie: string
  /** Calls a signature over HTTP as the operator. */
  call(name: string, input: unknown): Promise<Record<string, unknown>>
  close(): Promise<void>
}

export interface HouseSize {
  readonly homes: number
  readonly devicesPerHome: number
  readonly env?: NodeJS.ProcessEnv
}

/** Loads a district, fills its register and starts the program on it. */
export async function openWatchHouse({ homes, devicesPerHome, env = {} }: HouseSize): Promise<WatchHouse> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'yinqiao-bench-'))
  // some are away, in hospital or in a home for the aged
  const elders = Math.ceil(homes * 1.15) + 20
  const config = { ...readConfig(), dataFolder, synthetic: elders }
  const platform = await openPlatform(config)
  let filled: Awaited<ReturnType<typeof fill>>
  try {
    filled = await fill(platform, homes, devicesPerHome)
  } finally {
    await platform.close()
  }
  const [httpPort, mqttPort] = [await freePort(), await freePort()]
  const program = startScript('apps/server/main.ts', [], {
    YINQIAO_DATA: dataFolder,
    YINQIAO_PLAN: '/none',
    // what is there is left alone
    YINQIAO_SYNTHETIC: String(elders),
    YINQIAO_HOMES: '0',
    YINQIAO_YEAR: '0',
    PORT: String(httpPort),
    MQTT_PORT: String(mqttPort),
    PUSH_PORT: 'off',
    TERMINAL_PORTS: 'off',
    ...env,
  })
  await program.says('已就绪')
  // the database started again with the program, perhaps on another port
  const server = await openServer({ dataFolder })
  const cookie = `yinqiao_session=${filled.cookie}`
  return {
    dataFolder,
    program,
    databasePid: postmasterPid(dataFolder),
    adminUrl: server.adminUrl('yinqiao'),
    httpPort,
    mqttPort,
    devices: filled.devices,
    cookie,
    async call(name, input) {
      const answer = await fetch(`http://127.0.0.1:${httpPort}/api/${name.replace('.', '/')}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-yinqiao': '1', 'idempotency-key': crypto.randomUUID(), cookie },
        body: JSON.stringify(input),
      })
      const body = (await answer.json()) as Record<string, unknown>
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(body)}`)
      return body
    },
    async close() {
      await server.leave()
      await program.end()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

async function fill(platform: Platform, homes: number, devicesPerHome: number) {
  const { district, outline } = platform.data
  await command(platform, LoadDistrict, { district, outline })
  await loadSyntheticDistrict(platform.kernel, platform.config.synthetic, () => {})
  return withClient(platform.server.adminUrl('yinqiao'), async (admin) => {
    await admin.query(`set statement_timeout = 0; select set_config('yinqiao.role', 'system', false)`)
    await admin.query(`select series.open_day(current_date + n) from generate_series(-2, 7) n`)
    const devices = await fillRegister(admin, homes, devicesPerHome)
    if (devices.length < homes * devicesPerHome) throw new Error(`${devices.length} devices for ${homes} homes`)
    const [accountId, postId, cookie] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
    await admin.query(
      `insert into access.account (id, username, name, must_change_password, created_at) values ($1, 'bench-operator', '压测值守', false, now())`,
      [accountId],
    )
    await admin.query(
      `insert into access.post (id, account_id, role, area, valid_from, granted_at) values ($1, $2, 'operator', $3, '2026-01-01', now())`,
      [postId, accountId, platform.kernel.area],
    )
    await admin.query(
      `insert into access.session (id, token_hash, account_id, post_id, origin, created_at, last_seen_at) values ($1, $2, $3, $4, 'bench', now(), now())`,
      [crypto.randomUUID(), sm3(cookie), accountId, postId],
    )
    return { devices, cookie }
  })
}
