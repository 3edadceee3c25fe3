import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { escapeIdentifier } from 'pg'
import pino from 'pino'
import { seededChance, uuid7 } from '../chance.ts'
import { ringCipher } from '../cipher.ts'
import { type Actor, anonymous } from '../contract/actor.ts'
import type { Refusal } from '../contract/refusal.ts'
import type { Output, RawInput, Signature } from '../contract/signature.ts'
import { openPool } from '../database.ts'
import { execute } from '../execute.ts'
import { buildRegistry, type Kernel } from '../kernel.ts'
import { fileKeyStore, type KeyStore } from '../keys.ts'
import { openOwedAudit } from '../owed-audit.ts'
import { readMigrations } from '../postgres/migrate.ts'
import { prepareDatabase, withClient } from '../postgres/prepare.ts'
import { type DatabaseServer, openServer } from '../postgres/server.ts'
import type { Room } from '../room.ts'

/** The answer of a call in a test. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly session?: string | null }
  | { readonly ok: false; readonly refusal: Refusal }

/** Rooms on a database of their own, with a standing clock and seeded chance. */
export interface TestRooms {
  readonly kernel: Kernel
  readonly server: DatabaseServer
  readonly database: string
  readonly dataFolder: string
  readonly keys: KeyStore
  readonly clock: { set(instant: string): void }
  /** An actor of the whole district unless told. */
  actor(of?: Partial<Actor>): Actor
  /** Runs a use case the whole way (permission, schema, transaction, idempotency, audit). */
  run<S extends Signature>(signature: S, input: RawInput<S>, actor?: Actor, key?: string): Promise<Answer<Output<S>>>
  /** As `run`, and throws on a refusal: for what a test needs to exist. */
  done<S extends Signature>(signature: S, input: RawInput<S>, actor?: Actor): Promise<Output<S>>
  /** SQL as the owner, who sees all rows: to check what is, and what was not left behind. */
  rows<R>(sql: string, parameters?: readonly unknown[]): Promise<R[]>
  close(): Promise<void>
}

/** Folder of the kernel's own migrations. */
export const kernelTables = join(import.meta.dirname, '..', 'tables')

/** Opens rooms for a test file; call `close` in afterAll. */
export async function testRooms(rooms: readonly Room[], options: { readonly area?: string } = {}): Promise<TestRooms> {
  const shared = process.env['YINQIAO_TEST_DATA']
  if (shared === undefined) throw new Error('the test run has no database: run through vitest with its global setup')
  const server = await openServer({ dataFolder: shared })
  const database = await cloneDatabase(server, shared, rooms)
  const dataFolder = mkdtempSync(join(tmpdir(), 'yinqiao-file-'))
  const chance = seededChance('test', '2026-03-02T01:00:00Z')
  const keys = fileKeyStore(join(dataFolder, 'keys.json'))
  const roles = new Set(
    rooms.flatMap((room) => room.signatures.flatMap(({ permission }) => (typeof permission === 'string' ? [] : permission.roles))),
  )
  const pool = openPool(server.url('yinqiao_app', database), 8)
  const owner = openPool(server.url('yinqiao_owner', database), 2)
  const log = pino({ level: process.env['YINQIAO_TEST_LOG'] ?? 'silent' })
  const kernel: Kernel = {
    pool,
    chance,
    cipher: ringCipher(keys.load()),
    filesFolder: join(dataFolder, 'files'),
    registry: buildRegistry(rooms, roles),
    log,
    owed: openOwedAudit(pool, log, 50),
    area: options.area ?? '320507',
  }
  const actor = (of: Partial<Actor> = {}): Actor => ({
    ...anonymous,
    accountId: '00000000-0000-7000-8000-000000000001',
    role: 'district-officer',
    name: '测试',
    area: kernel.area,
    ...of,
  })
  const run = async <S extends Signature>(signature: S, input: RawInput<S>, as: Actor = actor(), key = uuid7(chance)) =>
    (await execute(kernel, signature, input, { actor: as, key, origin: 'test' })) as Answer<Output<S>>
  return {
    kernel,
    server,
    database,
    dataFolder,
    keys,
    clock: chance,
    actor,
    run,
    async done(signature, input, as) {
      const answer = await run(signature, input, as)
      if (!answer.ok) throw new Error(`${signature.name} refused: ${answer.refusal.refused.code} ${JSON.stringify(answer.refusal.facts)}`)
      return answer.value
    },
    rows: async <R>(sql: string, parameters: readonly unknown[] = []) => (await owner.query(sql, [...parameters])).rows as R[],
    async close() {
      await kernel.owed?.close()
      await pool.end()
      await owner.end()
      await withClient(server.adminUrl(), (admin) => admin.query(`drop database if exists ${escapeIdentifier(database)} with (force)`))
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

async function cloneDatabase(server: DatabaseServer, dataFolder: string, rooms: readonly Room[]): Promise<string> {
  const migrations = readMigrations([kernelTables, ...rooms.flatMap((room) => room.tables ?? [])])
  const template = `template_${createHash('sha256')
    .update(migrations.map(({ name, sql }) => name + sql).join('\0'))
    .digest('hex')
    .slice(0, 16)}`
  const database = `test_${randomBytes(8).toString('hex')}`
  await withClient(server.adminUrl(), async (admin) => {
    await admin.query('select pg_advisory_lock(7412028)')
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1 and datistemplate', [template])
    if (rowCount === 0) {
      await admin.query(`drop database if exists ${template}`)
      await prepareDatabase(server, dataFolder, migrations, template)
      await admin.query(`alter database ${template} is_template true`)
    }
    await admin.query(`create database ${database} template ${template} owner yinqiao_owner`)
    await admin.query(
      `grant connect, temporary on database ${database} to yinqiao_app; grant connect, create on database ${database} to yinqiao_jobs; revoke all on database ${database} from public`,
    )
  })
  return database
}
