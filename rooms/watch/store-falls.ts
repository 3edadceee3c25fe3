import type { Context } from '@yinqiao/kernel'
import { readRecentRaw } from '@yinqiao/series'
import type { Acceleration } from './contract/heard.ts'
import { modelOf, type NoticedFall, openFallDetector } from './rules/fall/detect-fall.ts'
import { fallModel } from './rules/fall/frozen-model.ts'
import type { Sample } from './rules/fall/sample.ts'
import { hearMessage } from './rules/hear/hear-message.ts'
import type { Memory } from './store-memory.ts'
import type { Ready } from './store-ready.ts'

/** A detector looks back ten seconds, and takes peaks ten seconds after a fall as part of it. */
const lookBack = 20_000
/** How long ago, on our clock, the parts of these seconds may have come: a device sends what it kept when the line is back. */
const reach = 5 * 60_000
/** Parts read of one stream at most; they are of a fifth of a second at least, or the seconds before are fewer. */
const partsAtMost = 100
const keysAtMost = 64

interface Part {
  readonly one: Ready
  readonly key: string
  readonly acceleration: Acceleration
}

/**
 * Gives the parts of acceleration streams to the detector of their device, in the order in which they came, and adds the falls it notices as
 * signals of the message that completed them. The detector lives in this process: the first part after a start, and a part of a
 * transaction that was undone, are preceded by the last seconds that were kept. A fall in these alone was told by who kept them.
 */
export async function noticeFalls(ctx: Context, memory: Memory, caught: readonly Ready[]): Promise<readonly Ready[]> {
  const parts = caught.flatMap((one): Part[] => {
    const { acceleration } = one.heard
    if (acceleration === undefined || one.placed.signals !== 'live') return []
    return [{ one, key: `${one.device.id}/${acceleration.place}`, acceleration }]
  })
  if (parts.length === 0) return caught
  await openStreams(ctx, memory, parts)
  const found = new Map(parts.map((part) => [part.one, noticed(memory, part)] as const))
  return caught.map((one) => found.get(one) ?? one)
}

function noticed(memory: Memory, { one, key, acceleration }: Part): Ready {
  const stream = memory.falls.get(key)
  if (stream === undefined) return one
  const falls = stream.detector.push(acceleration.samples)
  stream.given.add(one.placed.key)
  stream.open = one
  for (const old of stream.given) {
    if (stream.given.size <= keysAtMost) break
    stream.given.delete(old)
  }
  return falls.length === 0 ? one : saying(one, acceleration.place, falls)
}

/** The same with a signal that says these falls. */
function saying(one: Ready, place: string, falls: readonly NoticedFall[]): Ready {
  const said = falls
    .map(
      ({ score, reasons }) =>
        `${place} ${score.toFixed(2)} ${reasons
          .slice(0, 3)
          .map(({ feature }) => feature)
          .join('+')}`,
    )
    .join('; ')
  return { ...one, heard: { ...one.heard, signals: [...one.heard.signals, { kind: 'fall' as const, said: said.slice(0, 200) }] } }
}

/** Opens the detectors that are missing or have seen what was undone, with the seconds before their first part here; one query for all. */
async function openStreams(ctx: Context, memory: Memory, parts: readonly Part[]): Promise<void> {
  const first = new Map<string, Part>()
  for (const [key, of] of Map.groupBy(parts, (part) => part.key)) {
    const stream = memory.falls.get(key)
    // without a binding nothing is kept, so nothing says whether a part was undone
    const undone = stream !== undefined && of.some(({ one }) => one.entry !== null && stream.given.has(one.placed.key))
    const [part] = of
    if (part !== undefined && (stream === undefined || undone)) first.set(key, part)
  }
  const asked = [...first.values()].flatMap(({ one: { entry } }) => (entry === null ? [] : [{ seriesId: entry.seriesId, until: entry.at }]))
  const kept = Map.groupBy(await readRecentRaw(ctx.db, asked, { reach, atMost: partsAtMost }), ({ seriesId }) => seriesId)
  for (const [key, { one, acceleration }] of first) {
    const start = acceleration.samples[0]?.t ?? 0
    const before = (kept.get(one.entry?.seriesId ?? -1) ?? [])
      .flatMap(({ raw, receivedAt }) => hearMessage(one.device, raw, {}, receivedAt).heard)
      .flatMap((heard): (readonly Sample[])[] => (heard.acceleration?.place === acceleration.place ? [heard.acceleration.samples] : []))
      // by the sensor's own clock: it only grows, and parts of this very message and later ones are not before it
      .filter(([sample]) => sample !== undefined && sample.t < start && sample.t >= start - lookBack)
      .toSorted((a, b) => (a[0]?.t ?? 0) - (b[0]?.t ?? 0))
    const detector = openFallDetector(modelOf(fallModel, acceleration.place))
    for (const samples of before) detector.push(samples)
    memory.falls.set(key, { detector, given: new Set(), open: null, owed: [] })
  }
}

/** So long nothing comes before what a stream left is judged: parts of a stream may come slowly. Milliseconds. */
const quietFor = 10_000

/**
 * Falls in streams that broke off: a device that was torn off, or lost its line, within the seconds after an impact says nothing more, and
 * nobody else would look. Gives each with its last part, to be told; `settled` when that is done.
 */
export function fallsLeft(memory: Memory, now: number): { readonly found: readonly Ready[]; readonly settled: () => void } {
  const left = [...memory.falls].flatMap(([key, stream]) =>
    stream.open === null || now - stream.open.message.receivedAt < quietFor
      ? []
      : [{ place: key.slice(key.lastIndexOf('/') + 1), stream, one: stream.open }],
  )
  for (const { stream } of left) stream.owed = [...stream.owed, ...stream.detector.settle()]
  return {
    found: left.flatMap(({ place, stream, one }) =>
      stream.owed.length === 0
        ? []
        : [saying({ ...one, heard: { ...one.heard, readings: [], signals: [] }, readings: [], trusts: [] }, place, stream.owed)],
    ),
    settled: () => {
      for (const { stream, one } of left) {
        stream.owed = []
        // a part that came meanwhile is to be judged in its turn
        if (stream.open === one) stream.open = null
      }
    },
  }
}
