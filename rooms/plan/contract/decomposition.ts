import { z } from 'zod'

/** One row of a plan taken apart: our words on what is to be measured, and the mark by which its place in the text is found. */
export const DecompositionRow = z.object({
  code: z.string(),
  section: z.string(),
  name: z.string(),
  phase: z.string(),
  room: z.string(),
  /** What the platform must be able to do for the row, in our own words in both languages; Chinese is shown first. */
  capability: z.object({ zh: z.string().min(1), en: z.string().min(1) }),
  records: z.array(z.string()),
  kind: z.string(),
  formula: z.string().nullable(),
  unit: z.string(),
  /** A number the plan itself gives. */
  planNumber: z.number().nullable(),
  /** What we read into it; a proposal. */
  ourReading: z.string().nullable(),
  units: z.array(z.string()),
  unitsOpen: z.boolean(),
  leadProposed: z.string().nullable(),
  fedBy: z.array(z.string()),
  anchors: z.array(z.object({ length: z.number().int(), rolling: z.number().int(), sm3: z.string() })),
})
export type DecompositionRow = z.infer<typeof DecompositionRow>

/** The decomposition of the plan with this number, shipped as facts without the plan's text. */
export const Decomposition = z.object({
  title: z.string(),
  number: z.string(),
  note: z.string(),
  leadNote: z.string(),
  rows: z.array(DecompositionRow),
})
export type Decomposition = z.infer<typeof Decomposition>
