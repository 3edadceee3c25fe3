import { readFile } from 'node:fs/promises'
import { type Decoded, type Decoder, findDecoder, type Session } from '@yinqiao/watch'
import type { Answer, Arguments } from '../answer.ts'
import { BadInput } from '../misuse.ts'

/** One line of the file as JSON; what it lacks is said in the answer to that line. */
type Line = Readonly<Record<string, unknown>>

/** Moment given to decoders: answers that hold the time are not shown, so that the same file always gives the same lines. */
const anyMoment = 0

async function linesOf(file: string): Promise<Line[]> {
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '')
  return text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return []
    try {
      const read: unknown = JSON.parse(line)
      return [typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : {}]
    } catch {
      throw new BadInput(`${file} 第 ${at + 1} 行不是 JSON (line ${at + 1} is not JSON)`)
    }
  })
}

/** Bytes of a field in one of the three encodings, or why there are none. */
function bytesOf(data: unknown, encoding: unknown): Uint8Array | string {
  if (typeof data !== 'string') return 'no data'
  if (encoding === 'latin1' || encoding === 'text') return new Uint8Array(Buffer.from(data, encoding === 'text' ? 'utf8' : 'latin1'))
  if (encoding !== 'hex') return `unknown encoding ${String(encoding)}`
  return /^([0-9a-f]{2})*$/i.test(data) ? new Uint8Array(Buffer.from(data, 'hex')) : 'data is not hexadecimal'
}

function decoderOf(protocol: unknown): Decoder | string {
  const decoder = typeof protocol === 'string' ? findDecoder(protocol) : undefined
  return decoder ?? `unknown protocol ${String(protocol)}`
}

function said({ positions, attributes: own, error }: Pick<Decoded, 'positions' | 'attributes' | 'error'>) {
  const attributes = Object.assign({}, ...positions.map((one) => one.attributes), own) as Decoded['attributes']
  const kinds = [
    // a message with one place is read both ways: as a place, and as a list of one
    ...(positions.length === 0 ? [] : positions.length === 1 ? ['position', 'positions'] : ['positions']),
    ...(Object.keys(attributes).length === 0 ? [] : ['attributes']),
  ]
  return { kinds, positions, attributes, error }
}

const wrong = (error: string) => said({ positions: [], attributes: {}, error })

/** `device decode FILE.jsonl`: what each recorded message says, one connection for each protocol. Needs no database. */
export async function decode({ words: [file = ''] }: Arguments): Promise<Answer> {
  const sessions = new Map<string, Session>()
  const lines = (await linesOf(file)).map(({ protocol, encoding, data }) => {
    const [decoder, bytes] = [decoderOf(protocol), bytesOf(data, encoding)]
    if (typeof decoder === 'string') return wrong(decoder)
    if (typeof bytes === 'string') return wrong(bytes)
    const session = sessions.get(decoder.protocol) ?? decoder.open()
    sessions.set(decoder.protocol, session)
    return said(session.decode(bytes, anyMoment))
  })
  return {
    data: lines,
    lines,
    shown: lines.map(({ kinds, positions: [first], attributes, error }, at) => ({
      行: at + 1,
      内容: error ?? kinds.join(' '),
      时间: first?.time,
      纬度: first?.lat,
      经度: first?.lon,
      属性: Object.entries(attributes)
        .map(([name, value]) => `${name}=${value}`)
        .join(' '),
    })),
  }
}

/** Bytes after the one that completed the last frame: fed one by one, a splitter gives the frames of the whole. */
function restOf(decoder: Decoder, input: Uint8Array): number {
  const splitter = decoder.splitter()
  let taken = 0
  for (let at = 0; at < input.length; at++) if (splitter.push(input.slice(at, at + 1)).length > 0) taken = at + 1
  return input.length - taken
}

/** Frames cut from a stream; what is left waits for more, or is noise. Hexadecimal letters are those of the input. */
function cut(decoder: Decoder, input: Uint8Array, large: boolean) {
  const hex = (bytes: Uint8Array) => (large ? Buffer.from(bytes).toString('hex').toUpperCase() : Buffer.from(bytes).toString('hex'))
  try {
    const frames = decoder.splitter().push(input).map(hex)
    return { frames, frame: frames[0] ?? null, rest: restOf(decoder, input), error: null }
  } catch (error) {
    return { frames: [], frame: null, rest: input.length, error: (error as Error).message }
  }
}

/** `device frames FILE.jsonl`: the frames in recorded streams of bytes, one connection for each line. Needs no database. */
export async function frames({ words: [file = ''] }: Arguments): Promise<Answer> {
  const lines = (await linesOf(file)).map(({ protocol, encoding_in: encoding, input }) => {
    const [decoder, bytes] = [decoderOf(protocol), bytesOf(input, encoding)]
    if (typeof decoder === 'string' || typeof bytes === 'string')
      return { frames: [], frame: null, rest: 0, error: typeof decoder === 'string' ? decoder : String(bytes) }
    return cut(decoder, bytes, encoding === 'hex' && /[A-F]/.test(String(input)))
  })
  return {
    data: lines,
    lines,
    shown: lines.map(({ frames, frame, rest, error }, at) => ({ 行: at + 1, 帧数: frames.length, 剩余字节: rest, 首帧: error ?? frame })),
  }
}
