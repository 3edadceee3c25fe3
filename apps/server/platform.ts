import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findActor } from '@yinqiao/access'
import { roleCodes } from '@yinqiao/access/contract'
import type { Room } from '@yinqiao/kernel'
import {
  type CarriedFolder,
  buildRegistry,
  type DatabaseServer,
  fileKeyStore,
  type Kernel,
  type KeyStore,
  liveCipher,
  type Migration,
  openOwedAudit,
  openPool,
  openServer,
  prepareDatabase,
  readKeptHead,
  readMigrations,
  realChance,
  recallTime,
  StartProblem,
} from '@yinqiao/kernel/server'
import { archiveFiles } from '@yinqiao/series'
import { reachByNotices, usualWatch, type WatchSettings } from '@yinqiao/watch'
import pino from 'pino'
import { type Config, root } from './config.ts'
import { type DistrictData, readDistrict } from './district-files.ts'
import { rooms } from './rooms.ts'

/** A kernel with all rooms on an open database. */
export interface Platform {
  readonly kernel: Kernel
  readonly server: DatabaseServer
  readonly config: Config
  readonly data: DistrictData
  readonly watchSettings: WatchSettings
  readonly keys: KeyStore
  readonly findActor: (token: string) => ReturnType<typeof findActor>
  /** Closes connections, and the embedded database unless another process still uses it. */
  close(): Promise<void>
}

/** The file that marks a data folder whose restore has not ended well. */
export const restoreMark = (dataFolder: string) => join(dataFolder, 'restoring')

/** The rooms without a place they run in, for what needs only their signatures and tables. */
export function idleRooms(): readonly Room[] {
  return rooms({
    district: { code: '', name: '', synthetic: false },
    oidc: null,
    permissionsOf: () => [],
    keptHead: () => null,
    decomposition: null,
  })
}

/** The migrations of kernel and rooms, in their order. */
export function allMigrations(list: readonly Room[]): readonly Migration[] {
  return readMigrations([join(root, 'kernel/tables'), ...list.flatMap((room) => room.tables ?? [])])
}

/** Opens database, keys and rooms; used by the server and by the command line alike. */
export async function openPlatform(config: Config): Promise<Platform> {
  mkdirSync(config.dataFolder, { recursive: true })
  if (!config.machineTime) recallTime(config.dataFolder)
  const data = readDistrict(config.districtFolder)
  if (existsSync(restoreMark(config.dataFolder)))
    throw new StartProblem(`${config.dataFolder} 的恢复没有做完，请重新运行 yinqiao db restore (a restore was cut off; run it again)`)
  const server = await openServer({ dataFolder: config.dataFolder, databaseUrl: config.databaseUrl })
  try {
    return await prepare(config, data, server)
  } catch (error) {
    await server.leave()
    throw error
  }
}

async function prepare(config: Config, data: DistrictData, server: DatabaseServer): Promise<Platform> {
  const { district } = data.district
  const watchSettings: WatchSettings = { policy: { ...usualWatch.policy, ...config.escalation }, reach: reachByNotices }
  const list = rooms({
    district: { code: district.code, name: district.name, synthetic: config.synthetic > 0 },
    oidc: config.oidc,
    permissionsOf: (role) => [...(permissions.get(role) ?? [])],
    keptHead: () => readKeptHead(config.dataFolder),
    titleOf: (name) => registry.bodies.get(name)?.signature.title,
    decomposition: data.decomposition,
    notices: config.notices,
    seriesFolder: seriesFolder(config.dataFolder),
    watch: watchSettings,
  })
  await prepareDatabase(server, config.dataFolder, allMigrations(list))
  const registry = buildRegistry(list, roleCodes)
  const permissions = new Map<string, Set<string>>()
  for (const { permission } of list.flatMap((room) => room.signatures)) {
    if (typeof permission === 'string') continue
    for (const role of permission.roles) permissions.set(role, (permissions.get(role) ?? new Set()).add(permission.code))
  }
  const pool = openPool(server.url('yinqiao_app'))
  const keys = fileKeyStore(join(config.dataFolder, 'keys.json'), process.env['YINQIAO_CIPHER'] === 'aes' ? 'aes' : 'sm4')
  const lines = pino.destination({
    dest: join(config.dataFolder, 'yinqiao.log'),
    mode: 0o600,
    mkdir: true,
    sync: false,
    maxLength: 4 << 20,
  })
  // a full disk takes no lines: they are dropped, and the program goes on (unheard, this error would end it)
  lines.on('error', () => {})
  const log = pino({ level: process.env['YINQIAO_LOG'] ?? 'warn', base: null }, lines)
  const kernel: Kernel = {
    pool,
    chance: realChance,
    cipher: liveCipher(keys),
    filesFolder: join(config.dataFolder, 'files'),
    registry,
    log,
    owed: openOwedAudit(pool, log),
    area: district.code,
  }
  return {
    kernel,
    server,
    config,
    data,
    watchSettings,
    keys,
    findActor: (token) => findActor(pool, token, realChance.now()),
    async close() {
      await kernel.owed?.close()
      await pool.end()
      await server.leave()
      log.flush()
    },
  }
}

const seriesFolder = (dataFolder: string) => join(dataFolder, 'series')

/** Folders beside the stored files that a backup carries: what left the database for files. */
export function carriedFolders(dataFolder: string): readonly CarriedFolder[] {
  return [{ name: 'series', path: seriesFolder(dataFolder), wanted: archiveFiles }]
}
