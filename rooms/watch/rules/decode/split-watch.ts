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

/**
 * Frames of the watches. The length said in the head counts, as names of Wi-Fi stations may hold a bracket; where no bracket stands
 * at that length the frame ends at the next one.
 */
export function splitWatch(): Splitter {
  const pending = new Pending()

  const endOf = (bytes: Uint8Array): number | 'more' | 'none' => {
    const head = headOf(textOf(bytes.subarray(0, headAtMost)))
    if (typeof head === 'string') return head
    const end = head.from + head.length
    if (bytes.length <= end) return 'more'
    if (bytes[end] === close) return end
    const at = bytes.indexOf(close ?? 0, head.from)
    return at < 0 ? 'more' : at
  }

  return {
    push(chunk) {
      const frames: Uint8Array[] = []
      pending.add(chunk)
      for (;;) {
        const start = pending.bytes.indexOf(open ?? 0)
        pending.drop(start < 0 ? pending.bytes.length : start)
        if (start < 0) break
        const end = endOf(pending.bytes)
        if (end === 'more') break
        if (end === 'none') pending.drop(1)
        else if (end + 1 > frameAtMost) throw new FrameTooLong(`a frame longer than ${frameAtMost} bytes`)
        else frames.push(pending.take(end + 1))
      }
      pending.guard()
      return frames
    },
  }
}
