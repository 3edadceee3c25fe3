/** Hex of bytes, lower case, no separators. */
export const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * Reads numbers from bytes, big-endian unless the name ends in `le`. Past the end it gives zeros and sets `short`:
 * it never throws, so a cut frame gives what it still says and its decoder can ask whether all was there.
 */
export class ByteReader {
  readonly bytes: Uint8Array
  at = 0
  /** Whether anything was asked for that was not there. */
  short = false

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get left(): number {
    return this.bytes.length - this.at
  }

  has(count: number): boolean {
    return this.left >= count
  }

  /** The byte `ahead` of here, without moving; 0 past the end. */
  peek(ahead = 0): number {
    return this.bytes[this.at + ahead] ?? 0
  }

  skip(count: number): void {
    if (count > this.left) this.short = true
    this.at = Math.min(this.at + Math.max(count, 0), this.bytes.length)
  }

  take(count: number): Uint8Array {
    const start = this.at
    this.skip(count)
    return this.bytes.subarray(start, this.at)
  }

  /** A reader over the next `count` bytes, which this one moves past. */
  part(count: number): ByteReader {
    return new ByteReader(this.take(count))
  }

  rest(): Uint8Array {
    return this.take(this.left)
  }

  u8(): number {
    const value = this.peek()
    this.skip(1)
    return value
  }

  i8(): number {
    return (this.u8() << 24) >> 24
  }

  u16(): number {
    return this.u8() * 0x100 + this.u8()
  }

  i16(): number {
    return (this.u16() << 16) >> 16
  }

  u24(): number {
    return this.u16() * 0x100 + this.u8()
  }

  u32(): number {
    return this.u16() * 0x10000 + this.u16()
  }

  i32(): number {
    return this.u32() | 0
  }

  /** Eight bytes as a number; exact below 2^53. */
  u64(): number {
    return this.u32() * 0x100000000 + this.u32()
  }

  f32(): number {
    return this.view(4).getFloat32(0)
  }

  f64(): number {
    return this.view(8).getFloat64(0)
  }

  u16le(): number {
    return this.u8() + this.u8() * 0x100
  }

  i16le(): number {
    return (this.u16le() << 16) >> 16
  }

  u32le(): number {
    return this.u16le() + this.u16le() * 0x10000
  }

  i32le(): number {
    return this.u32le() | 0
  }

  hex(count: number): string {
    return hexOf(this.take(count))
  }

  /** Bytes as characters one to one; what is not ASCII stays visible as Latin-1. */
  ascii(count: number): string {
    return Array.from(this.take(count), (byte) => String.fromCharCode(byte)).join('')
  }

  /** One byte of two decimal digits; NaN when a digit is above 9. */
  bcd(): number {
    const byte = this.u8()
    const tens = byte >> 4
    const ones = byte & 15
    return tens > 9 || ones > 9 ? Number.NaN : tens * 10 + ones
  }

  private view(count: number): DataView {
    const whole = new Uint8Array(count)
    whole.set(this.take(count))
    return new DataView(whole.buffer)
  }
}

/** Whether bit `index` (0 = lowest) is set; right also for 32-bit values above 2^31. */
export const bit = (value: number, index: number): boolean => Math.floor(value / 2 ** index) % 2 === 1

/** Text without the NULs, blanks and line ends around it. */
export const bare = (text: string): string => {
  const inside = (char: string | undefined): boolean => char !== undefined && char > ' '
  const chars = Array.from(text)
  const first = chars.findIndex(inside)
  return first < 0 ? '' : chars.slice(first, chars.findLastIndex(inside) + 1).join('')
}

/** Whether bytes are all printable ASCII or line ends. */
export const isText = (bytes: Uint8Array): boolean => bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 10 || byte === 13)
