import { permission } from '@yinqiao/kernel/contract'

/** Open and past alarms within the area of the post. */
export const ReadAlarms = permission('watch.alarm.read', { zh: '查看告警', en: 'See alarms' }, [
  'district-officer',
  'town-officer',
  'village-officer',
  'care-coordinator',
  'operator',
  'responder',
])
/** Answer times: counts without persons. */
export const ReadAnswerTimes = permission('watch.answer-times.read', { zh: '查看响应时效', en: 'See answer times' }, [
  'district-leader',
  'working-group',
  'district-officer',
  'town-officer',
  'operator',
])
/** Claim, call, dispatch, close. */
export const AnswerAlarms = permission('watch.alarm.answer', { zh: '接警处置', en: 'Answer alarms' }, ['operator'])
/** Accept a call-out, say that one has arrived and is inside. */
export const AnswerCallouts = permission('watch.callout.answer', { zh: '响应呼叫', en: 'Answer call-outs' }, [
  'responder',
  'operator',
  'village-officer',
])
/** The whole sheet with gate, key, illness, telephone numbers. */
export const ReadSheets = permission('watch.sheet.read', { zh: '查看应急单', en: 'See emergency sheets' }, [
  'operator',
  'responder',
  'care-coordinator',
])
/** Homes, devices, bindings, contacts. */
export const ReadDevices = permission('watch.device.read', { zh: '查看设备与住处', en: 'See devices and homes' }, [
  'district-officer',
  'town-officer',
  'village-officer',
  'care-coordinator',
  'operator',
])
export const EditDevices = permission('watch.device.edit', { zh: '维护设备与住处', en: 'Edit devices and homes' }, [
  'district-officer',
  'town-officer',
  'village-officer',
  'care-coordinator',
  'operator',
])
/** Curves of readings of persons. */
export const ReadReadings = permission('watch.reading.read', { zh: '查看读数', en: 'See readings' }, [
  'town-officer',
  'village-officer',
  'care-coordinator',
  'operator',
  'elder',
])
/** Draft rules and limits. */
export const DraftRules = permission('watch.rule.draft', { zh: '起草规则', en: 'Draft rules' }, [
  'district-officer',
  'care-coordinator',
  'operator',
])
/** Switch rules on and off; never one's own draft. */
export const DecideRules = permission('watch.rule.decide', { zh: '启用停用规则', en: 'Decide on rules' }, [
  'district-officer',
  'care-coordinator',
])
/** Messages that were not taken in. */
export const ReadQuarantine = permission('watch.quarantine.read', { zh: '查看隔离消息', en: 'See quarantined messages' }, [
  'district-officer',
  'operator',
])
/** Whether all is well: by the elder, and by families within consent. */
export const ReadAllIsWell = permission('watch.well.read', { zh: '查看是否平安', en: 'See whether all is well' }, ['family', 'elder'])
/** Say of a message that was not taken in what became of it. */
export const SettleQuarantines = permission('watch.quarantine.settle', { zh: '处理隔离消息', en: 'Settle quarantined messages' }, [
  'district-officer',
  'operator',
])
/** Requests to erase the readings of a person, with what became of them. */
export const ReadErasures = permission('watch.erasure.read', { zh: '查看读数删除申请', en: 'See requests to erase' }, [
  'district-officer',
  'town-officer',
  'village-officer',
])
/** Take in such a request: at the counters where people ask. */
export const AskErasures = permission('watch.erasure.ask', { zh: '受理读数删除', en: 'Take in requests to erase' }, [
  'district-officer',
  'town-officer',
  'village-officer',
])
/** Decide on it; never on one's own. */
export const DecideErasures = permission('watch.erasure.decide', { zh: '决定读数删除', en: 'Decide on erasing' }, [
  'district-officer',
  'town-officer',
])
