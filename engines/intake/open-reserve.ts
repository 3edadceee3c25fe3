import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { RawMessage } from './contract/message.ts'
import { type Part, SpoolFull, syncFolder, writeAll } from './spool-disk.ts'
import { headBytes, readSegment, segmentHead, writeFrame } from './spool-frames.ts'

/** Room on the disk that was taken while there was some: writing into it needs no further block of a full disk. */
export interface Reserve {
  append(messages: readonly RawMessage[]): Promise<void>
  next(): Promise<Part | null>
  readonly bytes: () => number
  close(): Promise<void>
}

/** Opens or makes the reserve; its bytes are written out (zeros), not merely promised by the file system. */
export async function openReserve(folder: string, size: number): Promise<Reserve> {
  const path = join(folder, 'urgent-reserve.spool')
  const handle = await open(path, 'r+').catch(() => open(path, 'wx+'))
  let held = (await handle.stat()).size
  if (held < size) {
    const zeros = Buffer.alloc(Math.min(size, 1 << 20))
    while (held < size) {
      const step = Math.min(zeros.length, size - held)
      await writeAll(handle, zeros.subarray(0, step), held)
      held += step
    }
    await handle.sync()
    await syncFolder(folder)
  }
  const load = async () => {
    const bytes = Buffer.alloc(held)
    await handle.read(bytes, 0, held, 0)
    return bytes
  }
  const found = readSegment(await load())
  let epoch = found?.epoch ?? 1
  let good = found?.good ?? headBytes
  let from = headBytes
  const begin = async () => {
    await writeAll(handle, segmentHead(epoch), 0)
    await handle.datasync()
  }
  if (found === null) await begin()

  return {
    append: async (messages) => {
      const frames = Buffer.concat(messages.map((message) => writeFrame(message, epoch)))
      if (good + frames.length > held) throw new SpoolFull('the reserve is full')
      await writeAll(handle, frames, good)
      await handle.datasync()
      good += frames.length
    },
    next: async () => {
      if (good === from) return null
      const end = good
      const read = readSegment((await load()).subarray(0, end), from)
      return {
        messages: read?.messages ?? [],
        bytes: end - from,
        done: async () => {
          from = end
          if (good !== end) return
          // a new epoch makes every old frame unreadable without writing over it
          epoch = (epoch + 1) >>> 0
          good = headBytes
          from = headBytes
          await begin()
        },
      }
    },
    bytes: () => good - from,
    close: () => handle.close(),
  }
}
