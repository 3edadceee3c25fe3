import { alarmsOf, wordsOfBits } from './alarm-words.ts'
import { type Decoded, type Decoder, nothing, unread } from './decoder.ts'
import { momentOf } from './read-clock.ts'
import { decimalOf } from './read-nmea.ts'
import { hexOf, known, type Memory, numberOf, openText, places, positionOf, says, unended } from './read-text.ts'
import { splitDelimited } from './split-delimited.ts'

const alarmBits = {
  2: 'fault',
  6: 'sos',
  7: 'overspeed',
  8: 'fallDown',
  9: 'geofence',
  10: 'geofence',
  11: 'geofence',
  12: 'lowBattery',
  14: 'movement',
  15: 'movement',
}

/** The state word: bit 0 has a fix, 1 from base stations, 6 SOS button, 8 fall, 16-20 signal, 22 on the charger. */
function stateOf(text: string | undefined) {
  const state = hexOf(text)
  if (state === undefined) return {}
  return known({
    ...alarmsOf(wordsOfBits(state, alarmBits)),
    approximate: (state & 2) !== 0 ? true : undefined,
    rssi: Math.floor(state / 65_536) % 32,
    charge: Math.floor(state / 4_194_304) % 2 === 1,
    status: state,
  })
}

/** `!D,dd/mm/yy,hh:mm:ss,lat,lon,km/h,course,state,altitude,battery %,satellites used,in view,hdop`; `!A` is cut after the course. */
function place(kind: string, fields: readonly string[], memory: Memory): Decoded {
  const [date, time, lat, lon, speed, course, state, altitude, battery, sat, satVisible, hdop] = fields
  // base stations in the place of coordinates
  if (!lat?.includes('.'))
    return places('stations', [positionOf(momentOf(date, time, 'dmy'), false, undefined, undefined, {})], memory.deviceId)
  const short = kind === 'A'
  const fixed = short || (hexOf(state) ?? 0) % 2 === 1
  const position = positionOf(momentOf(date, time, 'dmy'), fixed, decimalOf(lat), decimalOf(lon), {
    ...(short ? {} : stateOf(state)),
    speed: numberOf(speed),
    course: numberOf(course),
    altitude: numberOf(altitude),
    batteryLevel: numberOf(battery),
    sat: numberOf(sat),
    satVisible: numberOf(satVisible),
    hdop: numberOf(hdop),
  })
  return places(position.attributes['alarm'] === undefined ? 'location' : 'alarm', [position], memory.deviceId)
}

function read(text: string, memory: Memory): Decoded {
  const [, kind, body = ''] = /^!([0-9A-Z]),?([\s\S]*)$/.exec(unended(text, ';')) ?? []
  if (kind === undefined) return unread(memory.deviceId, 'not a message !kind')
  const fields = body.split(',')
  const [first = '', second, third, fourth] = fields
  if (kind === '1') return /^\d{8,20}$/.test(first) ? nothing(first, 'login') : unread(memory.deviceId, 'a login without a number')
  if (kind === '3') return says('command-reply', { result: body }, memory.deviceId)
  if (kind === '4') return says('settings', { phone1: second, phone2: third, phone3: fourth }, memory.deviceId)
  if (kind === '5') return says('heartbeat', { rssi: numberOf(first), batteryLevel: numberOf(third) }, memory.deviceId)
  if (kind === '7') return says('version', { versionFw: first, rssi: numberOf(second) }, memory.deviceId)
  if (/^[A-D]$/.test(kind)) return place(kind, fields, memory)
  return nothing(memory.deviceId, `kind-${kind}`)
}

/** SOS pendants of the EV07 family that speak text: `!D,22/2/14,13:40:58,56.899601,…;`. */
export const minifinder: Decoder = {
  protocol: 'minifinder',
  title: { zh: 'EV07 求助吊坠（文本）', en: 'MiniFinder EV07 SOS pendant' },
  splitter: () => splitDelimited({ ends: [';', '\0', '\r', '\n'], starts: /![0-9A-Z]/ }),
  open: () => openText(read),
}
