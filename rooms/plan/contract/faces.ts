import { Day, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { MeasureResult, Said } from './measures.ts'
import { readMeasures, readPlanText } from './permissions.ts'

/** What a unit's duties are measured by, in the unit's own scope, and which records would move each number next. */
export const ListDutyMeasures = query({
  name: 'plan.list-duty-measures',
  title: { zh: '职责的指标', en: 'Measures of duties' },
  permission: readPlanText,
  input: z.object({ unitId: z.uuid() }),
  output: z.object({
    /** Each number once, though several clauses may be answered by it. */
    measures: z.array(
      z.object({
        result: MeasureResult,
        /** The same number thirty days before, as known now; null where there was none. */
        before: z.string().nullable(),
        /** Records in this scope behind the number whose evidence waits for acceptance. */
        awaiting: z.int(),
        /** Fields of these registers typed by hand by this unit in the last thirty days. */
        typed: z.int(),
        registers: z.array(z.object({ kind: z.string(), title: Said })),
      }),
    ),
    clauses: z.array(z.object({ clauseId: z.uuid(), codes: z.array(z.string()) })),
    /** Decisions this unit must have done within thirty days, or is late with. */
    decisions: z.array(z.object({ id: z.uuid(), text: z.string(), due: Day, late: z.boolean() })),
  }),
  refusals: [],
})

/** Fields typed by people by unit, register and month: what is imported, measured or derived does not count. */
export const ListBurden = query({
  name: 'plan.list-burden',
  title: { zh: '填报负担', en: 'Burden of forms' },
  permission: readMeasures,
  input: z.object({ from: Day, to: Day }),
  output: z.object({
    rows: z.array(
      z.object({
        unitId: z.string().nullable(),
        unitName: z.string().nullable(),
        kind: z.string(),
        title: Said,
        month: z.string(),
        fields: z.int(),
        entries: z.int(),
      }),
    ),
  }),
  refusals: [],
})
