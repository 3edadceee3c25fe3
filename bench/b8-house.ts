import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context, Sources } from '@yinqiao/kernel'
import type { QueryTree, Source } from '@yinqiao/kernel/contract'
import { roleCodes } from '@yinqiao/access/contract'
import {
  asSystem,
  buildRegistry,
  fileKeyStore,
  type Kernel,
  openPool,
  openServer,
  prepareDatabase,
  ringCipher,
  seededChance,
  withClient,
} from '@yinqiao/kernel/server'
import type { RecordKind } from '@yinqiao/records/contract'
import { sourceOfKind } from '@yinqiao/records/contract'
import pino from 'pino'
import { allMigrations, idleRooms } from '../apps/server/platform.ts'

/** Ten registers of events, fifteen tasks, so 150 measures. */
const kindCount = 10
const taskCount = 15

const kindOf = (n: number): RecordKind => ({
  code: `bench.visit-${'abcdefghij'[n]}`,
  title: { zh: '走访', en: 'Visits' },
  group: 'bench',
  order: n,
  fields: [
    { key: 'name', title: { zh: '名称', en: 'Name' }, type: 'text', required: true },
    { key: 'day', title: { zh: '日期', en: 'Day' }, type: 'day', required: true },
    { key: 'task', title: { zh: '任务', en: 'Task' }, type: 'integer', required: true },
    { key: 'fee', title: { zh: '金额', en: 'Fee' }, type: 'money' },
    { key: 'done', title: { zh: '完成', en: 'Done' }, type: 'boolean' },
  ],
  name: 'name',
  identity: [],
  day: 'day',
  evidence: [],
  rights: { read: ['statistician'], write: [], accept: [] },
  carries: [],
})

/** The three sorts of measure, in turn: a count, a sum, a ratio with a fact that is sometimes missing. */
function treeOf(source: string, task: number): QueryTree {
  const rows = { source, where: { is: 'task', in: [task] }, day: 'day' }
  if (task % 3 === 0) return { fold: 'count', rows }
  if (task % 3 === 1) return { fold: 'sum', rows, amount: 'fee' }
  return { fold: 'ratio', part: { ...rows, where: { all: [rows.where, { is: 'done', in: [true] }] } }, whole: rows }
}

export interface BenchMeasure {
  readonly id: string
  readonly kind: string
  readonly task: number
  readonly definition: { readonly tree: QueryTree; readonly params: Record<string, never> }
}

/** A database of its own with the registers filled, and what runs against it. */
export interface MeasureHouse {
  readonly sources: Sources
  readonly measures: readonly BenchMeasure[]
  /** Seconds the load took. */
  readonly loadSeconds: number
  sql<R>(text: string, values?: readonly unknown[]): Promise<R[]>
  within<T>(work: (ctx: Context) => Promise<T>): Promise<T>
  setNow(instant: string): void
  close(): Promise<void>
}

/** Opens it and fills `records` rows by the statements of the owner: 18 towns, 24 months, one row in fifty with a fact missing. */
export async function openMeasureHouse(records: number): Promise<MeasureHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'yinqiao-b8-'))
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    shared_buffers: '2GB',
    maintenance_work_mem: '1GB',
    max_wal_size: '16GB',
    work_mem: '64MB',
  }
  const server = await openServer({ dataFolder: folder, settings })
  await prepareDatabase(server, folder, allMigrations(idleRooms()))
  const owner = openPool(server.url('yinqiao_owner'), 2, { statementAtMost: 3_600_000 })
  const pool = openPool(server.url('yinqiao_app'), 4)
  const sql = async <R>(text: string, values: readonly unknown[] = []) => (await owner.query(text, [...values])).rows as R[]
  const kinds = Array.from({ length: kindCount }, (_, n) => kindOf(n))
  const began = performance.now()
  await withClient(server.url('yinqiao_owner'), async (client) => {
    await client.query('set statement_timeout = 0')
    const { rows: indexes } = await client.query<{ name: string; def: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as def from pg_index where indrelid in ('records.version'::regclass, 'records.record'::regclass) and not indisprimary`,
    )
    for (const { name } of indexes) await client.query(`drop index ${name}`)
    await client.query('alter table records.version drop constraint version_record_id_fkey')
    for (const [n, kind] of kinds.entries()) {
      const each = Math.round(records / kindCount)
      await client.query(
        `insert into records.record (id, kind, created_at) select md5('${n}-' || i)::uuid, $1, '2026-01-01' from generate_series(1, ${each}) i`,
        [kind.code],
      )
      await client.query(
        `insert into records.version (id, record_id, version, kind, title, search, values, origins, origin, typed, division_code, valid_from, day, known_from, recorded_name)
        select md5('v${n}-' || i)::uuid, md5('${n}-' || i)::uuid, 1, $1, 'v', 'v',
          jsonb_build_object('name', 'v', 'day', d::text, 'task', 1 + i % ${taskCount}, 'fee', 100 * (i % 977))
            || case when i % 50 = 0 then '{}'::jsonb else jsonb_build_object('done', i % 3 = 0) end,
          '{}', 'import', 0, '320507' || lpad((1 + (i * 7) % 18)::text, 3, '0'), d, d, '2026-01-01', 'bench'
        from (select i, date '2024-01-01' + (i::bigint * 7919 % 731)::int as d from generate_series(1, ${each}) i) g`,
        [kind.code],
      )
    }
    for (const { def } of indexes) await client.query(def)
    await client.query('analyze records.version')
    await client.query('analyze records.record')
  })
  const loadSeconds = (performance.now() - began) / 1000
  const sources = new Map<string, Source>(kinds.map((kind) => [kind.code, sourceOfKind(kind)]))
  const measures: BenchMeasure[] = []
  for (const kind of kinds)
    for (let task = 1; task <= taskCount; task++) {
      const code = `${kind.code}.${task}`
      const id = crypto.randomUUID()
      await sql('insert into plan.measure (code, created_at) values ($1, now())', [code])
      await sql(
        `insert into plan.measure_version (id, code, seq, state, title, unit, tree, params, tree_hash, period, better, fresh_days, least_coverage, why, proposed_name, proposed_role, proposed_at)
        values ($1, $2, 1, 'effective', '{}', '{}', '{}', '{}', '', 'month', 'more', 400, 0, 'bench', 'bench', 'bench', now())`,
        [id, code],
      )
      measures.push({ id, kind: kind.code, task, definition: { tree: treeOf(kind.code, task), params: {} } })
    }
  const chance = seededChance('b8', '2026-06-01T00:00:00Z')
  const kernel: Kernel = {
    pool,
    chance,
    cipher: ringCipher(fileKeyStore(join(folder, 'keys.json')).load()),
    filesFolder: join(folder, 'files'),
    registry: buildRegistry(idleRooms(), roleCodes),
    log: pino({ level: 'silent' }),
    area: '320507',
  }
  return {
    sources,
    measures,
    loadSeconds,
    sql,
    setNow: (instant) => chance.set(instant),
    within: (work) => asSystem(kernel, 'plan', work),
    async close() {
      await pool.end()
      await owner.end()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
