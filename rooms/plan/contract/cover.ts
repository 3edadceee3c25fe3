import { command, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { DecompositionRow } from './decomposition.ts'
import { MeasureState } from './measures.ts'
import { decidePlan, readPlanText } from './permissions.ts'
import { ClauseUnknown, InterpretationOverlaps, InterpretationUnknown, RowBound, RowUnknown, TermNotThere } from './refusals.ts'

/** bound: a measure carries it; note-only: a person said why it is not measured; uncovered: neither. */
export const CoverState = z.enum(['bound', 'note-only', 'uncovered'])

export const CoverRow = z.object({
  code: z.string(),
  section: z.string(),
  name: z.string(),
  phase: z.string(),
  room: z.string(),
  capability: DecompositionRow.shape.capability,
  kind: z.string(),
  unit: z.string(),
  records: z.array(z.string()),
  units: z.array(z.string()),
  unitsOpen: z.boolean(),
  state: CoverState,
  note: z.string().nullable(),
  measures: z.array(z.string()),
  /** Where the row stands in the text in force; empty while no text is imported or the words are not found. */
  spans: z.array(z.object({ from: z.number().int(), to: z.number().int(), quote: z.string() })),
  clauseId: z.uuid().nullable(),
})

/** The rows of the decomposition with what covers them; the three counts add up to the number of rows. */
export const ListCover = query({
  name: 'plan.list-cover',
  title: { zh: '覆盖页', en: 'Cover page' },
  permission: readPlanText,
  input: z.object({
    section: z.string().nullish(),
    state: CoverState.nullish(),
    unit: z.string().nullish(),
    search: z.string().max(80).nullish(),
  }),
  output: z.object({
    counts: z.object({
      bound: z.number().int(),
      noteOnly: z.number().int(),
      uncovered: z.number().int(),
      all: z.number().int(),
      anchored: z.number().int(),
      withoutUnit: z.number().int(),
    }),
    sections: z.array(z.string()),
    units: z.array(z.string()),
    rows: z.array(CoverRow),
  }),
  refusals: [],
})

/** Says why a row is not measured; an empty note takes it back. */
export const NoteRow = command({
  name: 'plan.note-row',
  title: { zh: '注明不计量原因', en: 'Note why not measured' },
  permission: decidePlan,
  input: z.object({ code: z.string(), note: z.string().max(500) }),
  output: z.object({ state: CoverState }),
  refusals: [RowUnknown, RowBound],
})

export const Interpretation = z.object({
  id: z.uuid(),
  clauseId: z.uuid(),
  term: z.string().nullable(),
  text: z.string(),
  decidedBy: z.string(),
  decidedOn: z.iso.date(),
  paper: z.string().nullable(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  enteredBy: z.string(),
  enteredAt: z.iso.datetime(),
})

/** The targets of the phases with their words in need of meaning; without an interpretation in force the state is 口径未定. */
export const ListTargets = query({
  name: 'plan.list-targets',
  title: { zh: '阶段目标', en: 'Phase targets' },
  permission: readPlanText,
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        clauseId: z.uuid(),
        code: z.string().nullable(),
        phase: z.string(),
        years: z.object({ from: z.number().int(), to: z.number().int().nullable() }).nullable(),
        quote: z.string(),
        from: z.number().int(),
        to: z.number().int(),
        terms: z.array(z.object({ term: z.string(), interpretation: Interpretation.nullable() })),
        whole: Interpretation.nullable(),
        state: MeasureState,
        why: z.string(),
        quantities: z.array(z.object({ quote: z.string(), value: z.number(), unit: z.string(), comparison: z.string(), role: z.string() })),
        owners: z.array(z.string()),
      }),
    ),
  }),
  refusals: [],
})

export const ListInterpretations = query({
  name: 'plan.list-interpretations',
  title: { zh: '释义', en: 'Interpretations' },
  permission: readPlanText,
  input: z.object({ clauseId: z.uuid().nullish() }),
  output: z.object({ rows: z.array(Interpretation.extend({ quote: z.string() })) }),
  refusals: [],
})

/** What a word (or, with `term` null, the whole clause) means, from a day on; by whom and when decided. */
export const InterpretClause = command({
  name: 'plan.interpret-clause',
  title: { zh: '作出释义', en: 'Interpret' },
  permission: decidePlan,
  input: z.object({
    clauseId: z.uuid(),
    term: z.string().min(1).max(40).nullable(),
    text: z.string().min(4).max(1000),
    decidedBy: z.string().min(2).max(80),
    decidedOn: z.iso.date(),
    paper: z.string().max(200).nullish(),
    validFrom: z.iso.date(),
  }),
  output: z.object({ interpretationId: z.uuid() }),
  refusals: [ClauseUnknown, TermNotThere, InterpretationOverlaps],
})

export const EndInterpretation = command({
  name: 'plan.end-interpretation',
  title: { zh: '终止释义', en: 'End an interpretation' },
  permission: decidePlan,
  input: z.object({ interpretationId: z.uuid(), on: z.iso.date(), reason: z.string().min(2).max(300) }),
  output: z.object({}),
  refusals: [InterpretationUnknown],
})
