import { EventEmitter } from 'node:events'
import { renameSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Logger, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import { Pool, type PoolConfig } from 'pg'
import { z } from 'zod'
import { type ChainHead, sealAudit } from './audit.ts'
import { roomOf } from './contract/signature.ts'
import { deliver } from './deliver.ts'
import { keepalives, surviveLostConnections } from './database.ts'
import { freeJobs } from './free-jobs.ts'
import type { Kernel } from './kernel.ts'
import { asSystem } from './transaction.ts'

const Delivery = z.object({ event: z.string(), listener: z.string() })

/** Starts the queue worker of this process: jobs of rooms, deliveries of events, cron lines, and the sealing of the audit. */
export async function startWorker(kernel: Kernel, queueUrl: string, dataFolder: string): Promise<{ stop(): Promise<void> }> {
  const tasks: TaskList = {
    'kernel.deliver': async (payload) => {
      const { event, listener } = Delivery.parse(payload)
      await deliver(kernel, event, listener)
    },
    'kernel.forget-keys': async () => {
      await asSystem(kernel, 'kernel', async ({ db, now }) =>
        sql`delete from kernel.idempotency where at < ${now.subtract({ hours: 24 * 7 }).toString()}`.execute(db),
      )
    },
  }
  for (const { type, work } of kernel.registry.jobs.values()) {
    tasks[type.name] = async (payload) => {
      await asSystem(kernel, roomOf(type.name), (ctx) => work(ctx, type.payload.parse(payload ?? {}) as never), type.name)
    }
  }
  const crons = [...kernel.registry.jobs.values()].flatMap(({ type }) =>
    type.cron === undefined ? [] : [{ task: type.name, match: type.cron }],
  )
  const parsedCronItems = parseCronItems([{ task: 'kernel.forget-keys', match: '17 3 * * *' }, ...crons])
  const logger = new Logger(() => (level, message) => {
    if (level === 'error') kernel.log.warn({ queue: message.slice(0, 300) }, 'queue')
  })
  // its own statements are short; work on a line that is lost would keep its place in the queue for ever
  const settings: PoolConfig & { readonly pipeline: boolean } = {
    connectionString: queueUrl,
    max: 7,
    connectionTimeoutMillis: 5_000,
    query_timeout: 40_000,
    options: keepalives,
    // only so is a line given up when an answer stays away
    pipeline: true,
  }
  const pgPool = new Pool(settings)
  surviveLostConnections(pgPool)
  const active = new Set<string>()
  const watched: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload, helpers) => {
        active.add(helpers.job.id)
        try {
          return await task?.(payload, helpers)
        } finally {
          active.delete(helpers.job.id)
        }
      },
    ]),
  )
  const events = new EventEmitter()
  let poolName: string | undefined
  events.on('pool:create', ({ workerPool }: { readonly workerPool: { readonly id: string } }) => {
    poolName = workerPool.id
  })
  const runner: Runner = await run({
    pgPool,
    taskList: watched,
    events,
    parsedCronItems,
    concurrency: 4,
    noHandleSignals: true,
    logger,
    pollInterval: 2000,
  })
  const freeing = freeJobs(pgPool, kernel.log, () => poolName, active)
  const sealing = startSealing(kernel, dataFolder)
  return {
    async stop() {
      await sealing.stop()
      await freeing.stop()
      await runner.stop().catch(() => {})
      await pgPool.end()
    },
  }
}

// a line that committed late under a low number does not raise the newest number: now and then we look anyway
const lookAnyway = 15

/** Every two seconds the open lines are chained, and the head is copied outside the database. */
function startSealing(kernel: Kernel, dataFolder: string): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    let seen = -1
    for (let round = 0; !stopping.signal.aborted; round++) {
      try {
        const { rows } = await kernel.pool.query<{ newest: number }>('select last_value as newest from kernel.audit_line_n_seq')
        const newest = rows[0]?.newest ?? 0
        if (newest !== seen || round % lookAnyway === 0) {
          const head = await asSystem(kernel, 'kernel', ({ db }) => sealAudit(db))
          if (head.added > 0) keepHead(dataFolder, head)
          seen = newest
        }
      } catch (error) {
        kernel.log.warn({ reason: (error as Error).message.slice(0, 200) }, 'audit not sealed')
      }
      await pause(2000, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

const headPath = (dataFolder: string) => join(dataFolder, 'audit-head.json')

/** Copies the head of the audit chain to a file beside the database. */
export function keepHead(dataFolder: string, { seq, hash }: ChainHead): void {
  writeFileSync(`${headPath(dataFolder)}.draft`, JSON.stringify({ seq, hash }), { flush: true })
  renameSync(`${headPath(dataFolder)}.draft`, headPath(dataFolder))
}

/** The head as it was last copied; null before the first. */
export function readKeptHead(dataFolder: string): ChainHead | null {
  try {
    return JSON.parse(readFileSync(headPath(dataFolder), 'utf8')) as ChainHead
  } catch {
    return null
  }
}
