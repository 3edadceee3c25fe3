import type { Context } from '@yinqiao/kernel'
import { readRecentRaw } from '@yinqiao/series'
import type { Acceleration } from './contract/heard.ts'
import { modelOf, openFallDetector } from './rules/fall/detect-fall.ts'
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
  for (const old of stream.given) {
    if (stream.given.size <= keysAtMost) break
    stream.given.delete(old)
  }
  if (falls.length === 0) return one
  const said = falls
    .map(
      ({ score, reasons }) =>
        `${acceleration.place} ${score.toFixed(2)} ${reasons
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
    memory.falls.set(key, { detector, given: new Set() })
  }
}
