import { alarmsOf } from './alarm-words.ts'
import { type Decoded, type Decoder, nothing, type Position, unread } from './decoder.ts'
import { cellsText } from './read-cells.ts'
import { momentOf } from './read-clock.ts'
import { degreesOf, fromKnots, nmeaSum } from './read-nmea.ts'
import { bytesOf, type Memory, numberOf, openText, places, positionOf, says } from './read-text.ts'
import { splitDelimited } from './split-delimited.ts'

/** Events of `$AVRMC`; `0` is the report at its time, letters and digits not named here are reports too. */
const alarms: Readonly<Record<string, string>> = {
  3: 'sos',
  4: 'geofenceExit',
  6: 'overspeed',
  S: 'tampering',
  H: 'powerOff',
  T: 'tampering',
  X: 'geofenceEnter',
  Z: 'lowBattery',
}

/** Base station: area and cell in eight hexadecimal digits, country and network in six digits (`0CCNNN` or `CCCNNN`). */
function cellsOf(station: string | undefined, network: string | undefined): string | undefined {
  if (!/^[0-9a-f]{8}$/i.test(station ?? '') || !/^\d{5,6}$/.test(network ?? '')) return undefined
  const code = (network ?? '').replace(/^0(?=\d{5}$)/, '')
  const [lac, cid] = [Number.parseInt((station ?? '').slice(0, 4), 16), Number.parseInt((station ?? '').slice(4), 16)]
  return lac === 0 && cid === 0 ? undefined : cellsText([{ mcc: Number(code.slice(0, 3)), mnc: Number(code.slice(3)), lac, cid }])
}

/** Volts; bracelets write them (`3.727`) or in thousandths (`4076`). */
const voltsOf = (text: string | undefined) => {
  const value = numberOf(text)
  return value !== undefined && value > 100 ? value / 1000 : value
}

/** `$AVRMC,id,HHMMSS,fix,lat,N,lon,E,knots,course,DDMMYY,event,battery,mileage,…,station,network*sum` */
function positionOfReport(fields: readonly string[]): Position {
  const [, , time, fix = '', lat, ns, lon, ew, speed, course, date, event = '', battery, odometer, located, adc1, adc2, station, network] =
    fields
  const alarm = alarms[event]
  return positionOf(momentOf(date, time, 'dmy'), /^[ARP]$/i.test(fix), degreesOf(lat, ns), degreesOf(lon, ew), {
    ...alarmsOf(alarm === undefined ? [] : [alarm]),
    event: event === '' || event === '0' ? undefined : event,
    status: fix,
    speed: fromKnots(speed),
    course: numberOf(course),
    battery: voltsOf(battery),
    odometer: numberOf(odometer),
    gps: numberOf(located),
    adc1: numberOf(adc1),
    adc2: numberOf(adc2),
    cells: cellsOf(station, network),
  })
}

/** Events the terminal repeats until the platform takes them back, with the letter that does (its password is the one from the factory). */
const taken: Readonly<Record<string, string>> = { 3: 'd', 4: 'x', X: 'x', S: 't', T: 't', Z: 'z' }

const sentence = (text: string) => bytesOf(`${text}*${nmeaSum(text)}\r\n`)

function read(text: string, memory: Memory): Decoded {
  const [, body, sum] = /^(\$[^*]*)(?:\*([0-9A-Fa-f]{2}))?\s*$/.exec(text.trim()) ?? []
  if (body === undefined) return unread(memory.deviceId, 'not a sentence $…*XX')
  if (sum !== undefined && sum.toUpperCase() !== nmeaSum(body)) return unread(memory.deviceId, `checksum ${sum} is not ${nmeaSum(body)}`)
  const fields = body.split(',')
  const [kind = '', id = ''] = fields
  if (kind === '$AVRMC' && fields.length >= 11) {
    const [fix = '', event = '0'] = [fields[3], fields[11]]
    // a report in small letters waits to be acknowledged
    const replies = [
      ...(/^[a-z]$/.test(fix) ? [sentence(`$EAVACK,${event},${sum ?? nmeaSum(body)}`)] : []),
      ...(taken[event] === undefined ? [] : [sentence(`$AVCFG,00000000,${taken[event]}`)]),
    ]
    return places(alarms[event] === undefined ? 'location' : 'alarm', [positionOfReport(fields)], id, replies)
  }
  if (kind === '$EAVSYS') {
    const [, , iccid, phone, owner, firmware] = fields
    return says('system', { iccid, phone, owner, versionFw: firmware }, id)
  }
  if (kind === '$ECHK') return nothing(id, 'heartbeat', [sentence(body)])
  if (/^\$E?AV[A-Z]{3}/.test(kind)) return nothing(id, kind.slice(1).toLowerCase())
  return unread(memory.deviceId, `an unknown sentence ${kind.slice(0, 12)}`)
}

/** Laipac S911 bracelets and lockets. */
export const laipac: Decoder = {
  protocol: 'laipac',
  title: { zh: 'Laipac S911 腕带', en: 'Laipac S911 bracelet' },
  splitter: () => splitDelimited({ ends: ['\r', '\n'], starts: /\$(AV|E)/ }),
  open: () => openText(read),
}
