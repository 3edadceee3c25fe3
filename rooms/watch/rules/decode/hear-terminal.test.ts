import { describe, expect, test } from 'vitest'
import { type Attribute, type Decoded, nothing, type Position, unread } from './decoder.ts'
import { findDecoder } from './decoders.ts'
import { hearTerminal } from './hear-terminal.ts'

const now = Date.UTC(2026, 10, 22)
const hear = (protocol: string, text: string) =>
  hearTerminal(
    protocol,
    findDecoder(protocol)
      ?.open()
      .decode(new Uint8Array(Buffer.from(text, 'latin1')), now) as Decoded,
  )
const place = (attributes: Record<string, Attribute>, valid = true): Position => ({
  time: '2026-11-22T08:00:00.000Z',
  valid,
  lat: 31.4,
  lon: 120.6,
  attributes,
})
const placed = (...positions: Position[]): Decoded => ({ ...nothing('1', 'location'), positions })

describe('from the wire to the common language', () => {
  test('a press on the button of a watch without a fix: the signal, the battery, no place', () => {
    const [heard, ...more] = hear('watch', '[3G*6907919734*003e*AL_LTE,170525,214118,V,0,N,0,E,0,0,0,0,0,22,31,0,00010000,0,0,0]')
    expect(more).toEqual([])
    expect(heard?.signals).toEqual([{ kind: 'sos', said: 'sos' }])
    expect(heard?.claimedAt).toBe(Date.UTC(2025, 4, 17, 21, 41, 18))
    expect(heard?.readings).toEqual([
      { metric: 'battery', value: 22 },
      { metric: 'steps', value: 31 },
    ])
  })
  test.each([
    ['pt60', '@G#@,V01,6,860001000000001,460001,20261122080000,0.000000;0.000000@R#@'],
    ['wristband', 'YX860001000000001|V1.0|1|{F02#0.000000,0.000000,202611220800,0}'],
  ])('%s: no fix is no place in the sea off Africa', (protocol, text) => {
    const [heard] = hear(protocol, text)
    expect(heard?.claimedAt).toBe(Date.UTC(2026, 10, 22, 8))
    expect(heard?.readings.filter(({ metric }) => metric !== 'speed')).toEqual([])
  })
  test('the button wins over the fence, and both are heard', () => {
    const alarms = hear('watch', '[3G*8800000015*0063*AL,221126,080000,A,31.40,N,120.60,E,0,0,0,7,60,90,10,0,00090001,0,0]')
    expect(alarms[0]?.signals.map(({ kind }) => kind)).toEqual(['sos', 'geofence-entered', 'battery-low'])
    const [decoded] = ['[3G*8800000015*0063*AL,221126,080000,A,31.40,N,120.60,E,0,0,0,7,60,90,10,0,00090000,0,0]'].map((text) =>
      findDecoder('watch')
        ?.open()
        .decode(new Uint8Array(Buffer.from(text)), now),
    )
    expect(decoded?.positions[0]?.attributes).toMatchObject({ alarm: 'sos', alarms: 'sos,geofenceEnter' })
  })
  test.each([
    ['watch', '[3G*1*0000*AL,221126,080000,A,31.40,N,120.60,E,0,0,0,7,60,90,10,0,00200000,0,0]', ['fall']],
    ['watch', '[3G*1*0000*AL,221126,080000,A,31.40,N,120.60,E,0,0,0,7,60,90,10,0,00100000,0,0]', ['removed']],
    ['watch', '[3G*1*0000*AL,221126,080000,A,31.40,N,120.60,E,0,0,0,7,60,90,10,0,00000000,0,0]', ['fault']],
    ['watch', '[3G*1*0000*AL,nonsense]', ['fault']],
    ['h02', '*HQ,4109179024,V1,080000,A,3124.0000,N,12036.0000,E,0,0,221126,FFFFFBFD#', ['sos']],
    ['h02', '*HQ,4109179024,V1,080000,V,,,,,0,0,221126,FFFFFBED#', ['sos', 'geofence-entered']],
    ['gps103', 'imei:359710049075097,help me,,,L,,,113b,,558f,,,,,0,0,,,;', ['sos']],
    ['gps103', 'imei:359710049075097,Low Battery,,,L,,,113b,,558f,,,,,0,0,,,;', ['battery-low']],
    ['gps103', 'imei:359710049075097,Help me!,2611220800,,F,055403.000,A,2233.1870,N,11354.3067,E,0.00,;', ['sos']],
    ['gps103', 'imei:359710049075097,strange alarm', ['fault']],
    ['trv', 'IWAP10080524A2232.9806N11404.9355E000.1061830323.8706000908000502,460,0,9520,3671,06,zh-cn,00,', ['fall']],
    ['trv', 'IWAP10garbled', ['fault']],
    ['trv', 'IWAPFD,868888031082345,1712345678', ['fall']],
    ['minifinder', '!D,22/2/26,13:40:58,31.4,120.6,0,0,b0141,176.0,98,5,16,0', ['sos', 'fall']],
    ['laipac', '$AVRMC,99999999,164339,A,4351.0542,N,07923.5445,W,0.29,78.66,180703,3,3.727,17,1,0,0*34', ['sos']],
  ])('%s %s', (protocol, text, kinds) => {
    expect(hear(protocol, text).flatMap(({ signals }) => signals.map(({ kind }) => kind))).toEqual(kinds)
  })
  test('health without a place', () => {
    expect(hear('trv', 'IWAPHP,60,130,85,95,90,36.5,,,,,,,#')).toEqual([
      {
        claimedAt: null,
        sequence: null,
        signals: [],
        readings: [
          { metric: 'heart-rate', value: 60 },
          { metric: 'systolic', value: 130 },
          { metric: 'diastolic', value: 85 },
          { metric: 'spo2', value: 95 },
          { metric: 'body-temperature', value: 36.5 },
        ],
        settings: { bloodSugar: '90' },
      },
    ])
  })
})

test('impossible numbers are passed on, for rules/clean to judge', () => {
  expect(hear('watch', '[3G*1*0009*heart,999]')[0]?.readings).toEqual([{ metric: 'heart-rate', value: 999 }])
})
test('a place without a fix, and the speed with it, is not heard', () => {
  const [heard] = hearTerminal('watch', placed(place({ speed: 3, batteryLevel: 80 }, false)))
  expect(heard?.readings).toEqual([{ metric: 'battery', value: 80 }])
})
test('each position is heard by itself, attributes without a place as one more', () => {
  const heard = hearTerminal('gt06', { ...placed(place({ rssi: -71 }), place({ rssi: 20 })), attributes: { temperature: 21.5 } })
  expect(heard).toHaveLength(3)
  expect(heard[0]?.readings.at(-1)).toEqual({ metric: 'signal', value: -71 })
  expect(heard[1]?.settings).toEqual({ rssi: '20' })
  expect(heard[2]).toMatchObject({ claimedAt: null, readings: [{ metric: 'room-temperature', value: 21.5 }] })
})
test('an unknown word of alarm is a fault that says it; a shake is movement', () => {
  const [heard] = hearTerminal('h02', placed(place({ alarm: 'sos', alarms: 'sos,jamming,overspeed,vibration' })))
  expect(heard?.signals).toEqual([
    { kind: 'sos', said: 'sos' },
    { kind: 'fault', said: 'jamming' },
    { kind: 'fault', said: 'overspeed' },
  ])
  expect(heard?.readings.at(-1)).toEqual({ metric: 'motion', value: 1 })
})
test('nothing is heard of a heartbeat or of a frame that was not understood', () => {
  expect(hearTerminal('watch', nothing('1', 'heartbeat'))).toEqual([])
  expect(hearTerminal('watch', unread('1', 'garbled'))).toEqual([])
})
