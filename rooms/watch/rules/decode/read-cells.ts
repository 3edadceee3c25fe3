import { hexOf, numberOf } from './read-text.ts'

/** One base station as terminals name it. */
export interface Cell {
  readonly mcc: number
  readonly mnc: number
  readonly lac: number
  readonly cid: number
  readonly rssi?: number | undefined
}

/** Base stations as one attribute: `460-0-9520-3671@-71;…`; undefined where there are none. */
export const cellsText = (cells: readonly Cell[]): string | undefined =>
  cells.map(({ mcc, mnc, lac, cid, rssi }) => `${mcc}-${mnc}-${lac}-${cid}${rssi === undefined ? '' : `@${rssi}`}`).join(';') || undefined

const macs = /(?<![0-9a-f:-])([0-9a-f]{2}(?:[:-][0-9a-f]{2}){5})[,|;](-?\d{1,3})(?=[,&|;_\s}]|$)/gi

/** Wi-Fi stations named in a text (`MAC,rssi` or `MAC|rssi`, whatever the names between hold): `34:a1:ed:e1:91:4f@-71;…`. */
export const wifiText = (text: string): string | undefined =>
  [...text.matchAll(macs)].map(([, mac = '', rssi]) => `${mac.toLowerCase().replaceAll('-', ':')}@${rssi}`).join(';') || undefined

/** One of the four numbers of a cell, decimal or (`hex`) hexadecimal. */
const part = (text: string | undefined, hex: boolean) => {
  const value = hex ? hexOf(text) : numberOf(text)
  return value !== undefined && Number.isInteger(value) && value >= 0 ? value : undefined
}

/** A base station from four texts; undefined where one is missing. Terminals mix decimal and hexadecimal, letters decide. */
export function cellOf(mcc: string | undefined, mnc: string | undefined, lac: string | undefined, cid: string | undefined, rssi?: string) {
  const inHex = (...texts: (string | undefined)[]) => texts.some((text) => /[a-f]/i.test(text ?? ''))
  const [country, network] = [part(mcc, inHex(mcc, mnc)), part(mnc, inHex(mcc, mnc))]
  const [area, cell] = [part(lac, inHex(lac, cid)), part(cid, inHex(lac, cid))]
  if (country === undefined || network === undefined || area === undefined || cell === undefined) return undefined
  const isNone = country === 0 || country > 999 || (area === 0 && cell === 0)
  return isNone ? undefined : { mcc: country, mnc: network, lac: area, cid: cell, rssi: numberOf(rssi) }
}

/** Cells written in triples (area, cell, strength) under one country and network. */
export const cellTriples = (mcc: string | undefined, mnc: string | undefined, fields: readonly string[], count: number): Cell[] =>
  Array.from({ length: Math.min(count, Math.floor(fields.length / 3)) }, (_, at) =>
    cellOf(mcc, mnc, fields[3 * at], fields[3 * at + 1], fields[3 * at + 2]),
  ).filter((cell) => cell !== undefined)
