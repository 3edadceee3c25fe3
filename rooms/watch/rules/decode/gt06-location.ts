import { type Draft, placeAt } from './position-draft.ts'
import { type ByteReader, bit } from './read-bytes.ts'
import { readTime } from './terminal-time.ts'

/** How a fix is laid out; terminals of one family leave out or widen parts. */
export interface FixLayout {
  /** Minutes the terminal's clock is ahead of UTC. */
  readonly offset?: number
  readonly satellites?: boolean
  readonly speed?: boolean
  /** Speed in two bytes, behind the flags. */
  readonly wide?: boolean
}

/** Course and hemisphere word: ten bits course, north, west, fixed, and the ignition where bit 14 says it is told. */
const readFlags = (draft: Draft, flags: number, lat: number, lon: number): void => {
  draft.attributes['course'] = flags & 0x3ff
  placeAt(draft, bit(flags, 10) ? lat : -lat, bit(flags, 11) ? -lon : lon, bit(flags, 12))
  if (bit(flags, 14)) draft.attributes['ignition'] = bit(flags, 15)
}

const scale = 1_800_000

/** Latitude, longitude, speed and flags, as they follow each other in every fix. */
export const readPlace = (draft: Draft, from: ByteReader, layout: FixLayout = {}): void => {
  const [lat, lon] = [from.u32() / scale, from.u32() / scale]
  const flagsFirst = layout.wide ? from.u16() : null
  if (layout.speed !== false) draft.attributes['speed'] = layout.wide ? from.u16() : from.u8()
  const flags = flagsFirst ?? from.u16()
  if (!from.short) readFlags(draft, flags, lat, lon)
}

/** Time, satellites, place. */
export const readGps = (draft: Draft, from: ByteReader, layout: FixLayout = {}): void => {
  draft.time = readTime(from, layout.offset)
  if (layout.satellites !== false) draft.attributes['sat'] = from.u8() & 15
  readPlace(draft, from, layout)
}
