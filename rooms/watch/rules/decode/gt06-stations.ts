import { type Draft, hearCell, hearWifi } from './position-draft.ts'
import { ByteReader, bit } from './read-bytes.ts'
import { readBcdTime, readTime } from './terminal-time.ts'

/** Widths of the parts of a base station. */
export interface CellLayout {
  /** Area code in four bytes and cell in eight (4G). */
  readonly wide?: boolean
  /** Bytes of the cell, three where not told. */
  readonly cell?: 3 | 4 | 8
  /** Network code in two bytes; else in one, or in two where the country code has its top bit set. */
  readonly longNetwork?: boolean
}

const readNetwork = (from: ByteReader, longNetwork = false): readonly [number, number] => {
  const country = from.u16()
  return [country & 0x7fff, longNetwork || bit(country, 15) ? from.u16() : from.u8()]
}

const readCellId = (from: ByteReader, bytes: number): number => (bytes === 8 ? from.u64() : bytes === 4 ? from.u32() : from.u24())

export const readCell = (draft: Draft, from: ByteReader, layout: CellLayout = {}): void => {
  const [mcc, mnc] = readNetwork(from, layout.longNetwork)
  const area = layout.wide ? from.u32() : from.u16()
  const cell = readCellId(from, layout.cell ?? (layout.wide ? 8 : 3))
  if (!from.short) hearCell(draft, mcc, mnc, area, cell)
}

/** A base station behind its length (which counts itself); sixteen bytes are the wide layout. `cell` of four is not counted by its makers. */
export const readCountedCell = (draft: Draft, from: ByteReader, cell: 3 | 4 = 3): void => {
  const length = from.u8()
  if (length === 0) {
    // nothing told; some firmware fills the field with zeros all the same
    if (from.left >= 45 && from.bytes.subarray(from.at, from.at + 36).every((byte) => byte === 0)) from.skip(45)
    return
  }
  const inner = from.part(cell === 4 ? 9 : Math.max(length - 1, 8))
  readCell(draft, inner, length >= 16 ? { wide: true } : { cell })
}

/** Layout of the messages with many stations, by type and length. */
interface StationsLayout {
  readonly wide?: boolean
  readonly cell?: 3 | 4
  readonly cells: number | 'counted'
  readonly advanceFirst?: boolean
  readonly longNetwork?: boolean
  readonly wifi: boolean
}

const layoutOf = (type: number, length: number): StationsLayout => {
  if (type === 0x24 && length === 0x31) return { cells: 'counted', advanceFirst: true, wifi: false }
  if (type === 0x34 && length === 0x37) return { cells: 7, advanceFirst: true, longNetwork: true, cell: 4, wifi: false }
  if (type === 0x33) return { cells: 6, cell: 4, wifi: true }
  if (type === 0xa1) return { cells: 7, wide: true, wifi: false }
  if (type === 0xa2) return { cells: 7, wide: true, wifi: true }
  return { cells: 7, wifi: type === 0x2c || type === 0x18 }
}

/** Time, network, several base stations, Wi-Fi: 18, 24, 28, 2C, 2E, 33, 34, A1, A2. */
export const readManyStations = (draft: Draft, from: ByteReader, type: number, length: number, offset: number): void => {
  const layout = layoutOf(type, length)
  draft.time = readTime(from, offset)
  if (layout.advanceFirst) from.skip(1)
  const [mcc, mnc] = readNetwork(from, layout.longNetwork)
  const cells = layout.cells === 'counted' ? from.u8() : layout.cells
  const size = layout.wide ? 13 : (layout.cell ?? 3) + 3
  for (let index = 0; index < cells && from.has(size); index += 1) {
    const area = layout.wide ? from.u32() : from.u16()
    hearCell(draft, mcc, mnc, area, readCellId(from, layout.wide ? 8 : (layout.cell ?? 3)), -from.u8())
  }
  if (!layout.advanceFirst) from.skip(1)
  if (!layout.wifi) return
  for (let count = from.u8(); count > 0 && from.has(7); count -= 1) hearWifi(draft, from.hex(6), -from.u8())
}

/** Wi-Fi and base stations of watches (17, 69): decimal time, access points as many as the length byte says. */
export const readWatchWifi = (draft: Draft, from: ByteReader, count: number): void => {
  draft.time = readBcdTime(from)
  for (let index = 0; index < count && from.has(7); index += 1) hearWifi(draft, from.hex(6), -from.u8())
  if (!from.has(4)) return
  const cells = from.u8()
  const [mcc, mnc] = [from.u16(), from.u8()]
  for (let index = 0; index < cells && from.has(5); index += 1) hearCell(draft, mcc, mnc, from.u16(), from.u16(), -from.u8())
}

/** Wi-Fi alone (F3): time, then two bytes and an address each. */
export const readWifiList = (draft: Draft, from: ByteReader, offset: number): void => {
  const time = from.take(6)
  draft.time = readTime(new ByteReader(time), offset)
  for (let count = from.u8(); count > 0 && from.has(8); count -= 1) {
    from.skip(2)
    hearWifi(draft, from.hex(6))
  }
}
