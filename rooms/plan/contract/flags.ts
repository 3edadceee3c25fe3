import { Day, permission, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'

/** Flags go to those who evaluate, not to the units that are scored. */
export const readFlags = permission('plan.flag.read', { zh: '查看存疑提示', en: 'See flags' }, [
  'working-group',
  'district-leader',
  'district-officer',
  'statistician',
  'audit-admin',
])

const Said = z.object({ zh: z.string(), en: z.string() })

/** last-day 期末突击 · heaping 贴着目标 · doubles 一码两名 · photo 一图多用 · overlap 分身 · regular 过于整齐 · future 日期在将来 */
export const FlagCheck = z.enum(['last-day', 'heaping', 'doubles', 'photo', 'overlap', 'regular', 'future'])

/** Something odd in the records, with its rows and the limit that was passed. No verdict, and no number changes by it. */
export const Flag = z.object({
  /** Same rows, same id: an objection and a report can name it. */
  id: z.string(),
  check: FlagCheck,
  about: z.string(),
  said: Said,
  /** The stated limit and why it lies there. */
  limit: Said,
  rows: z.array(z.object({ kind: z.string(), id: z.string(), title: z.string(), opens: z.string().nullable() })),
  /** Measures that read these records. */
  measures: z.array(z.string()),
})
export type Flag = z.infer<typeof Flag>

/** What the tests for games find in records made known or visits made from a day to a day, both in it. */
export const ListFlags = query({
  name: 'plan.list-flags',
  title: { zh: '存疑提示', en: 'Flags' },
  permission: readFlags,
  input: z.object({ from: Day, to: Day, check: FlagCheck.nullish() }),
  output: z.object({
    flags: z.array(Flag),
    /** How many records each test looked at: no flag over nothing says nothing. */
    looked: z.record(z.string(), z.number().int()),
  }),
  refusals: [],
})
