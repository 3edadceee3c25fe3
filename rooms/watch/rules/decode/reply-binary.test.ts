import { describe, expect, test } from 'vitest'
import { crcX25, crcXmodem, invertedSum, luhnDigit, turningSum, xorOf } from './checksums.ts'
import type { Decoder } from './decoder.ts'
import { eelink } from './eelink.ts'
import { gt06 } from './gt06.ts'
import { jt808 } from './jt808.ts'
import { minifinder2 } from './minifinder2.ts'
import { hexOf } from './read-bytes.ts'
import { topin } from './topin.ts'
import { xexun2 } from './xexun2.ts'

const now = Date.UTC(2026, 10, 22, 12, 0, 0)
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))
const said = (decoder: Decoder, ...frames: readonly string[]) => {
  const session = decoder.open()
  return frames.map((frame) => session.decode(bytes(frame), now))
}
const answer = (decoder: Decoder, frame: string): string[] => said(decoder, frame).flatMap(({ replies }) => replies.map(hexOf))

test('checksums give their published check values', () => {
  const digits = Uint8Array.from(Buffer.from('123456789'))
  expect(crcX25(digits)).toBe(0x906e)
  expect(crcXmodem(digits)).toBe(0x31c3)
  expect(xorOf(Uint8Array.of(0x0f, 0xf0, 0x01))).toBe(0xfe)
  expect(invertedSum(Uint8Array.of(1))).toBe(0xfffe)
  expect(turningSum(Uint8Array.of(0x80, 0x80))).toBe(0x180)
  expect(luhnDigit('49015420323751')).toBe(8)
})

describe('answers to the byte', () => {
  test('gt06: login and heartbeat', () => {
    expect(answer(gt06, '78781101075253367890024270003201000512790d0a')).toEqual(['7878050100059ff80d0a'])
    expect(answer(gt06, '787808134b040300010011061f0d0a')).toEqual(['787805130011f9700d0a'])
  })

  test('gt06: time and address', () => {
    expect(answer(gt06, '7878058a000688290d0a')).toEqual(['78780b8a1a0b160c000000061dba0d0a'])
    expect(
      answer(gt06, '78782E2A0F0C1D071139CA027AC8000C4658000014D83132353230313335333231373730373900000000000001002A6ECE0D0A'),
    ).toHaveLength(1)
  })

  test('jt808-2013: register, authentication, heartbeat, location', () => {
    const id = '013456789012'
    const frame = (type: string, serial: string, body: string): string => {
      const content = `${type}${(body.length / 2).toString(16).padStart(4, '0')}${id}${serial}${body}`
      return `7e${content}${xorOf(bytes(content)).toString(16).padStart(2, '0')}7e`
    }
    expect(answer(jt808, frame('0100', '0001', '00'.repeat(37)))).toEqual(['7e8100000f0134567890120000000100303133343536373839303132167e'])
    expect(answer(jt808, frame('0002', '0007', ''))).toEqual(['7e8001000501345678901200000007000200187e'])
    expect(answer(jt808, frame('0109', '0007', ''))).toEqual(['7e81090008013456789012000007ea0b160c000000e57e'])
    expect(answer(jt808, frame('0001', '0008', '0000810300'))).toEqual([])
  })

  test('jt808-2019: the answer has the longer header and number', () => {
    const content = `0200401c0100000000013456789012000700000000${'00'.repeat(24)}`
    expect(answer(jt808, `7e${content}${xorOf(bytes(content)).toString(16).padStart(2, '0')}7e`)).toEqual([
      '7e80014005010000000001345678901200000007020000597e',
    ])
  })

  test('jt808: flags inside an answer are escaped', () => {
    const content = '00020000013456789012007e'
    const [reply = ''] = answer(jt808, `7e${content}${xorOf(bytes(content)).toString(16).padStart(2, '0')}7e`)
    expect(reply).toContain('007d02')
    expect(reply.slice(2, -2)).not.toContain('7e')
  })

  test('topin: login is confirmed and the clock is set', () => {
    expect(answer(topin, '78780d0103593390754169634d0d0a')).toEqual(['78780d01010d0a', '78780730 07ea0b160c0000 0d0a'.replaceAll(' ', '')])
    expect(answer(topin, '787801300d0a')).toEqual(['7878073007ea0b160c00000d0a'])
    expect(answer(topin, '78780A13424008196400041F000D0A')).toEqual(['78780a13424008196400041f000d0a'])
    expect(answer(topin, '787812100A03170F32179C026B3F3E0C22AD651F34600D0A')).toEqual(['787812100a03170f32170d0a'])
  })

  test('eelink: login with the time, in a datagram as in a stream', () => {
    expect(answer(eelink, '676701000c007b03525440717505180104')).toEqual(['6767010009007b6b02d940000100'])
    const datagram = '454C0027E753035254407167747167670100180002035254407167747100200205020500010432000086BD'
    expect(answer(eelink, datagram)).toEqual(['454c0018e0640352544071677471676701000900026b02d940000100'])
    expect(answer(eelink, '67670300040021006E')).toEqual(['67670300020021'])
    expect(answer(eelink, '676702002500bb569fc3610517a091020b116000001900d8001e005b00044601001f1170003200000000')).toEqual([])
  })

  test('minifinder2: done, the time, the place it asks for; nothing when it does not ask', () => {
    const frame = (flags: string, content: string): string => {
      const size = (content.length / 2).toString(16).padStart(2, '0')
      return `ab${flags}${size}0000000201${content}`
    }
    expect(answer(minifinder2, frame('10', '010514640f10ff'))).toEqual(['ab00030008c702017f0100'])
    expect(answer(minifinder2, frame('00', '010514640f10ff'))).toEqual([])
    expect(answer(minifinder2, frame('10', '030112'))).toEqual(['ab0007006cf5020103051240d9026b'])
    expect(answer(minifinder2, frame('10', '030111'))).toEqual(['ab000c0071fc0201030a11000000000000000000'])
  })

  test('xexun2: done, with its checksum', () => {
    const report = 'FAAF0014000086220505123456700016F86F0100130065F0B2C200000002010Ac63daae045679dd0FAAF'
    expect(answer(xexun2, report)).toEqual(['faaf0014000086220505123456700001fffe01faaf'])
  })
})

describe('alarms', () => {
  const location = (alarm: string, items = ''): string => {
    const body = `${alarm}0000000301dbbd0006c92b00000000000000261122120000${items}`
    const content = `0200${(body.length / 2).toString(16).padStart(4, '0')}0134567890120007${body}`
    return `7e${content}${xorOf(bytes(content)).toString(16).padStart(2, '0')}7e`
  }

  test('an SOS stays an SOS beside a fence, a low battery and a fault', () => {
    // bits 0 SOS, 4 receiver fault, 7 low battery, 20 fence
    const [one] = said(jt808, location('00100091'))
    expect(one?.message).toBe('alarm')
    expect(one?.positions[0]?.attributes).toMatchObject({ alarm: 'sos', alarms: 'sos,geofence,fault,lowBattery' })
  })

  test('gt06: SOS in the terminal byte wins over a fence code, and a fall over a low battery', () => {
    // status 13: 0x20 = alarm bits 100 (SOS), alarm code 04 (fence entered)
    const [sos] = said(gt06, '78780a132004040402000100000d0a')
    expect(sos?.attributes).toMatchObject({ alarm: 'sos', alarms: 'sos,geofenceEnter' })
    // 0x18 = 011 (low battery), alarm code 23 (fall)
    const [fall] = said(gt06, '78780a131804042302000100000d0a')
    expect(fall?.attributes).toMatchObject({ alarm: 'fallDown', alarms: 'fallDown,lowBattery' })
  })

  test('minifinder2: SOS, fall and low battery in one word', () => {
    const [one] = said(minifinder2, 'ab1017000000020101100138363632393035303632353938303905020510000000'.slice(0, -2))
    expect(one?.positions[0]?.attributes ?? one?.attributes).toMatchObject({ alarm: 'sos', alarms: 'sos,fallDown,lowBattery' })
  })

  test('minifinder2: an alarm has its own time, and is not dated back to the state before it', () => {
    // state of 12:00, then an SOS of 12:05 in the same moment
    const content = `01092440d9026b000000640d02001000006cda026b00000000`
    const [one] = said(minifinder2, `ab10${(content.length / 2).toString(16)}0000000201${content}`)
    expect(one?.positions[0]).toMatchObject({ time: '2026-11-22T12:05:00Z', attributes: { alarm: 'sos', batteryLevel: 100 } })
  })

  test('topin: SOS and vibration; a heartbeat is answered', () => {
    expect(said(topin, '787801990d0a')[0]).toMatchObject({ message: 'alarm', attributes: { alarm: 'sos' } })
    expect(said(topin, '787801940d0a')[0]?.attributes).toMatchObject({ alarm: 'vibration' })
    expect(answer(topin, '787801080d0a')).toEqual(['787801080d0a'])
  })

  test('eelink: SOS and fall', () => {
    const warning = (code: string): string => `676714002414B05AD43A7D03026B92B10C395499FFD7000000000701CC000024950000142036${code}067B`
    expect(said(eelink, warning('02'))[0]?.positions[0]?.attributes['alarm']).toBe('sos')
    expect(said(eelink, warning('86'))[0]?.positions[0]?.attributes['alarm']).toBe('fallDown')
  })
})

test('jt808: a message in parts is put together; its parts may come in any order', () => {
  const part = (number: number, serial: number, body: string): string => {
    const size = (0x2000 + body.length / 2).toString(16).padStart(4, '0')
    const two = (value: number): string => value.toString(16).padStart(4, '0')
    const content = `0200${size}013456789012${two(serial)}${two(2)}${two(number)}${body}`
    return `7e${content}${xorOf(bytes(content)).toString(16).padStart(2, '0')}7e`
  }
  const whole = '000000010000000301dbbd0006c92b00000000000000261122120000'
  const [second, first] = said(jt808, part(2, 6, whole.slice(20)), part(1, 5, whole.slice(0, 20)))
  expect(second).toMatchObject({ message: 'part', positions: [], error: null })
  expect(first?.positions[0]).toMatchObject({ lat: 31.177984, lon: 113.84704, time: '2026-11-22T04:00:00Z', attributes: { alarm: 'sos' } })
})

test('jt808: a frame that was never unescaped is read all the same', () => {
  const content = '00020000013456789012007e'
  const sum = xorOf(bytes(content)).toString(16).padStart(2, '0')
  const [one] = said(jt808, `7e${content.replace(/7e$/, '7d02')}${sum}7e`)
  expect(one).toMatchObject({ deviceId: '13456789012', message: 'heartbeat', error: null })
})

test('gt06: the clock the login tells moves the times; zeros are no time', () => {
  const login = '78781101075253367890024270003201000512790d0a'
  const fix = '78781f12 0b081d112e10 cc 027ac7eb0c465849 00 148f 01cc00287d001fb8 0003 8081 0d0a'.replaceAll(' ', '')
  expect(said(gt06, fix)[0]?.positions[0]?.time).toBe('2011-08-29T17:46:16Z')
  expect(said(gt06, login, fix)[1]?.positions[0]?.time).toBe('2011-08-29T09:46:16Z')
  expect(said(gt06, fix.replace('0b081d112e10', '000000000000'))[0]?.positions[0]?.time).toBeNull()
})
