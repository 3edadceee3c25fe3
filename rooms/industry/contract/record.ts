import { Day, Instant, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { SeeParks } from './permissions.ts'
import { RecordUnknown } from './refusals.ts'

/** Kinds of rows that numbers of this room open to. */
export const RecordKind = z.enum(['space', 'lease', 'on-node', 'supply-contract'])
export type RecordKind = z.infer<typeof RecordKind>

/** What a version says, by word of the screens; areas in m², money in yuan, as text; null = not known. */
export const RecordFact = z.object({
  key: z.enum([
    'tenant',
    'contractNumber',
    'area',
    'monthlyRent',
    'rentFreeLastDay',
    'subletOf',
    'firm',
    'role',
    'evidence',
    'confirmedOn',
    'introducedBy',
    'buyer',
    'seller',
    'amount',
  ]),
  value: z.string().nullable(),
})

export const RecordVersion = z.object({
  version: z.number().int(),
  from: Day,
  lastDay: Day.nullable(),
  knownFrom: Instant,
  /** When it was corrected or taken back; null = it stands. */
  knownTo: Instant.nullable(),
  facts: z.array(RecordFact),
})
export type RecordVersion = z.infer<typeof RecordVersion>

/** All that was ever known of one row behind a number, newest first. */
export const GetRecord = query({
  name: 'industry.get-record',
  title: { zh: '记录沿革', en: 'History of a record' },
  permission: SeeParks,
  input: z.object({ kind: RecordKind, id: z.uuid() }),
  output: z.object({
    title: z.string(),
    /** The park or node it belongs to; null where it belongs to none. */
    above: z.object({ path: z.string(), title: z.string() }).nullable(),
    synthetic: z.boolean(),
    versions: z.array(RecordVersion),
  }),
  refusals: [RecordUnknown],
})
