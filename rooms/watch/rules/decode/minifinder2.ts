import { crcXmodem } from './checksums.ts'
import { type Decoded, type Decoder, nothing, type Session, unread } from './decoder.ts'
import { readKey } from './minifinder2-keys.ts'
import { type Draft, newDraft, told, toldMany } from './position-draft.ts'
import { bare, ByteReader, bit, hexOf } from './read-bytes.ts'
import { type Cut, splitWith } from './split-stream.ts'
import { joinBytes, littleEnd } from './write-bytes.ts'

/** AB, flags, length, checksum, serial (all little-endian), then a command and its key-length-value items. */
const commands = { data: 0x01, configuration: 0x02, services: 0x03, system: 0x04, firmware: 0x7e, response: 0x7f }

/** Longest message taken at its word; a broken length must not swallow the alarms behind it. */
const longest = 8192

const cut = (held: Uint8Array): Cut => {
  const start = held.indexOf(0xab)
  if (start !== 0) return { used: start < 0 ? held.length : start }
  if (held.length < 9) return null
  const total = 8 + (held[2] ?? 0) + (held[3] ?? 0) * 256
  // a length of nothing or of more than any message: this AB was part of something else
  if (total === 8 || total > longest) return { used: 1 }
  return held.length < total ? null : { used: total, frame: held.slice(0, total) }
}

const frame = (serial: number, content: Uint8Array): Uint8Array =>
  joinBytes([0xab00, 2], littleEnd(content.length, 2), littleEnd(crcXmodem(content), 2), littleEnd(serial, 2), content)

interface Item {
  readonly key: number
  readonly value: ByteReader
}

/** Items: length (counting the key), key, value. */
const itemsOf = (from: ByteReader): Item[] => {
  const items: Item[] = []
  while (from.has(2)) {
    const inner = from.part(from.u8())
    if (inner.left > 0) items.push({ key: inner.u8(), value: inner })
  }
  return items
}

/** The place and time the terminal asks for are given as "unknown" and the server's clock. */
const servicesFor = (items: readonly Item[], now: number): Uint8Array =>
  joinBytes(
    [commands.services, 1],
    ...items.map(({ key }) => {
      if (key === 0x12) return joinBytes([5, 1], [key, 1], littleEnd(Math.floor(now / 1000), 4))
      return key === 0x11 || key === 0x21 || key === 0x22 ? joinBytes([10, 1], [key, 1], new Uint8Array(9)) : new Uint8Array(0)
    }),
  )

const replyTo = (command: number, serial: number, items: readonly Item[], now: number): Uint8Array =>
  frame(serial, command === commands.services ? servicesFor(items, now) : Uint8Array.of(commands.response, 1, 0))

/** Items of several moments follow each other in one frame: a key that comes again begins the next moment. */
const momentsOf = (items: readonly Item[]): Draft[] => {
  const drafts: Draft[] = []
  let keys = new Set<number>()
  let draft = newDraft()
  for (const { key, value } of items) {
    if (keys.has(key)) {
      drafts.push(draft)
      keys = new Set()
      draft = newDraft()
    }
    keys.add(key)
    readKey(draft, key, value)
  }
  return [...drafts, draft]
}

const open = (): Session => {
  let deviceId: string | null = null

  const decodeData = (items: readonly Item[], replies: readonly Uint8Array[]): Decoded => {
    const said = items.filter(({ key }) => key !== 0x01)
    if (said.length === 0) return nothing(deviceId, 'heartbeat', replies)
    const drafts = momentsOf(said)
    return toldMany(deviceId, 'location', drafts, replies)
  }

  /** An answer of the terminal to a command of ours: a result code, or text. */
  const decodeAnswer = (items: readonly Item[]): Decoded => {
    const draft = newDraft()
    for (const { key, value } of items) {
      const bytes = value.rest()
      draft.attributes['result'] = bytes.length === 0 ? String(key) : bare(String.fromCharCode(...bytes))
    }
    return told(deviceId, 'command-reply', draft)
  }

  const decodeSettings = (items: readonly Item[], replies: readonly Uint8Array[]): Decoded => {
    const draft = newDraft()
    for (const { key, value } of items) {
      const bytes = value.rest()
      const name = key === 0x03 ? 'imei' : key === 0x04 ? 'iccid' : `setting${hexOf(Uint8Array.of(key))}`
      const text = bytes.length > 2 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
      draft.attributes[name] = text ? String.fromCharCode(...bytes) : hexOf(bytes)
    }
    return told(deviceId, 'settings', draft, replies)
  }

  return {
    decode(bytes, now) {
      if (bytes[0] !== 0xab || bytes.length < 9) return unread(deviceId, 'not a frame of minifinder2')
      const from = new ByteReader(bytes)
      from.skip(1)
      const flags = from.u8()
      const length = from.u16le()
      from.skip(2) // checksum: recorded messages carry wrong ones, and the stream under it has its own
      const serial = from.u16le()
      const content = from.take(length)
      if (from.short) return unread(deviceId, 'shorter than it says')
      const body = new ByteReader(content)
      const command = body.u8()
      const items = itemsOf(body)
      // the number is item 01, among the settings item 03
      const named = items.find(({ key, value }) => key === (command === commands.configuration ? 0x03 : 0x01) && value.left >= 15)
      if (named && command !== commands.response) deviceId = new ByteReader(named.value.bytes.subarray(1)).ascii(15)
      const replies = bit(flags, 4) ? [replyTo(command, serial, items, now)] : []
      if (command === commands.data) return decodeData(items, replies)
      if (command === commands.configuration) return decodeSettings(items, replies)
      if (command === commands.response || command === commands.system || command === commands.firmware) return decodeAnswer(items)
      // the terminal asks where it is or what time it is, and tells what stations it sees
      if (command === commands.services) return toldMany(deviceId, 'services', momentsOf(items), replies)
      return nothing(deviceId, `message-${command.toString(16)}`, replies)
    },
  }
}

/** Eview EV-07B, EV-04 and other pendants with SOS button and fall sensor. */
export const minifinder2: Decoder = {
  protocol: 'minifinder2',
  title: { zh: '跌倒求救吊坠（Eview 二代协议）', en: 'Eview EV-07B / EV-04 pendant' },
  splitter: () => splitWith(cut),
  open,
}
