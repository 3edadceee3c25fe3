import { type FileHandle, open, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { RawMessage } from './contract/message.ts'
import type { Reserve } from './open-reserve.ts'
import { type Part, SpoolFull, syncFolder, writeAll } from './spool-disk.ts'
import { headBytes, type NotedMessage, readSegment, segmentHead, writeFrame } from './spool-frames.ts'

export interface SegmentOptions {
  readonly folder: string
  /** First part of the file names. */
  readonly name: string
  /** Numbers of the segments an earlier process left, with their sizes. */
  readonly found: readonly { readonly number: number; readonly bytes: number }[]
  readonly segmentBytes: number
  /** Whether so many bytes more are within the limit. */
  readonly fits: (bytes: number) => boolean
  /** Where messages go when the disk takes no more. */
  readonly reserve: Reserve | null
  readonly onDamage: (file: string, what: string) => void
}

export interface Segments {
  append(messages: readonly RawMessage[]): Promise<void>
  next(): Promise<Part | null>
  readonly bytes: () => number
  close(): Promise<void>
}

interface Pending {
  readonly messages: readonly RawMessage[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** Append-only files of one lane: each append is on the disk (fdatasync) before it resolves; appends that wait together share one. */
export function openSegments({ folder, name, found, segmentBytes, fits, reserve, onDamage }: SegmentOptions): Segments {
  const closed = found.map((segment) => ({ ...segment, last: false }))
  const newest = closed.at(-1)
  // only the segment that was being written when the process ended may have a torn tail
  if (newest !== undefined) newest.last = true
  let number = newest?.number ?? 0
  let active: { readonly handle: FileHandle; readonly number: number; good: number } | null = null
  let pending: Pending[] = []
  let turn: Promise<unknown> = Promise.resolve()
  const serial = <T>(act: () => Promise<T>): Promise<T> => {
    const next = turn.then(act, act)
    turn = next.catch(() => undefined)
    return next
  }
  const pathOf = (of: number) => join(folder, `${name}-${String(of).padStart(8, '0')}.spool`)
  const bytes = () => closed.reduce((sum, segment) => sum + segment.bytes, 0) + (active?.good ?? 0) + (reserve?.bytes() ?? 0)

  const rotate = async () => {
    if (active === null) return
    const { handle, number: of, good } = active
    active = null
    // in one step, so that what waits is never out of the count
    if (good > headBytes) closed.push({ number: of, bytes: good, last: false })
    await handle.close().catch(() => undefined)
    if (good <= headBytes) await unlink(pathOf(of)).catch(() => undefined)
  }
  const write = async (messages: readonly RawMessage[]) => {
    if (!fits(sizeOf(messages))) throw new SpoolFull(`the spool holds ${bytes()} bytes`)
    if (active === null) {
      const of = ++number
      const handle = await open(pathOf(of), 'wx')
      try {
        await writeAll(handle, segmentHead(of), 0)
        await syncFolder(folder)
      } catch (error) {
        await handle.close()
        await unlink(pathOf(of))
        throw error
      }
      active = { handle, number: of, good: headBytes }
    }
    const segment = active
    const frames = Buffer.concat(messages.map((message) => writeFrame(message, segment.number)))
    try {
      await writeAll(segment.handle, frames, segment.good)
      await segment.handle.datasync()
      segment.good += frames.length
    } catch (error) {
      await segment.handle.truncate(segment.good).catch(() => undefined)
      await rotate()
      throw error
    }
    if (segment.good >= segmentBytes) await rotate()
  }
  const flush = async () => {
    const group = pending
    if (group.length === 0) return
    pending = []
    const messages = group.flatMap((one) => one.messages)
    try {
      await write(messages).catch((error: unknown) => {
        if (reserve === null) throw error
        return reserve.append(messages)
      })
      for (const { resolve } of group) resolve()
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  const nextOf = async (): Promise<Part | null> => {
    if (closed.length === 0) {
      const part = (await reserve?.next()) ?? null
      if (part !== null) return part
      await rotate()
    }
    const [first] = closed
    if (first === undefined) return null
    const path = pathOf(first.number)
    const read = readSegment(await readFile(path))
    const damaged = read === null || read.torn
    if (damaged) onDamage(path, first.last ? 'its tail was torn when the process ended' : 'it is damaged and kept for people to look at')
    return {
      messages: read?.messages ?? [],
      bytes: first.bytes,
      done: async () => {
        closed.shift()
        // what can no longer be read was acknowledged unless it is the torn tail: then the file stays
        if (!damaged || first.last) await unlink(path)
        else await rename(path, `${path}.damaged`)
      },
    }
  }
  return {
    append: (messages) =>
      new Promise((resolve, reject) => {
        pending.push({ messages, resolve, reject })
        if (pending.length === 1) void serial(flush)
      }),
    next: () => serial(nextOf),
    bytes,
    close: () => serial(rotate),
  }
}

const sizeOf = (messages: readonly NotedMessage[]) =>
  messages.reduce((sum, { payload, note = '' }) => sum + payload.length + note.length + 100, 0)
