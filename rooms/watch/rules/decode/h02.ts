import { type Decoded, type Decoder, unread } from './decoder.ts'
import { cellsText, cellTriples } from './read-cells.ts'
import { digitsOf } from './read-clock.ts'
import { batteryOf, binaryPosition, cellsOfV3, stateIn, stateOf, textPosition } from './read-h02.ts'
import { bytesOf, known, numberOf, openText, places, says, unended } from './read-text.ts'
import { splitH02 } from './split-h02.ts'

/** Kinds a terminal repeats until `V4` with the kind and the time of the platform comes back. */
const answered = new Set(['V0', 'V1', 'VI1', 'V6', 'NBR', 'LINK', 'HTBT'])

function repliesTo(maker: string, id: string, kind: string, now: number): Uint8Array[] {
  if (kind === 'R12') return [bytesOf(`*${maker},${id},R12,${digitsOf(now).slice(8)}#`)]
  return answered.has(kind) ? [bytesOf(`*${maker},${id},V4,${kind},${digitsOf(now)}#`)] : []
}

/** Signal, satellites, battery, steps and turns of a `LINK`. */
const linkOf = ([, , , , rssi, sat, battery, steps, turns]: readonly string[]) => ({
  rssi: numberOf(rssi),
  sat: numberOf(sat),
  batteryLevel: numberOf(battery),
  steps: numberOf(steps),
  turns: numberOf(turns),
})

/** `NBR,HHMMSS,mcc,mnc,delay,count,(area,cell,strength)…,DDMMYY,state,battery`. */
function neighboursOf([, , , , mcc, mnc, , count, ...rest]: readonly string[]) {
  const cells = cellTriples(mcc, mnc, rest, Math.min(20, numberOf(count) ?? 0))
  const after = rest.slice(3 * cells.length)
  return { cells: cellsText(cells), batteryLevel: batteryOf(numberOf(after[2])) }
}

/** `VP1,V,mcc,mnc,area,cell,strengthYarea,cell,strengthY…` */
function stationsOf(fields: readonly string[]) {
  const [mcc, mnc, ...rest] = fields.slice(4)
  const cells = rest
    .join(',')
    .split('Y')
    .flatMap((one) => cellTriples(mcc, mnc, `${one},`.split(','), 1))
  return { cells: cellsText(cells) }
}

/** Line ends in an answer to a command are written as signs, so that an attribute stays one line. */
const inOneLine = (text: string) => text.replaceAll('\r', String.raw`\r`).replaceAll('\n', String.raw`\n`)

function readText(text: string, now: number): Decoded {
  const fields = unended(text, '#').split(',')
  const [head = '', id = '', kindSaid = ''] = fields
  if (!/^\*[A-Za-z]{2}$/.test(head) || !/^[0-9A-Za-z]{1,20}$/.test(id)) return unread(null, 'not a message *HQ,number,kind')
  const kind = kindSaid.toUpperCase()
  const replies = repliesTo(head.slice(1), id, kind, now)
  if (kind === 'SMS') return says('command-reply', { result: inOneLine(fields.slice(3).join(',')) }, id)
  if (kind === 'LINK') return says('heartbeat', { ...linkOf(fields), ...stateOf(stateIn(fields)) }, id, replies)
  if (kind === 'HTBT') return says('heartbeat', { batteryLevel: numberOf(fields[3]) }, id, replies)
  if (kind === 'NBR') return says('stations', { ...neighboursOf(fields), ...stateOf(stateIn(fields)) }, id, replies)
  if (kind === 'V3') return says('stations', { ...cellsOfV3(fields.slice(4)), ...stateOf(stateIn(fields)) }, id, replies)
  const position = textPosition(fields)
  if (position !== undefined) return places(kind === 'V4' ? 'command-reply' : 'location', [position], id, replies)
  if (kind === 'VP1' && fields[3]?.toUpperCase() === 'V') return says('stations', stationsOf(fields), id, replies)
  // without a place only an alarm is worth keeping
  const { alarm, alarms } = stateOf(stateIn(fields))
  return says(kind === '' ? 'heartbeat' : kind.toLowerCase(), known({ alarm, alarms }), id, replies)
}

function read(text: string, now: number): Decoded {
  if (!text.startsWith('$')) return readText(text, now)
  const said = binaryPosition(bytesOf(text))
  return said === undefined ? unread(null, 'a binary frame cut short') : places('location', [said.position], said.id)
}

/** H02 trackers: `*HQ,number,V1,HHMMSS,A,…#` and binary `$` frames. */
export const h02: Decoder = {
  protocol: 'h02',
  title: { zh: 'H02 定位终端', en: 'H02 tracker' },
  splitter: splitH02,
  open: () => openText((text, _memory, now) => read(text, now)),
}
