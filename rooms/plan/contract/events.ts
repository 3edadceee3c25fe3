import { eventType } from '@yinqiao/kernel/contract'
import { z } from 'zod'

/** A nightly recount found numbers that are not their rows. */
export const PlanRecountDiffers = eventType(
  'plan',
  'plan.recount-differs',
  z.object({ at: z.iso.datetime(), asked: z.int(), different: z.int(), codes: z.array(z.string()) }),
)
