import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../config.ts'

/** Recorded messages of terminals and of gateways, to be bent. */
export function recorded(): Buffer[] {
  const lines = readFileSync(join(root, 'rooms/watch/fixtures/decoder-cases.jsonl'), 'utf8').split('\n')
  return lines
    .filter((line) => line !== '')
    .flatMap((line) => {
      const { encoding, data, input } = JSON.parse(line) as { encoding?: string; data?: string; input?: string }
      const text = data ?? input
      return typeof text === 'string' ? [Buffer.from(text, encoding === 'hex' ? 'hex' : 'latin1')] : []
    })
}

/** JSON of all shapes the intake reads, to be bent. */
const shapes = [
  '{"at":"2026-11-22T10:00:00+08:00","id":"17","readings":{"heart-rate":72,"glucose":{"value":108,"unit":"mg/dL"}},"signals":["sos"]}',
  '[{"at":1764000000,"id":3,"readings":[{"metric":"spo2","value":97,"unit":"%"}]},{"signals":[{"kind":"fall","said":"down"}]}]',
  '{"battery":87,"linkquality":120,"smoke":true,"tamper":false,"temperature":21.5,"occupancy":true}',
  '{"product_name":"x","device_status":"ONLINE","report_time":"2026-09-21 13:01:00","device_property":{"FallAlarmCnt":"3","RSSI":"26","ErrCode":"0"}}',
].map((text) => Buffer.from(text))
const hostile = [
  '\u0000',
  '1e999',
  '-0',
  '9007199254740993',
  '__proto__',
  'null',
  '{"constructor":{}}',
  '\ud800',
  '%s%n',
  "'; drop table watch.alarm; --",
].map((text) => Buffer.from(text))

/** Gives bent copies of messages without end, the same ones for the same salt. */
export function openMutator(recorded: readonly Buffer[], salt: number): () => Buffer {
  const bases = [...shapes, ...shapes, ...recorded]
  let state = (salt * 2654435761) >>> 0 || 1
  // xorshift, 32 bits
  const dice = (sides: number) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % sides
  }
  const pick = (list: readonly Buffer[]) => list[dice(list.length)] ?? Buffer.alloc(0)
  return () => {
    let bytes = Buffer.from(pick(dice(2) === 0 ? shapes : bases))
    for (let times = dice(4); times >= 0; times--) {
      const at = dice(bytes.length + 1)
      switch (dice(7)) {
        case 0:
          bytes = bytes.subarray(0, at)
          break
        case 1:
          bytes = Buffer.concat([bytes.subarray(0, at), pick(hostile), bytes.subarray(at)])
          break
        case 2:
          bytes = Buffer.concat([bytes.subarray(0, at), pick(bases).subarray(dice(20))])
          break
        case 3:
          bytes = Buffer.concat([bytes, bytes.subarray(at)])
          break
        case 4:
          break
        default:
          if (at < bytes.length) bytes[at] = dice(256)
      }
    }
    return bytes.length > 4096 ? bytes.subarray(0, 4096) : bytes
  }
}
