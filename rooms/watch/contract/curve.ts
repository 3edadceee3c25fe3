import { Instant, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { DeviceId } from './device.ts'
import { DeviceUnknown, PeriodEmpty, PeriodTooLong, PersonUnknown } from './device-refusals.ts'
import { metrics } from './heard.ts'
import { ReadReadings } from './permissions.ts'

const Point = z.object({ at: z.number().int().describe('milliseconds since 1970 UTC'), value: z.number() })

/** Whose readings: a person's (all devices the person wears or wore) or one device's. */
const Whose = z.discriminatedUnion('of', [
  z.object({ of: z.literal('elder'), id: z.uuid() }),
  z.object({ of: z.literal('device'), id: DeviceId }),
])

/**
 * One metric over a period of up to 400 days, from database and archive alike. Gaps stay gaps; what is not trusted is not drawn and
 * is told apart with its reason. Of many points the least and the greatest of each stretch stay. Not a medical diagnosis.
 */
export const GetCurve = query({
  name: 'watch.get-curve',
  title: { zh: '读数曲线', en: 'Curve of readings' },
  permission: ReadReadings,
  input: z.object({ whose: Whose, metric: z.enum(metrics), from: Instant, to: Instant }),
  output: z.object({
    segments: z.array(z.array(Point)),
    count: z.number().int().describe('points before any were left out'),
    untrusted: z.array(Point.extend({ value: z.number().nullable().describe('null: the reading held no number'), trust: z.string() })),
    untrustedCount: z.number().int(),
    gapMinutes: z.number().int().describe('silence longer than this is a gap'),
  }),
  refusals: [PersonUnknown, DeviceUnknown, PeriodEmpty, PeriodTooLong],
  readsPersons: true,
})

export const curveSignatures = [GetCurve]
