import { createHash } from 'node:crypto'
import { Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { copyOut, type TableFacts } from './catalogue.ts'

/** Measure of a table's content. */
export interface ContentHash {
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
  readonly sm3: string
}

/** Counts and hashes COPY text as it flows by; a line is a row, for COPY writes line ends within values as `\n`. */
export function hashing(): { readonly stream: Transform; readonly result: () => ContentHash } {
  const sha256 = createHash('sha256')
  const sm3 = createHash('sm3')
  let bytes = 0
  let rows = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sha256.update(chunk)
      sm3.update(chunk)
      bytes += chunk.length
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows += 1
      done(null, chunk)
    },
  })
  return { stream, result: () => ({ rows, bytes, sha256: sha256.digest('hex'), sm3: sm3.digest('hex') }) }
}

/** Hashes a table as it stands in the database. */
export async function hashTable(client: Client, table: TableFacts): Promise<ContentHash> {
  const { stream, result } = hashing()
  await pipeline(client.query(copyTo(copyOut(table))), stream, new Writable({ write: (_chunk, _encoding, done) => done() }))
  return result()
}
