import { type FileHandle, open } from 'node:fs/promises'
import type { RawMessage } from './contract/message.ts'

/** Nothing more fits: the messages are not acknowledged and stay with their senders. */
export class SpoolFull extends Error {
  override readonly name = 'SpoolFull'
}

/** Messages handed out of the spool. */
export interface Part {
  readonly messages: readonly RawMessage[]
  /** What they take of the spool. */
  readonly bytes: number
  /** Call after all of them are committed: lets go of them. */
  done(): Promise<void>
}

export async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, position + at)
    at += bytesWritten
  }
}

/** A new name is only on the disk when its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
