import { type Decoded, type Decoder, nothing, unread } from './decoder.ts'
import { digitsOf, stampOf } from './read-clock.ts'
import { decimalOf } from './read-nmea.ts'
import { bytesOf, type Memory, numberOf, openText, places, positionOf, says, unended } from './read-text.ts'
import { splitDelimited } from './split-delimited.ts'

/** `@G#@,V01,kind,imei,imsi,time,values…`: 6 track point, 13 steps, 14 pulse, 15 blood pressure. */
function readG(fields: readonly string[]): Decoded {
  const [, , kind, imei = '', , time, value = ''] = fields
  const replies = [bytesOf('@G#@,V01,38,@R#@')]
  if (kind === '6') {
    const [lat, lon] = value.split(';')
    return places('location', [positionOf(stampOf(time, 'yyyy'), true, decimalOf(lat), decimalOf(lon), {})], imei, replies)
  }
  if (kind === '13') return says('steps', { steps: numberOf(value) }, imei, replies)
  if (kind === '14') return says('health', { heartRate: numberOf(value) }, imei, replies)
  if (kind === '15') {
    const [high, low] = value.includes(';') ? value.split(';') : fields.slice(6)
    return says('health', { pressureHigh: numberOf(high), pressureLow: numberOf(low) }, imei, replies)
  }
  return nothing(imei, `kind-${kind ?? ''}`, replies)
}

/** `@B#@|01|kind|imei|imsi|…`: 1 position (how located, battery, time, lat, lon). */
function readB(fields: readonly string[], now: number): Decoded {
  const [, , kind = '', imei = '', , located, battery, time, lat, lon] = fields
  const next = String(Number(kind) + 1).padStart(3, '0')
  const replies = /^\d{1,3}$/.test(kind) ? [bytesOf(`@B#@|01|${next}|${imei}|0|${digitsOf(now)}|@E#@`)] : []
  if (Number(kind) !== 1) return nothing(imei, `kind-${kind}`, replies)
  const position = positionOf(stampOf(time, 'yyyy'), located === '1', decimalOf(lat), decimalOf(lon), { batteryLevel: numberOf(battery) })
  return places('location', [position], imei, replies)
}

function read(text: string, memory: Memory, now: number): Decoded {
  const frame = unended(unended(text, '@R#@'), '@E#@')
  const fields = frame.split(frame.startsWith('@G#@') ? ',' : '|')
  if (!/^@[GB]#@$/.test(fields[0] ?? '') || !/^\d{10,20}$/.test(fields[3] ?? ''))
    return unread(memory.deviceId, 'not a message @G#@ or @B#@ with a number')
  return frame.startsWith('@G#@') ? readG(fields) : readB(fields, now)
}

/** PT60 health watch. */
export const pt60: Decoder = {
  protocol: 'pt60',
  title: { zh: 'PT60 健康手表', en: 'PT60 health watch' },
  splitter: () => splitDelimited({ ends: ['@R#@', '@E#@'], starts: /@[GB]#@/ }),
  open: () => openText(read),
}
