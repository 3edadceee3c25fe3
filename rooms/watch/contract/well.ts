import { Instant, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { ReadAllIsWell } from './permissions.ts'

/** How fresh the last sign of life is, told so that nobody can follow a person by it. */
export const Freshness = z.enum(['just-now', 'this-hour', 'today', 'yesterday', 'longer', 'none'])

/** Whether all is well with one person: facts with their own missing, never a diagnosis. */
export const Wellness = z.object({
  elderId: z.uuid(),
  name: z.string(),
  watched: z.boolean().describe('false: no home, nothing is known'),
  fresh: Freshness,
  signAt: Instant.nullable().describe('rounded down to the half hour'),
  signOf: z.enum(['person', 'home']).nullable().describe('a device worn by the person, or the whole home'),
  openAlarm: z.boolean(),
  alarmOwned: z.boolean().describe('somebody has taken it on'),
  devices: z.object({ all: z.number().int(), silent: z.number().int(), weak: z.number().int() }),
  answer: z.enum(['well', 'look', 'alarm', 'unknown']),
  words: z.object({ zh: z.string(), en: z.string() }),
})
export type Wellness = z.infer<typeof Wellness>

/** The persons an account is itself, or is told of: who they are is given by the posts (own, family). */
export const AllIsWell = query({
  name: 'watch.all-is-well',
  title: { zh: '是否平安', en: 'Is all well' },
  permission: ReadAllIsWell,
  input: z.object({}),
  output: z.object({ at: Instant, persons: z.array(Wellness) }),
  refusals: [],
  readsPersons: true,
})

export const wellSignatures = [AllIsWell]
