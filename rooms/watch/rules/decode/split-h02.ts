import type { Splitter } from './decoder.ts'
import { clockAt } from './read-h02.ts'
import { bytesOf, textOf } from './read-text.ts'
import { Pending } from './split-delimited.ts'

const [star, dollar, hash] = bytesOf('*$#')
/** Bytes of a binary frame up to the end of its clock, however long its number is. */
const enoughForClock = 15

/**
 * Length of the binary frame that begins here. The protocol writes none, and the short kind (32 bytes) is the beginning of the long
 * ones (45, 48): those go on with mileage and base station. Nobody can wait for what may not come, as the frame may hold a call for
 * help: 32 bytes, with place and state, are a frame at once, and what hangs on to them is passed over. A number of eight bytes
 * makes 42.
 */
function binaryLength(bytes: Uint8Array): number | 'more' | 'none' {
  if (bytes.length < enoughForClock) return 'more'
  const clock = clockAt(bytes.subarray(0, enoughForClock))
  if (clock === undefined) return 'none'
  return clock === 6 ? 32 : 42
}

function textLength(bytes: Uint8Array): number | 'more' | 'none' {
  const head = textOf(bytes.subarray(0, 4))
  if (!/^\*(?:[A-Za-z]{0,2}|[A-Za-z]{2},)$/.test(head)) return 'none'
  const end = bytes.indexOf(hash ?? 0)
  return end < 0 ? 'more' : end + 1
}

/** `*HQ,…#` in text and `$…` in packed digits, mixed in one stream. */
export function splitH02(): Splitter {
  const pending = new Pending()
  return {
    push(chunk) {
      const frames: Uint8Array[] = []
      pending.add(chunk)
      for (;;) {
        const start = pending.bytes.findIndex((byte) => byte === star || byte === dollar)
        pending.drop(start < 0 ? pending.bytes.length : start)
        if (start < 0) break
        const length = pending.bytes[0] === star ? textLength(pending.bytes) : binaryLength(pending.bytes)
        if (length === 'more' || (typeof length === 'number' && pending.bytes.length < length)) break
        if (length === 'none') pending.drop(1)
        else frames.push(pending.take(length))
      }
      pending.guard()
      return frames
    },
  }
}
