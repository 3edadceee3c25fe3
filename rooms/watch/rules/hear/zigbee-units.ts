import { z } from 'zod'
import file from '../../data/zigbee-units.json' with { type: 'json' }

const Units = z.record(z.string(), z.string().nullable())
const published = z.object({ source: z.string(), usual: Units, models: z.record(z.string(), Units) }).parse(file)

/**
 * In which unit this model publishes a key; the usual one for a model nobody has listed. Undefined: published without a unit, which is
 * then taken to be ours.
 */
export function publishedUnit(key: string, model: string | null): string | undefined {
  const own = model === null ? undefined : published.models[model]
  const unit = own !== undefined && Object.hasOwn(own, key) ? own[key] : Object.hasOwn(published.usual, key) ? published.usual[key] : null
  return unit ?? undefined
}
