import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Lane, RawMessage } from './contract/message.ts'
import { openReserve } from './open-reserve.ts'
import { lockFolder } from './lock-folder.ts'
import { openSegments } from './open-segments.ts'
import type { Part } from './spool-disk.ts'
import type { NotedMessage } from './spool-frames.ts'

export interface SpoolOptions {
  /** Most bytes in all; 1 GB unless told. */
  readonly bytesAtMost?: number
  /** The part of them that bulk may not use, and the size of the file set aside on the disk for urgent messages; 16 MB unless told. */
  readonly reserveBytes?: number
  /** A segment is closed when it has grown to this; 8 MB unless told. */
  readonly segmentBytes?: number
  /** What is understood of a message and does not stand in its bytes; lies in the spool with it. Undefined: nothing. */
  readonly noteOf?: (message: RawMessage) => string | undefined
  /** Given back with the message, before it is handed out. */
  readonly onNote?: (message: RawMessage, note: string) => void
  /** Told of files that are torn or damaged, and of a reserve that could not be made. */
  readonly onDamage?: (file: string, what: string) => void
}

export interface Spool {
  /** Resolves when all of them are on the disk; rejects when the disk or the limit does not take them. */
  append(messages: readonly RawMessage[], lane: Lane): Promise<void>
  /** The oldest messages of a lane; the same ones again until `done`. One reader of a lane at a time. */
  next(lane: Lane): Promise<Part | null>
  /** Bytes that wait, of one lane or both; 0 when there is nothing. */
  readonly bytes: (lane?: Lane) => number
  close(): Promise<void>
}

/** Opens the spool of one process: a second process on the same folder is refused. What an earlier one left is there. */
export async function openSpool(folder: string, options: SpoolOptions = {}): Promise<Spool> {
  const { bytesAtMost = 1 << 30, reserveBytes = 16 << 20, segmentBytes = 8 << 20, onDamage = () => undefined } = options
  // raw messages of persons' devices: for the account that runs the program alone
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const unlock = await lockFolder(folder)
  const names = await readdir(folder)
  const foundOf = async (lane: Lane) => {
    const numbers = names.flatMap((name) => {
      const digits = new RegExp(`^${lane}-(\\d{8})\\.spool$`).exec(name)?.[1]
      return digits === undefined ? [] : [Number(digits)]
    })
    const sizeOf = async (number: number) => ({
      number,
      bytes: (await stat(join(folder, `${lane}-${String(number).padStart(8, '0')}.spool`))).size,
    })
    return Promise.all(numbers.toSorted((a, b) => a - b).map(sizeOf))
  }
  const reserve = await openReserve(folder, reserveBytes).catch((error: unknown) => {
    onDamage(join(folder, 'urgent-reserve.spool'), `no reserve: ${String(error)}`)
    return null
  })
  const shared = { folder, segmentBytes, onDamage }
  const urgent = openSegments({
    ...shared,
    name: 'urgent',
    found: await foundOf('urgent'),
    reserve,
    fits: (more) => bytes() + more <= bytesAtMost,
  })
  const bulk = openSegments({
    ...shared,
    name: 'bulk',
    found: await foundOf('bulk'),
    reserve: null,
    fits: (more) => bytes() + more <= bytesAtMost - reserveBytes,
  })
  const lanes = { urgent, bulk }
  const bytes = (lane?: Lane) => (lane === undefined ? urgent.bytes() + bulk.bytes() : lanes[lane].bytes())

  const { noteOf = () => undefined, onNote = () => undefined } = options
  const noted = (message: RawMessage): NotedMessage => {
    const note = noteOf(message)
    return note === undefined ? message : { ...message, note }
  }
  /** A note nobody can read takes nothing from its message: that is read as its bytes alone say. */
  const bare = ({ note, ...message }: NotedMessage): RawMessage => {
    try {
      if (note !== undefined) onNote(message, note)
    } catch (error) {
      onDamage(folder, `a note was not understood: ${String(error).slice(0, 200)}`)
    }
    return message
  }

  return {
    append: (messages, lane) => lanes[lane].append(messages.map(noted)),
    next: async (lane) => {
      const part = await lanes[lane].next()
      return part === null ? null : { ...part, messages: part.messages.map(bare) }
    },
    bytes,
    close: async () => {
      await urgent.close()
      await bulk.close()
      await reserve?.close()
      await unlock()
    },
  }
}
