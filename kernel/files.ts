import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import { sql } from 'kysely'
import type { Database } from './database-handle.ts'
import { sm3 } from './cipher.ts'

export interface StoredFile {
  readonly id: string
  readonly name: string
  /** Told from the content; `text/plain` for valid UTF-8 without a signature, else `application/octet-stream`. */
  readonly mime: string
  /** bytes */
  readonly size: number
  readonly sha256: string
  readonly sm3: string
  /** Shown to others by the room that keeps it; the file route gives it to nobody. */
  readonly shared: boolean
  /** Who put it. */
  readonly accountId: string | null
}

/** Files on disk under their content hash, with a row each in kernel.file. */
export interface FileStore {
  /** Keeps bytes durably before it returns; the type is told from the content, never from the name. */
  put(bytes: Uint8Array, name: string, how?: { readonly shared: boolean }): Promise<StoredFile>
  /** Hands files the actor put to the room: from now on the room shows them, to whom its signatures allow. */
  share(ids: readonly string[]): Promise<void>
  /** The file when the actor may see it. */
  find(id: string): Promise<{ readonly file: StoredFile; readonly bytes: Uint8Array } | undefined>
}

/** The type of content by its signature bytes. */
export async function sniff(bytes: Uint8Array): Promise<string> {
  const known = await fileTypeFromBuffer(bytes)
  if (known) return known.mime
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return bytes.includes(0) ? 'application/octet-stream' : 'text/plain'
  } catch {
    return 'application/octet-stream'
  }
}

/** A store for one call: rows go through the call's transaction. */
export function fileStore(folder: string, db: Database, stamp: { newId: () => string; at: string; accountId: string | null }): FileStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)
  return {
    async put(bytes, name, { shared } = { shared: false }) {
      const file: StoredFile = {
        id: stamp.newId(),
        name,
        mime: await sniff(bytes),
        size: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        sm3: sm3(bytes),
        shared,
        accountId: stamp.accountId,
      }
      const path = pathOf(file.sha256)
      await mkdir(join(folder, file.sha256.slice(0, 2)), { recursive: true })
      const draft = `${path}.${file.id}`
      try {
        await writeWhole(draft, bytes)
        await rename(draft, path)
      } catch (error) {
        // half a file on a full disk would keep it full
        await rm(draft, { force: true }).catch(() => {})
        throw error
      }
      await sql`insert into kernel.file (id, name, mime, size, sha256, sm3, account_id, at, shared)
        values (${file.id}, ${file.name}, ${file.mime}, ${file.size}, ${file.sha256}, ${file.sm3}, ${stamp.accountId}, ${stamp.at}, ${shared})`.execute(
        db,
      )
      return file
    },
    async share(ids) {
      await sql`update kernel.file set shared = true where id = any (${ids}::uuid[]) and account_id = ${stamp.accountId} and not shared`.execute(
        db,
      )
    },
    async find(id) {
      const { rows } =
        await sql<StoredFile>`select id, name, mime, size, sha256, sm3, shared, account_id as "accountId" from kernel.file where id = ${id}`.execute(
          db,
        )
      const [file] = rows
      return file && { file, bytes: await readFile(pathOf(file.sha256)) }
    },
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    // one left open ends the whole program when its memory is swept
    await file.close()
  }
}
