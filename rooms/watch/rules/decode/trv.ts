import { alarmsOf } from './alarm-words.ts'
import { type Decoded, type Decoder, nothing, type Position, unread } from './decoder.ts'
import { cellOf, cellsText, cellTriples, wifiText } from './read-cells.ts'
import { digitsOf, momentOf } from './read-clock.ts'
import { degreesOf } from './read-nmea.ts'
import { bytesOf, known, type Memory, numberOf, openText, places, positionOf, says, unended } from './read-text.ts'
import { splitDelimited } from './split-delimited.ts'

/** Signal, satellites and battery, three digits each, at the start of a state word. */
const stateOf = (text: string | undefined) => {
  const [, rssi, sat, battery] = /^(\d{3})(\d{3})(\d{3})/.exec(text ?? '') ?? []
  return { rssi: numberOf(rssi), sat: numberOf(sat), batteryLevel: numberOf(battery) }
}

const alarms: Readonly<Record<string, string | undefined>> = {
  '00': undefined,
  '01': 'sos',
  '02': 'lowBattery',
  '03': 'removing',
  '05': 'fallDown',
  '06': 'fallDown',
}
const alarmOf = (code: string | undefined) =>
  /^\d\d$/.test(code ?? '') && code !== '00' ? alarmsOf([alarms[code ?? ''] ?? 'general']) : {}

const placed = /^,?(\d{6})([AV])(\d{2,4}\.\d+)([NS])(\d{2,5}\.\d+)([EW])(\d{3}\.\d|\d{1,3}\.\d)(\d{6})([\d.]{6})(\d{9,}),?([\s\S]*)$/

/** `YYMMDD A lat N lon E speed HHMMSS course state`, without signs between; then base station, alarm, Wi-Fi. */
function positionIn(body: string): Position | undefined {
  const [, date, fix, lat, ns, lon, ew, speed, time, course, state, tail = ''] = placed.exec(body) ?? []
  if (date === undefined) return undefined
  const [mcc, mnc, lac, cid, next] = tail.split(',')
  const cell = cellOf(mcc, mnc, lac, cid)
  return positionOf(momentOf(date, time, 'ymd'), fix === 'A', degreesOf(lat, ns), degreesOf(lon, ew), {
    ...alarmOf(next),
    speed: numberOf(speed),
    course: numberOf(course),
    ...stateOf(state),
    cells: cell === undefined ? undefined : cellsText([cell]),
    wifi: wifiText(tail),
  })
}

/** `zh_cn,0,count,mcc,mnc,area|cell|strength,…,count,name|mac|strength&…` */
function stationsIn(body: string): Position {
  const [, , , count = '', mcc, mnc, ...rest] = body.split(',')
  const cells = rest.slice(0, Math.min(20, numberOf(count) ?? 0)).flatMap((one) => cellTriples(mcc, mnc, one.split('|'), 1))
  return positionOf(null, false, undefined, undefined, { cells: cellsText(cells), wifi: wifiText(body) })
}

const numbersIn = (body: string) => body.split(',').slice(1).map(numberOf)

/** `,time,kind,value`: 1 blood pressure (`low|high`), 2 pulse, 3 temperature, 4 oxygen. */
function measureIn(body: string) {
  const [, , kind, value = ''] = body.split(',')
  const number = numberOf(value)
  const [one, two] = value.split('|').map(numberOf)
  if (kind === '1' && one !== undefined && two !== undefined) return { pressureHigh: Math.max(one, two), pressureLow: Math.min(one, two) }
  return {
    ...(kind === '2' && { heartRate: number }),
    ...(kind === '3' && { temperature: number }),
    ...(kind === '4' && { bloodOxygen: number }),
  }
}

/** What the messages of health and state say, by their kind. */
const facts: Readonly<Record<string, (body: string) => Readonly<Record<string, string | number | undefined>>>> = {
  AP03: (body) => {
    const [, state, steps, turns] = body.split(',')
    return { ...stateOf(state), steps: numberOf(steps), turns: numberOf(turns) }
  },
  CP01: (body) => stateOf(body.replace(/^,/, '')),
  AP49: (body) => ({ heartRate: numbersIn(body)[0] }),
  AP50: (body) => {
    const [temperature, batteryLevel] = numbersIn(body)
    return { temperature, batteryLevel }
  },
  APHT: (body) => {
    const [heartRate, pressureHigh, pressureLow] = numbersIn(body)
    return { heartRate, pressureHigh, pressureLow }
  },
  APHP: (body) => {
    const [heartRate, pressureHigh, pressureLow, bloodOxygen, bloodSugar, temperature] = numbersIn(body)
    return { heartRate, pressureHigh, pressureLow, bloodOxygen, bloodSugar, temperature }
  },
  APJK: measureIn,
  APFD: () => ({ alarm: 'fallDown' }),
  APWR: (body) => (body.split(',')[2] === '0' ? { alarm: 'removing' } : {}),
}

const answered = /^(AP(0[0-3]|1[04]|49|50|H[TP]|JK|FD)|YP|CP)/

function replyTo(maker: string, kind: string, now: number): Uint8Array[] {
  if (!answered.test(kind)) return []
  const back = String.fromCharCode(kind.charCodeAt(0) + 1) + kind.slice(1)
  // the login of the IW family is answered with the time in UTC and the hours to add
  return [bytesOf(maker === 'IW' && kind === 'AP00' ? `IWBP00,${digitsOf(now)},8#` : `${maker}${back}#`)]
}

function read(text: string, memory: Memory, now: number): Decoded {
  const [, maker, kind, body] = /^\s*(IW|TRV)([A-Z]P[0-9A-Z]{2})([\s\S]*)$/.exec(unended(text, '#')) ?? []
  if (maker === undefined || kind === undefined || body === undefined) return unread(memory.deviceId, 'not a message IW… or TRV…')
  const replies = replyTo(maker, kind, now)
  if (kind === 'AP00') {
    const [, id] = /^,?(\d{10,20})/.exec(body) ?? []
    return id === undefined ? unread(memory.deviceId, 'a login without a number') : nothing(id, 'login', replies)
  }
  const position = positionIn(body)
  if (position !== undefined) return places(kind === 'AP10' ? 'alarm' : 'location', [position], memory.deviceId, replies)
  if (/^[ACY]P02$/.test(kind)) return places('stations', [stationsIn(body)], memory.deviceId, replies)
  // an alarm whose place cannot be read is an alarm all the same
  if (kind === 'AP10') return says('alarm', alarmsOf(['general']), memory.deviceId, replies)
  return says(kind.toLowerCase(), known(facts[kind]?.(body) ?? {}), memory.deviceId, replies)
}

/** Watches of the TRV and IW families: `IWAP01080524A2232.9806N…#`. */
export const trv: Decoder = {
  protocol: 'trv',
  title: { zh: 'TRV/IW 健康手表', en: 'TRV/IW watch' },
  splitter: () => splitDelimited({ ends: ['#'], starts: /(IW|TRV)[A-Z]P/ }),
  open: () => openText(read),
}
