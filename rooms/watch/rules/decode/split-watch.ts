import { FrameTooLong, frameAtMost, type Splitter } from './decoder.ts'
import { bytesOf, textOf } from './read-text.ts'
import { Pending } from './split-delimited.ts'

const [open, close] = bytesOf('[]')
const headAtMost = 48

/**
 * Where the content of `[3G*8800000015*000D*…]` or `[ZJ*014111001350304*0033*0064*…]` begins and how long it says to be.
 * 'more' while the bytes may yet become a head, 'none' when they cannot.
 */
function headOf(text: string): { readonly from: number; readonly length: number } | 'more' | 'none' {
  const head = /^\[[0-9A-Za-z]{2}\*[0-9A-Za-z]{1,20}\*([0-9A-Fa-f]{4})\*/.exec(text)
  if (head === null) {
    const begun = /^\[(?:[0-9A-Za-z]{0,2}|[0-9A-Za-z]{2}\*[0-9A-Za-z]{0,20}|[0-9A-Za-z]{2}\*[0-9A-Za-z]{1,20}\*[0-9A-Fa-f]{0,4})$/
    return begun.test(text) ? 'more' : 'none'
  }
  const [whole, first = ''] = head
  const rest = text.slice(whole.length)
  const second = /^([0-9A-Fa-f]{4})\*/.exec(rest)
  if (second !== null) return { from: whole.length + second[0].length, length: Number.parseInt(second[1] ?? '', 16) }
  // an index before the length is known by the four signs and the star after it
  if (/^[0-9A-Fa-f]{0,4}$/.test(rest)) return 'more'
  return { from: whole.length, length: Number.parseInt(first, 16) }
}

/** A frame begun: its head is known, its end is not. */
interface Begun {
  /** Where it ends if the head counts right. */
  readonly stated: number
  /** Bytes looked at, and brackets opened in them. */
  seen: number
  depth: number
}

/**
 * Frames of the watches. Names of Wi-Fi stations may hold brackets and some heads count wrong, so a frame ends with the bracket that
 * closes the first one, or with any bracket where or after the head says that it ends: a frame is never late. A name with a closing
 * bracket alone cuts the list of stations; place and alarm stand before it.
 */
export function splitWatch(): Splitter {
  const pending = new Pending()
  let begun: Begun | undefined

  /** Length of the frame pending, once its end is there. */
  const lengthOf = ({ bytes }: Pending, frame: Begun): number | undefined => {
    for (; frame.seen < bytes.length; frame.seen++) {
      const byte = bytes[frame.seen]
      if (byte === open) frame.depth++
      if (byte !== close) continue
      if (frame.depth === 0 || frame.seen >= frame.stated) return frame.seen + 1
      frame.depth--
    }
    return undefined
  }

  /** The head pending: 'more' while it may become one. What cannot is dropped. */
  const begin = (): Begun | 'more' => {
    for (;;) {
      const start = pending.bytes.indexOf(open ?? 0)
      pending.drop(start < 0 ? pending.bytes.length : start)
      if (start < 0) return 'more'
      const head = headOf(textOf(pending.bytes.subarray(0, headAtMost)))
      if (head === 'more') return head
      if (head !== 'none') return { stated: head.from + head.length, seen: head.from, depth: 0 }
      pending.drop(1)
    }
  }

  return {
    push(chunk) {
      const frames: Uint8Array[] = []
      pending.add(chunk)
      for (;;) {
        const frame = begun ?? begin()
        if (frame === 'more') break
        begun = frame
        const length = lengthOf(pending, frame)
        if (length === undefined) break
        if (length > frameAtMost) throw new FrameTooLong(`a frame longer than ${frameAtMost} bytes`)
        frames.push(pending.take(length))
        begun = undefined
      }
      pending.guard()
      return frames
    },
  }
}
