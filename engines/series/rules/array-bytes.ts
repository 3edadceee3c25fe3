/** Arrays in PostgreSQL's binary form: the server takes them without reading text, which is most of the cost of a batch. */

/** Object ids of element types, fixed in PostgreSQL's catalogue (pg_type.dat). */
const elements = { bytea: 17, int8: 20, int2: 21, int4: 23, float8: 701, date: 1082, timestamptz: 1184 } as const
type Element = keyof typeof elements

const widths: Readonly<Record<Exclude<Element, 'bytea'>, number>> = { int8: 8, int2: 2, int4: 4, float8: 8, date: 4, timestamptz: 8 }
const headBytes = 20

/** 2000-01-01, from which PostgreSQL counts days and microseconds. */
const epochDay = Temporal.PlainDate.from('2000-01-01')
const epochMs = 10_957 * 86_400_000

function head(bytes: Buffer, element: Element, length: number, nulls: boolean): void {
  // no dimension at all when empty, as the server writes it
  bytes.writeInt32BE(length === 0 ? 0 : 1, 0)
  bytes.writeInt32BE(nulls ? 1 : 0, 4)
  bytes.writeInt32BE(elements[element], 8)
  if (length === 0) return
  bytes.writeInt32BE(length, 12)
  bytes.writeInt32BE(1, 16)
}

function fixed(element: Exclude<Element, 'bytea'>, length: number, put: (bytes: Buffer, at: number, n: number) => boolean): Buffer {
  const width = widths[element]
  const bytes = Buffer.allocUnsafe(length === 0 ? 12 : headBytes + length * (4 + width))
  let at = headBytes
  let nulls = false
  for (let n = 0; n < length; n++) {
    if (put(bytes, at + 4, n)) {
      bytes.writeInt32BE(width, at)
      at += 4 + width
    } else {
      bytes.writeInt32BE(-1, at)
      at += 4
      nulls = true
    }
  }
  head(bytes, element, length, nulls)
  return length === 0 ? bytes : bytes.subarray(0, at)
}

export function shorts(values: readonly number[]): Buffer {
  return fixed('int2', values.length, (bytes, at, n) => {
    bytes.writeInt16BE(values[n] ?? 0, at)
    return true
  })
}

export function integers(values: readonly (number | null)[]): Buffer {
  return fixed('int4', values.length, (bytes, at, n) => {
    const value = values[n] ?? null
    if (value === null) return false
    bytes.writeInt32BE(value, at)
    return true
  })
}

export function longs(values: readonly bigint[]): Buffer {
  return fixed('int8', values.length, (bytes, at, n) => {
    bytes.writeBigInt64BE(values[n] ?? 0n, at)
    return true
  })
}

export function doubles(values: readonly number[]): Buffer {
  return fixed('float8', values.length, (bytes, at, n) => {
    bytes.writeDoubleBE(values[n] ?? 0, at)
    return true
  })
}

/** Days `YYYY-MM-DD`; throws on what is no day. */
export function days(values: readonly string[]): Buffer {
  let [last, lastDay] = ['', 0]
  return fixed('date', values.length, (bytes, at, n) => {
    const day = values[n] ?? ''
    if (day !== last) {
      if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new RangeError(`no day: ${day}`)
      lastDay = epochDay.until(day).days
      last = day
    }
    bytes.writeInt32BE(lastDay, at)
    return true
  })
}

/** Moments in milliseconds since 1970 UTC; throws on what is no moment. */
export function moments(values: readonly (number | null)[]): Buffer {
  return fixed('timestamptz', values.length, (bytes, at, n) => {
    const ms = values[n] ?? null
    if (ms === null) return false
    // years 1 to 9999: what PostgreSQL and JavaScript can both say
    if (!(ms >= -62_135_596_800_000 && ms < 253_402_300_800_000)) throw new RangeError(`no moment: ${ms}`)
    const micros = Math.round(ms - epochMs) * 1000
    if (Number.isSafeInteger(micros)) {
      bytes.writeInt32BE(Math.floor(micros / 4_294_967_296), at)
      bytes.writeUInt32BE(micros >>> 0, at + 4)
    } else bytes.writeBigInt64BE(BigInt(Math.round(ms - epochMs)) * 1000n, at)
    return true
  })
}

export function blobs(values: readonly (Uint8Array | null)[]): Buffer {
  const size = values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), values.length === 0 ? 12 : headBytes)
  const bytes = Buffer.allocUnsafe(size)
  let at = headBytes
  for (const value of values) {
    bytes.writeInt32BE(value === null ? -1 : value.length, at)
    at += 4
    if (value !== null) {
      bytes.set(value, at)
      at += value.length
    }
  }
  head(bytes, 'bytea', values.length, values.includes(null))
  return bytes
}
