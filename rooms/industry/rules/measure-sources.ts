import type { Source } from '@yinqiao/kernel/contract'
import { amountSource, stageSource } from '@yinqiao/projects/contract'
import { evidenceSource, sourceOfKind } from '@yinqiao/records/contract'
import { eventDealKind } from '../kinds/event-deal.ts'
import { exportKind } from '../kinds/export.ts'
import { recognitionKind } from '../kinds/recognition.ts'
import { sceneKind } from '../kinds/scene.ts'

const scene = sourceOfKind(sceneKind)

/** Money in ten thousand yuan, as the plan and its targets write it; exact, for a fen is its sixth decimal. */
const wan = (fen: string) =>
  ({ type: 'number', title: { zh: '金额（万元）', en: 'Amount (10,000 yuan)' }, sql: `(${fen})::numeric / 1000000` }) as const
const dealSource = sourceOfKind(eventDealKind)
const exportSource = sourceOfKind(exportKind)

/** Other readings of the engines' views that this room's measures need. */
export const kindSources: readonly Source[] = [
  {
    ...evidenceSource,
    name: 'industry.acceptance',
    title: { zh: '已认定的佐证及认定日', en: 'Accepted evidence with the day of acceptance' },
    columns: {
      ...evidenceSource.columns,
      accepted_on: { type: 'day', title: { zh: '认定日', en: 'Accepted on' }, sql: `(s.known_from at time zone 'Asia/Shanghai')::date` },
    },
  },
  {
    ...amountSource,
    name: 'industry.project-money',
    title: { zh: '项目金额（万元）', en: 'Money of projects (10,000 yuan)' },
    columns: { ...amountSource.columns, wan: wan('s.fen') },
  },
  {
    ...dealSource,
    name: 'industry.deal-money',
    title: { zh: '活动成交金额（万元）', en: 'Money of deals (10,000 yuan)' },
    columns: { ...dealSource.columns, wan: wan(`s.values->>'amount'`) },
  },
  {
    ...exportSource,
    name: 'industry.export-money',
    title: { zh: '出口额（万元）', en: 'Exports (10,000 yuan)' },
    columns: { ...exportSource.columns, wan: wan(`s.values->>'amount'`) },
  },
  {
    // a stage entered again after a pause is the same step
    ...stageSource,
    name: 'industry.stage-step',
    title: { zh: '项目台阶', en: 'Steps of projects' },
    columns: {
      ...stageSource.columns,
      step: { type: 'text', title: { zh: '台阶', en: 'Step' }, sql: `s.record_id::text || '|' || s.stage` },
    },
  },
  {
    ...scene,
    name: 'industry.scene-place',
    title: { zh: '应用场景（按镇）', en: 'Scenes by town' },
    columns: { ...scene.columns, town: { type: 'text', title: { zh: '镇（街道、区）', en: 'Town' }, sql: 'left(s.division_code, 9)' } },
  },
  {
    // also those that have ended: what a measure of the lapsed needs
    ...sourceOfKind(recognitionKind),
    name: 'industry.recognition-ever',
    title: { zh: '认定（含已到期）', en: 'Recognitions, also ended ones' },
    valid: false,
  },
  {
    name: 'industry.lead-report',
    title: { zh: '线索报送', en: 'Reports of leads' },
    view: 'industry.pub_lead_report',
    known: true,
    columns: {
      id: { type: 'text', title: { zh: '编号', en: 'Id' }, sql: 's.id::text' },
      record_id: { type: 'text', title: { zh: '招商项目', en: 'Project' }, sql: 's.record_id::text' },
      standing: { type: 'text', title: { zh: '先后', en: 'Standing' } },
      reported_on: { type: 'day', title: { zh: '报送日', en: 'Reported on' } },
      division_code: { type: 'text', title: { zh: '报送地', en: 'Place' } },
      unit_id: { type: 'text', title: { zh: '报送单位', en: 'Unit' }, sql: 's.unit_id::text' },
    },
    town: 'division_code',
    unit: 'unit_id',
    opens: null,
  },
]
