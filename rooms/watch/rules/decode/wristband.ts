import { type Decoded, type Decoder, nothing, type Position, type Splitter, unread } from './decoder.ts'
import { wifiText } from './read-cells.ts'
import { stampOf } from './read-clock.ts'
import { decimalOf } from './read-nmea.ts'
import { type Memory, numberOf, openText, places, positionOf, unended } from './read-text.ts'
import { Pending } from './split-delimited.ts'

const start = [0x00, 0x01, 0x02]
const end = [0xff, 0xfe, 0xfc]
const around = start.length + 2 + end.length
/** Longest text a band sends; a length above it is no head. */
const textAtMost = 16 * 1024

/** `00 01 02`, length in two bytes, text, `ff fe fc`. */
function splitWristband(): Splitter {
  const pending = new Pending()
  const isAt = (bytes: Uint8Array, at: number, wanted: readonly number[]) => wanted.every((byte, offset) => bytes[at + offset] === byte)
  return {
    push(chunk) {
      const frames: Uint8Array[] = []
      pending.add(chunk)
      for (;;) {
        const { bytes } = pending
        const begun = start.every((byte, at) => bytes.length <= at || bytes[at] === byte)
        if (bytes.length < 5 && begun) break
        const length = (bytes[3] ?? 0) * 256 + (bytes[4] ?? 0)
        if (!begun || length > textAtMost) pending.drop(1)
        else if (bytes.length < length + around) break
        else if (isAt(bytes, 5 + length, end)) frames.push(pending.take(length + around))
        else pending.drop(1)
      }
      pending.guard()
      return frames
    },
  }
}

/** `lat,lon,yyyyMMddHHmm,km/h` parted by `|`. */
const trackOf = (data: string): Position[] =>
  data.split('|').flatMap((one) => {
    const [lat, lon, time, speed] = one.split(',')
    const position = positionOf(stampOf(time, 'yyyy'), true, decimalOf(lat), decimalOf(lon), { speed: numberOf(speed) })
    return position.lat === null ? [] : [position]
  })

/** What is not a place is kept as the band wrote it: the meaning of its numbers is not published. */
const said = (data: string): Position => positionOf(null, false, undefined, undefined, { data, wifi: wifiText(data) })

function read(text: string, memory: Memory): Decoded {
  const body = unended(unended(text.slice(text.startsWith('\0\u0001\u0002') ? 5 : 0), '\u00ff\u00fe\u00fc'), '}')
  const [, id, kind = '', data = ''] = /^YX(\d{8,20})\|[^|]*\|[^|]*\|\{F(\d{1,3})#?([\s\S]*)$/.exec(body) ?? []
  if (id === undefined) return unread(memory.deviceId, 'not a message YX…{F…}')
  switch (Number(kind)) {
    case 1:
      return places('heartbeat', [said(data)], id)
    case 2:
      return places('location', trackOf(data), id)
    case 3:
    case 4:
      return places('stations', [said(data)], id)
    default:
      return nothing(id, `f${kind}`)
  }
}

/** Wristbands that speak `YX…|V1.0|1|{F02#…}`. */
export const wristband: Decoder = {
  protocol: 'wristband',
  title: { zh: '定位手环（YX）', en: 'Wristband (YX)' },
  splitter: splitWristband,
  open: () => openText(read),
}
