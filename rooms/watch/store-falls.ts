import { type FallDetector, modelOf, openFallDetector } from './rules/fall/detect-fall.ts'
import { fallModel } from './rules/fall/frozen-model.ts'
import type { Memory } from './store-memory.ts'
import type { Ready } from './store-ready.ts'

/**
 * Gives the parts of acceleration streams to the detector of their device, in the order in which they came, and adds the falls it notices as
 * signals of the message that completed them. The detector lives in this process: after a restart it begins with the next part.
 */
export function noticeFalls(memory: Memory, caught: readonly Ready[]): readonly Ready[] {
  return caught.map((one) => {
    const { acceleration } = one.heard
    if (acceleration === undefined || one.placed.signals !== 'live') return one
    const key = `${one.device.id}/${acceleration.place}`
    const detector: FallDetector = memory.falls.get(key) ?? openFallDetector(modelOf(fallModel, acceleration.place))
    memory.falls.set(key, detector)
    const falls = detector.push(acceleration.samples)
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
  })
}
