import { type Decoded, type Decoder, nothing, unread } from './decoder.ts'
import { engineOf, eventOf, otherPlaceOf, placeOf } from './read-gps103.ts'
import { bytesOf, known, type Memory, openText, places, says, unended } from './read-text.ts'
import { splitDelimited } from './split-delimited.ts'

function read(text: string, memory: Memory): Decoded {
  const frame = unended(unended(text, ';'), '*')
  const login = /^##,imei:(\d+)/.exec(frame)
  if (login !== null) return nothing(login[1] ?? null, 'login', [bytesOf('LOAD')])
  if (/^\d{10,20}$/.test(frame)) return nothing(frame, 'heartbeat', [bytesOf('ON')])
  const [, imei, body] = /imei:(\d{1,20}),([\s\S]*)$/.exec(frame) ?? []
  if (imei === undefined || body === undefined) return unread(memory.deviceId, 'no imei:')
  const fields = body.split(',')
  const [kind = '', ...rest] = fields
  // parts of a picture, in hexadecimal
  if (kind === 'vr' || kind === 'vt') return nothing(imei, 'image')
  if (kind === 'OBD') return says('engine', engineOf(rest), imei)
  const position = placeOf(fields) ?? otherPlaceOf(fields)
  // a call for help must be answered, else the terminal calls every three minutes
  const { alarm } = eventOf(kind)
  const replies = alarm === 'sos' ? [bytesOf(`**,imei:${imei},E;`)] : []
  if (position !== undefined) return places(alarm === undefined ? 'location' : 'alarm', [position], imei, replies)
  return alarm === undefined
    ? nothing(imei, kind === '' ? 'unknown' : kind.toLowerCase())
    : says('alarm', known(eventOf(kind)), imei, replies)
}

/** GPS103 trackers with SOS button (Coban, TK102/103): `imei:123456789012345,help me,…;`. */
export const gps103: Decoder = {
  protocol: 'gps103',
  title: { zh: 'GPS103 求助终端', en: 'GPS103 (SOS button)' },
  splitter: () => splitDelimited({ ends: [';', '\r', '\n', '*'], starts: /##,imei:|imei:|\d{10,20}\s*$/ }),
  open: () => openText(read),
}
