import type { Say } from './act-device.ts'

/** How a device puts what it says into bytes; counts what it must count. */
export interface Voice {
  /** Sent first on each connection of a terminal. */
  hello(now: number): Uint8Array | null
  /** `claimedAt`: what its clock says, ms since 1970 UTC. */
  speak(say: Say, claimedAt: number): Uint8Array
}

/** The voice of a protocol; `run` tells the numbers of this run from those of the last. */
export function openVoice(protocol: string, serial: string, run: string): Voice {
  if (protocol === 'zigbee') return { hello: () => null, speak: zigbee }
  if (protocol === 'fall-radar') return openRadar()
  if (protocol === 'gt06') return openGt06Voice(serial)
  if (protocol === 'watch') return openWatchVoice(serial)
  let count = 0
  return {
    hello: () => null,
    speak: ({ readings = {}, signals = [] }, at) => json({ id: `${run}-${++count}`, at, readings, signals }),
  }
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value))

function zigbee({ readings = {} }: Say, at: number): Uint8Array {
  const { motion, door, smoke, gas, water, battery } = readings
  return json({
    ...(motion === undefined ? {} : { occupancy: motion === 1 }),
    ...(door === undefined ? {} : { contact: door === 0 }),
    ...(smoke === undefined ? {} : { smoke: smoke === 1 }),
    ...(gas === undefined ? {} : { gas: gas === 1 }),
    ...(water === undefined ? {} : { water_leak: water === 1 }),
    ...(battery === undefined ? {} : { battery }),
    linkquality: 120,
    last_seen: at,
  })
}

const shanghai = (at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString({ smallestUnit: 'second' })

/** A radar tells its falls by a counter alone. */
function openRadar(): Voice {
  let falls = 0
  return {
    hello: () => null,
    speak({ signals = [] }, at) {
      if (signals.includes('fall')) falls += 1
      return json({
        product_name: '合成跌倒雷达',
        device_status: 'ONLINE',
        report_time: shanghai(at).replace('T', ' '),
        device_property: { FwVer: 'SIM.1', CSQ: '21', FallAlarmCnt: String(falls), ErrCode: '0', RstCount: '1' },
      })
    },
  }
}

/** CRC-ITU (X.25) as the terminals of this family write it. */
function crcItu(bytes: Uint8Array): number {
  let register = 0xffff
  for (const byte of bytes) {
    register ^= byte
    for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >>> 1) ^ 0x8408 : register >>> 1
  }
  return register ^ 0xffff
}

/** 78 78, length, type, content, serial, CRC, 0D 0A; a login, then heartbeats whose state byte bears the alarm. */
function openGt06Voice(serial: string): Voice {
  let count = 0
  const frame = (type: number, content: Uint8Array) => {
    count = (count + 1) & 0xffff
    const counted = Buffer.from([content.length + 5, type, ...content, count >> 8, count & 255])
    const crc = crcItu(counted)
    return Buffer.concat([Buffer.from([0x78, 0x78]), counted, Buffer.from([crc >> 8, crc & 255, 0x0d, 0x0a])])
  }
  return {
    hello: () => frame(0x01, Buffer.from(serial.padStart(16, '0'), 'hex')),
    speak({ readings = {}, signals = [] }) {
      // bits 3-5 say why it alarms: 4 is SOS; the last two bytes are alarm and language, 0x23 a fall
      const state = 0x40 | (signals.includes('sos') ? 4 << 3 : 0)
      const level = Math.max(0, Math.min(6, Math.round(((readings['battery'] ?? 80) * 6) / 100)))
      return frame(0x13, Buffer.from([state, level, 4, signals.includes('fall') ? 0x23 : 0, 2]))
    },
  }
}

/** `[3G*id*length*word,…]`. */
function openWatchVoice(serial: string): Voice {
  const frame = (content: string) => Buffer.from(`[3G*${serial}*${content.length.toString(16).toUpperCase().padStart(4, '0')}*${content}]`)
  return {
    hello: () => frame('LK'),
    speak({ readings = {}, signals = [] }, at) {
      if (signals.length > 0) {
        const [date = '', clock = ''] = Temporal.Instant.fromEpochMilliseconds(at)
          .toString({ smallestUnit: 'second' })
          .slice(2, -1)
          .split('T')
        const state = (signals.includes('sos') ? 0x1_0000 : 0) | (signals.includes('fall') ? 0x20_0000 : 0)
        const [year, month, day] = date.split('-')
        return frame(
          `AL,${day}${month}${year},${clock.replaceAll(':', '')},V,0.000000,N,0.000000,E,0.00,0,0,0,100,${Math.round(readings['battery'] ?? 80)},0,0,${state.toString(16).padStart(8, '0')},0,0,0,0`,
        )
      }
      const pulse = readings['heart-rate']
      return frame(pulse === undefined ? `LK,${readings['steps'] ?? 0},0,${Math.round(readings['battery'] ?? 80)}` : `HEART,${pulse}`)
    },
  }
}
