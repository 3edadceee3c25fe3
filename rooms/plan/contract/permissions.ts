import { permission } from '@yinqiao/kernel/contract'

const readers = ['district-leader', 'working-group', 'district-officer', 'town-officer', 'village-officer', 'park-operator', 'statistician']

/** The text is 依申请公开: staff of the district read it, no public page shows it. */
export const readPlanText = permission('plan.text.read', { zh: '查看方案文本', en: 'Read the plan' }, readers)
export const importPlan = permission('plan.text.import', { zh: '导入与确认方案', en: 'Import and confirm plans' }, ['working-group'])
/** Interpretations, roles and transfers are decisions of the group, never words of the plan. */
export const decidePlan = permission('plan.decide', { zh: '作出释义与分工决定', en: 'Decide on interpretations and roles' }, [
  'working-group',
])
export const answerDuty = permission('plan.duty.answer', { zh: '认领或提出异议', en: 'Accept or dispute duties' }, [
  'working-group',
  'district-officer',
  'town-officer',
  'park-operator',
  'statistician',
])
