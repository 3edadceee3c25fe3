import type { Splitter } from './decoder.ts'
import { clockAt } from './read-h02.ts'
import { bytesOf, textOf } from './read-text.ts'
import { Pending } from './split-delimited.ts'

const [star, dollar, hash] = bytesOf('*$#')
/** Bytes of a binary frame up to the end of its clock, however long its number is. */
const enoughForClock = 15

/**
 * Length of the binary frame that begins here. The protocol writes no length: the short kind (32 bytes) goes on with 0xff after the
 * state word, the long one (45) with mileage and base station; a number of eight bytes makes 42. What a terminal may hang on to the
 * short kind holds no place and is passed over.
 */
function binaryLength(bytes: Uint8Array): number | 'more' | 'none' {
  if (bytes.length < enoughForClock) return 'more'
  const clock = clockAt(bytes.subarray(0, enoughForClock))
  if (clock === undefined) return 'none'
  if (clock !== 6) return 42
  if (bytes.length < 30) return 'more'
  return bytes[29] === 0xff ? 32 : 45
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
