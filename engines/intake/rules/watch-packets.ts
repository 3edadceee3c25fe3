/**
 * Follows a stream of MQTT packets by their fixed headers alone (MQTT 3.1.1, 2.2: one byte of type, one to four of remaining length).
 * The function it gives takes the next chunk and answers 0, or the length of the first packet that is longer than `atMost`: known as
 * soon as its header has come, before any of it is stored.
 */
export function watchPackets(atMost: number): (chunk: Uint8Array) => number {
  /** Bytes of the running packet still to come; -1: its type byte comes next; -2: its length is being read. */
  let left = -1
  let length = 0
  let factor = 1
  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (left > 0) {
        const step = Math.min(left, chunk.length - at)
        at += step
        left -= step
        if (left === 0) left = -1
        continue
      }
      const byte = chunk[at++] ?? 0
      if (left === -1) {
        left = -2
        length = 0
        factor = 1
        continue
      }
      length += (byte & 127) * factor
      factor *= 128
      if (byte < 128) {
        if (length > atMost) return length
        left = length === 0 ? -1 : length
      } else if (factor > 128 ** 3) {
        // a fifth byte of length is no MQTT; the parser says so
        return 0
      }
    }
    return 0
  }
}
