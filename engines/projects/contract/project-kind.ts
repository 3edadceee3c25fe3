import type { Source, Words } from '@yinqiao/kernel/contract'
import type { RecordKind } from '@yinqiao/records/contract'

/** A step of a work. It is entered only with a paper in each slot it needs; it stalls after so many days. */
export interface Stage {
  readonly code: string
  readonly title: Words
  /** Evidence slots of the record kind. */
  readonly needs: readonly string[]
  /** Days after which a work that stays in it is called stalled; null: it may stay. */
  readonly stallDays: number | null
}

/** An amount that is never added to another sort (intended is not signed, signed is not paid), with the slot of its proof. */
export interface AmountSort {
  readonly code: string
  readonly title: Words
  readonly slot: string | null
}

/** A work that goes through stages, declared as data on top of a register. */
export interface ProjectKind {
  readonly record: RecordKind
  /** In their order; the first is where a work begins. */
  readonly stages: readonly Stage[]
  /** Where a work may go from any stage, with a reason: shelved (may come back), ended (may not). */
  readonly aside: readonly { readonly code: string; readonly title: Words; readonly final: boolean }[]
  readonly amounts: readonly AmountSort[]
}

/** A row for each stage a work entered. */
export const stageSource: Source = {
  name: 'projects.stage',
  title: { zh: '项目阶段', en: 'Stages of projects' },
  view: 'projects.pub_stage',
  known: true,
  columns: {
    id: { type: 'text', title: { zh: '编号', en: 'Id' }, sql: 's.id::text' },
    record_id: { type: 'text', title: { zh: '项目', en: 'Project' }, sql: 's.record_id::text' },
    kind: { type: 'text', title: { zh: '类别', en: 'Kind' } },
    stage: { type: 'text', title: { zh: '阶段', en: 'Stage' } },
    entered_on: { type: 'day', title: { zh: '进入日', en: 'Entered on' } },
    days_before: { type: 'number', title: { zh: '在前一阶段的天数', en: 'Days in the stage before' } },
    in_time: { type: 'boolean', title: { zh: '前一阶段未停滞', en: 'Stage before not stalled' } },
    division_code: { type: 'text', title: { zh: '属地', en: 'Place' } },
    unit_id: { type: 'text', title: { zh: '单位', en: 'Unit' }, sql: 's.unit_id::text' },
  },
  town: 'division_code',
  unit: 'unit_id',
  opens: null,
}

/** A row for each amount that was entered, in fen. */
export const amountSource: Source = {
  name: 'projects.amount',
  title: { zh: '项目金额', en: 'Amounts of projects' },
  view: 'projects.pub_amount',
  known: true,
  columns: {
    id: { type: 'text', title: { zh: '编号', en: 'Id' }, sql: 's.id::text' },
    record_id: { type: 'text', title: { zh: '项目', en: 'Project' }, sql: 's.record_id::text' },
    kind: { type: 'text', title: { zh: '类别', en: 'Kind' } },
    sort: { type: 'text', title: { zh: '金额类别', en: 'Sort of amount' } },
    fen: { type: 'number', title: { zh: '金额（分）', en: 'Amount (fen)' } },
    on_day: { type: 'day', title: { zh: '发生日', en: 'On' } },
    division_code: { type: 'text', title: { zh: '属地', en: 'Place' } },
    unit_id: { type: 'text', title: { zh: '单位', en: 'Unit' }, sql: 's.unit_id::text' },
  },
  town: 'division_code',
  unit: 'unit_id',
  opens: null,
}
