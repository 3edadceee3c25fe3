import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { type LoadDevice, openLoad } from '@yinqiao/sim'
import type { Client } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { freePort, listening, startScript } from '../program.ts'

/** Columns of a message as we keep it, in their order. */
async function columnsOf(admin: Client): Promise<readonly string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = 'series.entry'::regclass and attnum > 0 and not attisdropped order by attnum`,
  )
  return rows.map(({ name }) => name)
}

const listed = (columns: readonly string[]) => columns.map((name) => `"${name}"`).join(', ')

/** Tables of the peers beside ours, with the same columns and key. */
export async function makePeerTables(admin: Client): Promise<void> {
  await admin.query(`create schema if not exists bench; grant usage on schema bench to yinqiao_app;
    create table if not exists bench.copied (like series.entry, primary key (series_id, at, key, day));
    create table if not exists bench.inserted (like series.entry, primary key (series_id, at, key, day));
    create table if not exists bench.sink (source text, id text, at timestamptz, received_at timestamptz, heart_rate float8, spo2 float8, raw bytea, primary key (source, at, id))`)
}

/** Rows a second of one client that copies the rows we stored since a moment (ms) into an indexed table, ready-made bytes, one commit. */
export async function copyRate(admin: Client, since: string): Promise<number> {
  const columns = listed(await columnsOf(admin))
  const chunks: Buffer[] = []
  for await (const chunk of admin.query(
    copyTo(`copy (select ${columns} from series.entry where received_at >= '${since}' limit 300000) to stdout (format binary)`),
  ))
    chunks.push(chunk as Buffer)
  await admin.query('truncate bench.copied; checkpoint')
  const began = performance.now()
  const stream = admin.query(copyFrom(`copy bench.copied (${columns}) from stdin (format binary)`))
  await pipeline(Readable.from(chunks), stream)
  return stream.rowCount / ((performance.now() - began) / 1000)
}

/** Rows a second of one INSERT and commit a message, on one connection and on eight. */
export async function insertRate(
  admin: Client,
  since: string,
  others: readonly Client[],
  seconds: number,
): Promise<readonly [number, number]> {
  const names = await columnsOf(admin)
  const { rows } = await admin.query<Record<string, unknown>>(
    `select ${listed(names)} from series.entry where received_at >= '${since}' limit 60000`,
  )
  const text = `insert into bench.inserted (${listed(names)}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`
  const rate = async (clients: readonly Client[]) => {
    await admin.query('truncate bench.inserted')
    let next = 0
    const began = performance.now()
    const until = began + seconds * 1000
    await Promise.all(
      clients.map(async (client) => {
        while (performance.now() < until && next < rows.length) {
          const row = rows[next++] ?? {}
          const values = names.map((name) => row[name])
          await client.query({
            name: 'one',
            text,
            values,
          })
        }
      }),
    )
    return next / ((performance.now() - began) / 1000)
  }
  return [await rate([admin]), await rate([admin, ...others])]
}

/** Messages a second through mosquitto into a table by a subscriber that stores in batches; null where mosquitto is not installed. */
export async function mosquittoRate(devices: readonly LoadDevice[], databaseUrl: string, seconds: number): Promise<number | null> {
  const program = ['/usr/sbin/mosquitto', '/usr/bin/mosquitto'].find((path) => existsSync(path))
  if (program === undefined) return null
  const folder = mkdtempSync(join(tmpdir(), 'yinqiao-mosquitto-'))
  const port = await freePort()
  writeFileSync(
    join(folder, 'conf'),
    `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nmax_queued_messages 0\nmax_inflight_messages 0\nset_tcp_nodelay true\n`,
  )
  const broker = spawn(program, ['-c', join(folder, 'conf')], { stdio: 'ignore' })
  try {
    await listening(port)
    const sink = startScript('bench/watch/storing-subscriber.ts', [`mqtt://127.0.0.1:${port}`, databaseUrl])
    await sink.says('ready')
    const load = await openLoad({
      host: '127.0.0.1',
      port,
      devices,
      perSecond: null,
      seconds,
      window: 1,
      lateShare: 0.05,
      duplicateShare: 0.01,
    })
    const began = Date.now()
    const { acked } = await load.send()
    const told = () => [...sink.said().matchAll(/stored (\d+) at (\d+)/g)].map(([, count, at]) => [Number(count), Number(at)] as const)
    while ((told().at(-1)?.[0] ?? 0) < acked && Date.now() - began < (seconds + 120) * 1000) await pause(100)
    await load.stop()
    const [count, at] = told().find(([stored]) => stored >= acked) ?? told().at(-1) ?? [0, Date.now()]
    await sink.end()
    return count / ((at - began) / 1000)
  } finally {
    broker.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}
