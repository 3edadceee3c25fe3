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
/** Everybody on the desk sees the numbers and their rows; persons among the rows are masked by the source. */
export const readMeasures = permission('plan.measure.read', { zh: '查看指标', en: 'See measures' }, [...readers, 'audit-admin'])
/** Proposing, approving and being scored are three roles: who proposes is not who approves, the scored unit does neither. */
export const proposeMeasure = permission('plan.measure.propose', { zh: '提出与复核口径', en: 'Propose and review definitions' }, [
  'statistician',
  'district-officer',
])
export const approveMeasure = permission('plan.measure.approve', { zh: '批准口径', en: 'Approve definitions' }, [
  'working-group',
  'district-leader',
])
export const bindMeasure = permission('plan.measure.bind', { zh: '绑定指标与目标值', en: 'Bind measures and set targets' }, [
  'working-group',
])
/** Rounds are run by the group, reviewed by others, and signed by who answers for them: never by who wrote a self-report. */
export const runRound = permission('plan.round.run', { zh: '组织阶段评估', en: 'Run evaluation rounds' }, ['working-group'])
export const reviewRound = permission('plan.round.review', { zh: '评审与抽查', en: 'Review and check samples' }, [
  'statistician',
  'district-officer',
])
export const signRound = permission('plan.round.sign', { zh: '签发评估报告', en: 'Sign evaluation reports' }, [
  'district-leader',
  'working-group',
])
