import type { Context } from '@yinqiao/kernel'
import { findEarlier } from '@yinqiao/series'
import { shanghaiDay } from './rules/clean/place-in-time.ts'
import type { Ready } from './store-ready.ts'

/** The key of a message without a believable time holds for one window of receipt (rules/clean/place-in-time.ts). */
const window = 10 * 60_000

/**
 * A message without a claim to believe stands at its receipt, so the same one told again would stand elsewhere and be kept twice. Those
 * that say which one they are, by number, are put where they were kept first.
 */
export async function placeRepeats(ctx: Context, ready: readonly Ready[]): Promise<readonly Ready[]> {
  const asked = ready.flatMap((one) =>
    one.entry !== null && one.placed.byReceipt && one.heard.sequence !== null ? [{ one, entry: one.entry }] : [],
  )
  if (asked.length === 0) return ready
  const days = asked.flatMap(({ entry }) => [shanghaiDay(entry.at - window), shanghaiDay(entry.at + window)]).toSorted()
  const found = await findEarlier(
    ctx.db,
    asked.map(({ entry }) => ({ seriesId: entry.seriesId, key: entry.key, from: entry.at - window, to: entry.at + window })),
    days[0] ?? '',
    days.at(-1) ?? '',
  )
  // twice in one batch: the first of them is the place of both
  const places = new Map<string, { readonly day: string; readonly at: number }>()
  const first = new Map<Ready, { readonly day: string; readonly at: number }>()
  for (const [n, { one, entry }] of asked.entries()) {
    const name = `${entry.seriesId}/${entry.key}`
    const place = found[n] ?? places.get(name) ?? { day: entry.day, at: entry.at }
    places.set(name, place)
    first.set(one, place)
  }
  return ready.map((one) => {
    const earlier = first.get(one)
    return earlier === undefined || one.entry === null ? one : { ...one, entry: { ...one.entry, ...earlier } }
  })
}
