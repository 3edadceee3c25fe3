import { command, Day } from '@yinqiao/kernel/contract'
import { recordsRefusals } from '@yinqiao/records/contract'
import { z } from 'zod'
import { LoadIndustryFiles } from './permissions.ts'

/** Works and firms a district's documents name: names and relations, never contacts or amounts. */
export const WorksFile = z.object({
  title: z.string().min(1),
  source: z.array(z.string().min(1)).min(1),
  confidence: z.string().min(1),
  asOf: Day,
  /** Firms to be approached, by name. */
  targets: z.array(z.string().trim().min(2).max(120)).max(200),
  works: z
    .array(
      z.object({
        code: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
        kind: z.enum(['industry.investment', 'industry.facility']),
        values: z.record(z.string().max(60), z.string().max(300)),
      }),
    )
    .max(200),
})
export type WorksFile = z.infer<typeof WorksFile>

export const LoadWorks = command({
  name: 'industry.load-works',
  title: { zh: '装载方案点名的项目与对接企业', en: 'Load the works and firms documents name' },
  permission: LoadIndustryFiles,
  input: z.object({ file: WorksFile }),
  output: z.object({ created: z.int(), unchanged: z.int() }),
  refusals: [...recordsRefusals],
})
