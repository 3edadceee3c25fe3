import { inUnit } from './in-unit.ts'
import type { ManifestTarget, ManifestValue } from './manifest.ts'
import type { ReportFigure, TargetOutcome } from './report-model.ts'

/** What a report says of the definition behind a figure. */
export interface ToldDefinition {
  /** The definition in words. */
  readonly told: string
  /** The value is a share 0..1 whose unit is %. */
  readonly share: boolean
}

const unspoken: ReadonlySet<string> = new Set(['口径未定', '未到期', '无数据'])

/** A kept number as people read it: a share times a hundred. */
export function shownNumber(value: string | null, share: boolean): number | null {
  return value === null ? null : inUnit(value, { zh: share ? '%' : '' })
}

/** A frozen value as the report prints it. */
export function reportFigure(value: ManifestValue, { told, share }: ToldDefinition): ReportFigure {
  const { result } = value
  // a count of what has no meaning, no data or no time yet is not 0: the manifest keeps it, the page prints the state
  const number = unspoken.has(result.state) ? null : shownNumber(result.value, share)
  const places = number === null ? 0 : Math.min(2, `${number}`.split('.')[1]?.length ?? 0)
  const usual = result.state === '正常' && result.why === '记录齐全'
  // the age on the day the question is of, not on the day of the freeze
  const end = Temporal.PlainDate.from(result.to).add({ days: 1 }).toZonedDateTime('Asia/Shanghai').toInstant()
  const known = Temporal.Instant.from(result.knownAt)
  const moment = Temporal.Instant.compare(end, known) < 0 ? end : known
  return {
    code: result.code,
    title: result.title.zh,
    value: number,
    unit: result.unit.zh,
    decimals: share ? 1 : places,
    state: number === null && result.state === '正常' ? '无对象' : result.state,
    why: usual ? null : result.why,
    rowsCode: value.rowsCode,
    rowCount: value.rowCount,
    rowsHash: value.rowsHash,
    definitionVersion: result.seq,
    definition: told,
    coverage: result.coverage,
    dataAgeDays:
      result.newest === null
        ? null
        : Math.max(0, Math.floor(Temporal.Instant.from(result.newest).until(moment, { largestUnit: 'hour' }).hours / 24)),
  }
}

/** Which box of the one-page result a target lies in. Without a value to reach nothing is met or missed; thin and old data are told apart from none. */
export function outcomeOf(target: ManifestTarget, value: ManifestValue | undefined): TargetOutcome {
  const state = value?.result.state ?? target.words.state
  if (state === '口径未定') return 'undefined'
  if (state === '未到期') return 'not-due'
  if (state === '有争议') return 'disputed'
  if (state === '数据不足') return 'thin'
  if (state === '过期') return 'stale'
  if (target.judgement === 'met' || target.judgement === 'not-met') return target.judgement
  return target.judgement === 'no-value-set' ? 'no-value-set' : 'no-data'
}
