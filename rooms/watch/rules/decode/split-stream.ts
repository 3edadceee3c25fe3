import { FrameTooLong, frameAtMost, type Splitter } from './decoder.ts'

/** What the beginning of the held bytes is: `used` bytes go, with a frame or as noise; null: wait for more. */
export type Cut = { readonly used: number; readonly frame?: Uint8Array } | null

/**
 * A splitter from a rule about the beginning of the held bytes (never empty). The rule must not depend on how much lies behind
 * the frame, or the same stream would give other frames when it arrives in other pieces.
 */
export const splitWith = (cut: (held: Uint8Array) => Cut): Splitter => {
  let held: Uint8Array = new Uint8Array(0)
  return {
    push(chunk) {
      const all = new Uint8Array(held.length + chunk.length)
      all.set(held)
      all.set(chunk, held.length)
      held = all
      const frames: Uint8Array[] = []
      while (held.length > 0) {
        const next = cut(held)
        if (next === null) break
        if (next.frame) frames.push(next.frame)
        held = held.subarray(next.used)
      }
      // whole frames before the endless one are given first; the next push ends the connection
      if (held.length > frameAtMost && frames.length === 0) {
        held = new Uint8Array(0)
        throw new FrameTooLong(`more than ${frameAtMost} bytes without an end of frame`)
      }
      held = held.slice()
      return frames
    },
  }
}

/** Where the byte pair stands, from `from` on; -1 when it does not. */
export const findPair = (bytes: Uint8Array, first: number, second: number, from = 0): number => {
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) if (bytes[at + 1] === second) return at
  return -1
}
