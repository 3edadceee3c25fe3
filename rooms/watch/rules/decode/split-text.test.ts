import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FrameTooLong, frameAtMost } from './decoder.ts'
import { findDecoder } from './decoders.ts'

const texts = ['watch', 'h02', 'gps103', 'trv', 'pt60', 'wristband', 'smartsole', 'laipac', 'minifinder'] as const
type Text = (typeof texts)[number]

interface Case {
  readonly protocol: string
  readonly encoding: string
  readonly data: string
}
interface FrameCase {
  readonly protocol: string
  readonly encoding_in: string
  readonly input: string
  readonly encoding_out: string
  readonly frame: string
}
const lines = <T>(name: string): T[] =>
  readFileSync(join(import.meta.dirname, '../../fixtures', name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytes = (text: string, encoding: string) => new Uint8Array(Buffer.from(text, encoding === 'hex' ? 'hex' : 'latin1'))
const splitter = (protocol: string) => findDecoder(protocol)?.splitter() ?? { push: () => [] }

const frameCases = lines<FrameCase>('frame-cases.jsonl').filter(({ protocol }) => (texts as readonly string[]).includes(protocol))
const cases = lines<Case>('decoder-cases.jsonl')

/** How each protocol ends a frame on the wire, and whether the end belongs to the frame. */
const ends: Readonly<Record<Text, string>> = {
  watch: '',
  h02: '',
  gps103: ';',
  trv: '#',
  pt60: '@R#@',
  wristband: '',
  smartsole: '$',
  laipac: '\r\n',
  minifinder: ';',
}

/** Whole frames of recorded messages as they stand on the wire, in order. */
function streamOf(protocol: Text): { readonly stream: Uint8Array; readonly frames: string[] } {
  const end = Buffer.from(ends[protocol], 'latin1')
  const parts: Buffer[] = []
  const frames: string[] = []
  for (const { data, encoding } of cases.filter((one) => one.protocol === protocol)) {
    const frame = Buffer.from(bytes(data, encoding))
    // bodies cut for the record, several frames in one, signs that end a frame inside it: not as on the wire
    const inside = frame.subarray(0, -1).includes(end.length > 0 && protocol !== 'pt60' ? end : '\0never')
    const isWatch = /^\[..\*\d+\*(?:[0-9a-f]{4}\*)?([0-9a-f]{4})\*([\s\S]*)\]$/i.exec(frame.toString('latin1'))
    if (protocol === 'watch' && Number.parseInt(isWatch?.[1] ?? '', 16) !== isWatch?.[2]?.length) continue
    // of the longer binary kinds the first 32 bytes are the frame
    const isLong = protocol === 'h02' && frame[0] === 0x24 && frame.length > 42
    const plain =
      protocol === 'gps103' || protocol === 'trv' ? Buffer.from(frame.toString('latin1').replace(/[;*#]+$/, ''), 'latin1') : frame
    if (inside && plain.includes(end)) continue
    if (protocol === 'gps103' && /^\d+imei/.test(plain.toString('latin1'))) continue
    parts.push(plain, end)
    frames.push(hex(isLong ? plain.subarray(0, 32) : plain))
  }
  return { stream: new Uint8Array(Buffer.concat(parts)), frames }
}

test.each(frameCases.map((one, at) => [at, one.protocol, one] as const))('frame case %i: %s', (_at, protocol, one) => {
  const [first] = splitter(protocol).push(bytes(one.input, one.encoding_in))
  expect(hex(first ?? new Uint8Array())).toBe(hex(bytes(one.frame, one.encoding_out)))
})

test.each(frameCases.map((one, at) => [at, one] as const))('frame case %i cut anywhere gives the same frames', (_at, one) => {
  const input = bytes(one.input, one.encoding_in)
  const whole = splitter(one.protocol).push(input).map(hex)
  for (let cut = 0; cut <= input.length; cut++) {
    const halves = splitter(one.protocol)
    expect([...halves.push(input.subarray(0, cut)), ...halves.push(input.subarray(cut))].map(hex)).toEqual(whole)
  }
})

describe.each(texts)('%s', (protocol) => {
  const { stream, frames } = streamOf(protocol)

  test('recorded messages in one stream come out as they went in', () => {
    expect(frames.length).toBeGreaterThan(1)
    expect(splitter(protocol).push(stream).map(hex)).toEqual(frames)
  })
  test('cut at every byte', () => {
    const part = stream.subarray(0, 3000)
    const whole = splitter(protocol).push(part).map(hex)
    for (let cut = 0; cut <= part.length; cut++) {
      const halves = splitter(protocol)
      expect([...halves.push(part.subarray(0, cut)), ...halves.push(part.subarray(cut))].map(hex)).toEqual(whole)
    }
    const one = splitter(protocol)
    expect([...part].flatMap((byte) => one.push(new Uint8Array([byte]))).map(hex)).toEqual(whole)
  })
  test('in chunks of any size', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 40 }), (sizes) => {
        const chunked = splitter(protocol)
        const out: string[] = []
        for (let at = 0, turn = 0; at < stream.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1
          out.push(...chunked.push(stream.subarray(at, at + size)).map(hex))
          at += size
        }
        expect(out).toEqual(frames)
      }),
      { numRuns: 20 },
    )
  })
  test('noise before a message does not hide it', () => {
    const split = splitter(protocol)
    split.push(new Uint8Array([0x01, 0xfe, 0x41, 0x42, 0x0d, 0x0a]))
    const out = split.push(stream).map(hex)
    expect(out.slice(-frames.length + 1)).toEqual(frames.slice(1))
  })
  test('a frame that never ends ends the connection within the limit', () => {
    const heads: Readonly<Record<Text, string>> = {
      watch: '[3G*8800000015*FFFF*',
      h02: '*HQ,1,V1,',
      gps103: 'imei:1,',
      trv: 'IWAP01',
      pt60: '@G#@,',
      wristband: '',
      smartsole: '#GTXRP=',
      laipac: '$AVRMC,',
      minifinder: '!D,',
    }
    const split = splitter(protocol)
    split.push(bytes(heads[protocol], 'latin1'))
    const fill = () => {
      for (let sent = 0; sent <= frameAtMost; sent += 4096) split.push(new Uint8Array(4096).fill(0x41))
    }
    // a length above what a band may send is no head, and noise is not kept
    if (protocol === 'wristband') expect(fill).not.toThrow()
    else expect(fill).toThrow(FrameTooLong)
  })
})

describe('brackets in what a watch says', () => {
  const split = (...parts: string[]) => {
    const one = splitter('watch')
    return parts.flatMap((part) => one.push(bytes(part, 'latin1'))).map((frame) => Buffer.from(frame).toString('latin1'))
  }
  test('a name in brackets stays inside', () => {
    expect(split('[3G*88*0009*UD,[x],y][3G*88*0002*LK]')).toEqual(['[3G*88*0009*UD,[x],y]', '[3G*88*0002*LK]'])
  })
  test('an opening bracket alone: the length of the head counts', () => {
    expect(split('[3G*88*0005*UD,[x]', '[3G*88*0002*LK]')).toEqual(['[3G*88*0005*UD,[x]', '[3G*88*0002*LK]'])
  })
  test('a head that counts too much or too little holds nothing up', () => {
    expect(split('[3G*88*00FF*LK]')).toEqual(['[3G*88*00FF*LK]'])
    expect(split('[3G*88*0001*LK,1,2,3]')).toEqual(['[3G*88*0001*LK,1,2,3]'])
  })
  test('an index before the length is part of the head, also in pieces', () => {
    expect(split('[ZJ*0141*0033', '*00', '02*', 'LK', ']')).toEqual(['[ZJ*0141*0033*0002*LK]'])
  })
  test('a closing bracket alone cuts the stations, never the alarm before them', () => {
    const [frame = '', ...more] = split(
      '[3G*88*0050*AL,221126,080000,A,31.40,N,120.60,E,0,0,0,7,60,90,10,0,00010000,0,1,a]b,34:a1:ed:e1:91:4f,-71]',
    )
    expect(more).toEqual([])
    const decoded = findDecoder('watch')?.open().decode(bytes(frame, 'latin1'), 0)
    expect(decoded?.positions[0]?.attributes['alarm']).toBe('sos')
  })
})
