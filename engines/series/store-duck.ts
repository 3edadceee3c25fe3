import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { DuckDBValue } from '@duckdb/node-api'

/** A DuckDB in memory for one piece of work. */
export interface Duck {
  run(sql: string, parameters?: DuckDBValue[]): Promise<void>
  rows<R>(sql: string, parameters?: DuckDBValue[]): Promise<R[]>
  /** The same as they come, some at a time. */
  pages<R>(sql: string): AsyncIterable<readonly R[]>
}

/** Opens one and closes it after; it fetches nothing from outside and leaves one core to the others. */
export async function withDuck<T>(folder: string, work: (duck: Duck) => Promise<T>): Promise<T> {
  // loaded when it is first needed: the program comes back sooner after a kill, and devices wait for that
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: '512MB',
    temp_directory: `${folder}/spill`,
    autoinstall_known_extensions: 'false',
  })
  try {
    const connection = await instance.connect()
    try {
      return await work({
        run: async (sql, parameters) => {
          await connection.run(sql, parameters)
        },
        rows: async <R>(sql: string, parameters?: DuckDBValue[]) =>
          (await connection.runAndReadAll(sql, parameters)).getRowObjectsJS() as R[],
        pages: async function* <R>(sql: string) {
          for await (const rows of (await connection.stream(sql)).yieldRowObjectJs()) yield rows as unknown as readonly R[]
        },
      })
    } finally {
      connection.closeSync()
    }
  } finally {
    instance.closeSync()
  }
}

/** Text as a literal of SQL (DuckDB takes no parameters where files are named). */
export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** SHA-256 of a file, hex. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Puts a draft in its place so that it is there whole after a loss of power, or not at all. */
export async function settle(draft: string, path: string): Promise<void> {
  await sync(draft)
  await rename(draft, path)
  await sync(dirname(path))
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
