import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, escapeIdentifier } from 'pg'
import { type Cipher, ringAgeMs, ringCipher } from './cipher.ts'
import { addKey, type CipherAlgorithm, type KeyStore } from './keys.ts'
import type { EncryptedColumn } from './room.ts'

/** What a rotation did; `resumed` when it went on with one that was cut off. */
export interface RotationReport {
  readonly key: string
  readonly algorithm: CipherAlgorithm
  readonly resumed: boolean
  readonly columns: readonly { readonly table: string; readonly column: string; readonly sealedAgain: number }[]
}

export interface RotationOptions {
  /** SM4 unless told; older data of either algorithm stays readable. */
  readonly algorithm?: CipherAlgorithm
  readonly batch?: number
  /** Told after each batch. */
  readonly onProgress?: (column: EncryptedColumn, sealedAgain: number) => void
}

/**
 * Gives the ring a new key and seals every encrypted column again with it, in batches, while the program runs.
 * Old keys stay in the ring: readers are never without a key. The key of the blind indexes stays, for a new one
 * would make every search miss until all rows are written again; it protects equality only, not the text.
 * `owner` is a connection of the owner of the tables, who sees all rows.
 */
export async function rotateKeys(
  owner: Client,
  store: KeyStore,
  columns: readonly EncryptedColumn[],
  options: RotationOptions = {},
): Promise<RotationReport> {
  const { rows } = await owner.query<{ free: boolean }>('select pg_try_advisory_lock(7412029) as free')
  if (rows[0]?.free !== true) throw new Error('另一个密钥轮换正在进行 (another rotation is running)')
  const before = store.load()
  const resumed = before.rotating === true
  const ring = resumed ? before : { ...addKey(before, options.algorithm ?? 'sm4'), rotating: true as const }
  if (!resumed) store.save(ring)
  // a running program may seal with the older key until it has read the ring again
  await sleep(ringAgeMs + 500)
  const cipher = ringCipher(ring)
  const done: RotationReport['columns'][number][] = []
  for (const column of columns) {
    let sealedAgain = 0
    // a call that was under way may have committed behind the first pass
    for (let found = -1; found !== 0; sealedAgain += found)
      found = await sealColumn(owner, cipher, ring.current, column, options, sealedAgain)
    done.push({ table: column.table, column: column.column, sealedAgain })
  }
  const { rotating: _, ...settled } = ring
  store.save(settled)
  await owner.query('select pg_advisory_unlock(7412029)')
  return { key: ring.current, algorithm: ring.keys[ring.current]?.algorithm ?? 'sm4', resumed, columns: done }
}

/** One pass over a column by its key; each batch is its own transaction, and a row changed meanwhile is left as it is. */
async function sealColumn(
  owner: Client,
  cipher: Cipher,
  current: string,
  encrypted: EncryptedColumn,
  options: RotationOptions,
  before: number,
): Promise<number> {
  const [table, key, column] = [
    encrypted.table.split('.').map(escapeIdentifier).join('.'),
    escapeIdentifier(encrypted.key),
    escapeIdentifier(encrypted.column),
  ]
  // the key's own type lets the index serve each batch
  const { rows: types } = await owner.query<{ type: string }>(
    'select format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = $1::regclass and attname = $2',
    [encrypted.table, encrypted.key],
  )
  const type = types[0]?.type ?? 'text'
  let after: string | null = null
  let sealedAgain = 0
  for (;;) {
    const { rows }: { rows: { key: string; sealed: string }[] } = await owner.query(
      `select ${key}::text as key, ${column} as sealed from ${table}
        where ${column} is not null and split_part(${column}, '.', 2) <> $1 ${after === null ? '' : `and ${key} > $3`} order by ${table}.${key} limit $2`,
      [current, options.batch ?? 500, ...(after === null ? [] : [after])],
    )
    const last = rows.at(-1)
    if (last === undefined) return sealedAgain
    const again = rows.map(({ key: at, sealed }) => ({ at, old: sealed, fresh: cipher.seal(cipher.open(sealed)) }))
    const { rowCount } = await owner.query(
      `update ${table} as t set ${column} = r.fresh from json_to_recordset($1::json) as r(at ${type}, old text, fresh text) where t.${key} = r.at and t.${column} = r.old`,
      [JSON.stringify(again)],
    )
    sealedAgain += rowCount ?? 0
    after = last.key
    options.onProgress?.(encrypted, before + sealedAgain)
  }
}
