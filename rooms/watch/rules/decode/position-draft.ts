import { alarmsOf } from './alarm-words.ts'
import type { Attribute, Decoded, Position } from './decoder.ts'

/** A position while it is being read. */
export interface Draft {
  time: string | null
  valid: boolean
  lat: number | null
  lon: number | null
  readonly attributes: Record<string, Attribute>
  readonly alarms: Set<string>
  readonly cells: string[]
  readonly wifi: string[]
}

export const newDraft = (): Draft => ({
  time: null,
  valid: false,
  lat: null,
  lon: null,
  attributes: {},
  alarms: new Set(),
  cells: [],
  wifi: [],
})

/** Degrees as told; a place off the globe is no place. */
export const placeAt = (draft: Draft, lat: number, lon: number, valid: boolean): void => {
  const possible = Math.abs(lat) <= 90 && Math.abs(lon) <= 180
  draft.lat = possible ? lat : null
  draft.lon = possible ? lon : null
  draft.valid = possible && valid
}

/** Keeps a base station as mcc-mnc-lac-cell, with its strength where told. */
export const hearCell = (draft: Draft, mcc: number, mnc: number, lac: number, cell: number, rssi?: number): void => {
  if (lac > 0 || cell > 0) draft.cells.push(`${mcc}-${mnc}-${lac}-${cell}${rssi === undefined ? '' : `@${rssi}`}`)
}

/** Keeps a Wi-Fi access point as its address, with its strength where told. */
export const hearWifi = (draft: Draft, mac: string, rssi?: number): void => {
  const address = mac.includes(':') ? mac : (mac.match(/../g) ?? []).join(':')
  if (/[1-9a-f]/i.test(address)) draft.wifi.push(`${address}${rssi === undefined ? '' : `@${rssi}`}`)
}

export const raise = (draft: Draft, alarm: string | null | undefined): void => {
  if (alarm) draft.alarms.add(alarm)
}

const attributesOf = (draft: Draft): Record<string, Attribute> => ({
  ...draft.attributes,
  ...alarmsOf(draft.alarms),
  ...(draft.cells.length > 0 ? { cells: draft.cells.join(';') } : {}),
  ...(draft.wifi.length > 0 ? { wifi: draft.wifi.join(';') } : {}),
})

const positionOf = (draft: Draft): Position => ({
  time: draft.time,
  valid: draft.valid,
  lat: draft.lat,
  lon: draft.lon,
  attributes: attributesOf(draft),
})

/** One message of one moment: a position where it says a place or a time, else only its attributes. */
export const told = (deviceId: string | null, message: string, draft: Draft, replies: readonly Uint8Array[] = []): Decoded => {
  const placed = draft.lat !== null || draft.time !== null
  return {
    deviceId,
    message: draft.alarms.size > 0 ? 'alarm' : message,
    positions: placed ? [positionOf(draft)] : [],
    attributes: placed ? {} : attributesOf(draft),
    replies,
    error: null,
  }
}

/** One message of several moments. */
export const toldMany = (
  deviceId: string | null,
  message: string,
  drafts: readonly Draft[],
  replies: readonly Uint8Array[] = [],
): Decoded => ({
  deviceId,
  message: drafts.some((draft) => draft.alarms.size > 0) ? 'alarm' : message,
  positions: drafts.map(positionOf),
  attributes: {},
  replies,
  error: null,
})
