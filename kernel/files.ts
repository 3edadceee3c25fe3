/** Files on disk by content hash, with rows in kernel.file. */
export interface FileStore {
  /** Keeps bytes; type is told from the content (never from the name). */
  put(bytes: Uint8Array, name: string): Promise<StoredFile>
  get(id: string): Promise<{ file: StoredFile; bytes: Uint8Array } | undefined>
}

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly mime: string
  readonly size: number
  readonly sha256: string
  readonly sm3: string
}
