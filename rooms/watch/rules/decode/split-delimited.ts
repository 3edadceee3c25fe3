import { FrameTooLong, frameAtMost, type Splitter } from './decoder.ts'
import { bytesOf, textOf } from './read-text.ts'

/** Bytes of a stream not yet cut: grows at the end, shrinks at the start; a byte is moved a few times at most. */
export class Pending {
  #held: Uint8Array = new Uint8Array(256)
  #from = 0
  #to = 0

  get bytes(): Uint8Array {
    return this.#held.subarray(this.#from, this.#to)
  }

  add(chunk: Uint8Array): void {
    if (this.#to + chunk.length > this.#held.length) {
      const waiting = this.bytes
      const room = new Uint8Array(Math.max(256, 2 * (waiting.length + chunk.length)))
      room.set(waiting)
      this.#to = waiting.length
      this.#from = 0
      this.#held = room
    }
    this.#held.set(chunk, this.#to)
    this.#to += chunk.length
  }

  /** Passes over `length` bytes. */
  drop(length: number): void {
    this.#from = Math.min(this.#to, this.#from + length)
  }

  /** Takes `length` bytes from the start, as bytes of their own. */
  take(length: number): Uint8Array {
    const taken = this.bytes.slice(0, length)
    this.drop(length)
    return taken
  }

  /** Ends a connection whose frame outgrows what any terminal sends. */
  guard(): void {
    if (this.#to - this.#from > frameAtMost) throw new FrameTooLong(`a frame longer than ${frameAtMost} bytes`)
  }
}

/** How the frames of a text protocol are set apart. */
export interface Delimited {
  /** Any of these ends a frame; they are not part of it. */
  readonly ends: readonly string[]
  /** A frame begins with the first of these; what stands before is passed over. Without one found the bytes are no frame. */
  readonly starts?: RegExp
}

const blank = /^[\s\0]*$/

/** Frames between delimiters. */
export function splitDelimited({ ends, starts }: Delimited): Splitter {
  const stops = ends.map(bytesOf)
  const longest = Math.max(...ends.map((end) => end.length))
  const pending = new Pending()
  let seen = 0
  const endsAt = (bytes: Uint8Array, at: number) => stops.find((stop) => stop.every((byte, offset) => bytes[at + offset] === byte))
  return {
    push(chunk) {
      const frames: Uint8Array[] = []
      pending.add(chunk)
      let at = seen
      let from = 0
      const bytes = pending.bytes
      while (at < bytes.length) {
        const stop = endsAt(bytes, at)
        if (stop === undefined) {
          at++
          continue
        }
        if (at - from > frameAtMost) throw new FrameTooLong(`a frame longer than ${frameAtMost} bytes`)
        const text = textOf(bytes.subarray(from, at))
        const start = starts === undefined ? text.search(/[^\s\0]/) : text.search(starts)
        if (!blank.test(text) && start >= 0) frames.push(bytes.slice(from + start, at))
        at += stop.length
        from = at
      }
      pending.drop(from)
      // a delimiter of several bytes may have come in part
      seen = Math.max(0, pending.bytes.length - longest + 1)
      pending.guard()
      return frames
    },
  }
}
