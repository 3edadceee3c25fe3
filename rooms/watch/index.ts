import { join } from 'node:path'
import type { Body, Room } from '@yinqiao/kernel'
import type { SeriesSettings } from '@yinqiao/series'
import { AlarmNews } from './contract/alarm-signatures.ts'
import { watchSignatures } from './contract/index.ts'
import { SpooledNews } from './contract/live.ts'
import { watchJobs } from './jobs.ts'
import { watchListeners } from './listen.ts'
import { watchMeasures, watchSources } from './measures.ts'
import { watchWords } from './rules/reading-words.ts'
import { type EscalationPolicy, usualPolicy } from './rules/plan-escalation.ts'
import type { Reach } from './store-callout.ts'
import { addMember } from './use/add-member.ts'
import { allIsWell } from './use/all-is-well.ts'
import { answerCallout } from './use/answer-callout.ts'
import { askErasure } from './use/ask-erasure.ts'
import { bindDevice } from './use/bind-device.ts'
import { callOut } from './use/call-out.ts'
import { claimAlarm } from './use/claim-alarm.ts'
import { closeAlarm } from './use/close-alarm.ts'
import { decideErasure } from './use/decide-erasure.ts'
import { editDevice } from './use/edit-device.ts'
import { endBinding } from './use/end-binding.ts'
import { endLimit } from './use/end-limit.ts'
import { endMember } from './use/end-member.ts'
import { getAlarm } from './use/get-alarm.ts'
import { getAnswerTimes } from './use/get-answer-times.ts'
import { getCurve } from './use/get-curve.ts'
import { getDevice } from './use/get-device.ts'
import { getHome } from './use/get-home.ts'
import { keepDuty } from './use/keep-duty.ts'
import { listAlarms } from './use/list-alarms.ts'
import { listCountedAlarms } from './use/list-counted-alarms.ts'
import { listDevices } from './use/list-devices.ts'
import { listErasures } from './use/list-erasures.ts'
import { listHomes } from './use/list-homes.ts'
import { listLimits } from './use/list-limits.ts'
import { listMyCallouts } from './use/list-my-callouts.ts'
import { listOpenAlarms } from './use/list-open-alarms.ts'
import { listQuarantine } from './use/list-quarantine.ts'
import { listTestsDue } from './use/list-tests-due.ts'
import { markTold } from './use/mark-told.ts'
import { moveDevice } from './use/move-device.ts'
import { noteAlarm } from './use/note-alarm.ts'
import { openTestWindow } from './use/open-test-window.ts'
import { raiseAlarm } from './use/raise-alarm.ts'
import { recordTestCall } from './use/record-test-call.ts'
import { registerDevice } from './use/register-device.ts'
import { releaseAlarm } from './use/release-alarm.ts'
import { renewSecret } from './use/renew-secret.ts'
import { reviewAlarm } from './use/review-alarm.ts'
import { saveContacts } from './use/save-contacts.ts'
import { saveHome } from './use/save-home.ts'
import { setDeviceState } from './use/set-device-state.ts'
import { setLimit } from './use/set-limit.ts'
import { listRules } from './use/list-rules.ts'
import { listUnsaid } from './use/list-unsaid.ts'
import { replayRule } from './use/replay-rule.ts'
import { saveDraft } from './use/save-draft.ts'
import { switchRule } from './use/switch-rule.ts'
import { settleQuarantine } from './use/settle-quarantine.ts'
import { snoozeAlarm } from './use/snooze-alarm.ts'

export type { Decoded, Decoder, Session } from './rules/decode/decoder.ts'
export type { EscalationPolicy } from './rules/plan-escalation.ts'
export type { Reach } from './store-callout.ts'
export { pullBackClocks } from './store-clocks.ts'
export { claimNonces, forgetNonces, type Nonce } from './store-nonce.ts'
export { type Quarantined, quarantine } from './store-quarantine.ts'
export { type Finding, raiseAlarms } from './store-raise.ts'
export { changedSince, loadRegister } from './store-register.ts'
export { hashSecret } from './store-secret.ts'
export { watchSources } from './measures.ts'
export { SpooledNews } from './contract/live.ts'
export { decoders, findDecoder } from './rules/decode/decoders.ts'
export { hearTerminal } from './rules/decode/hear-terminal.ts'
export { reachByNotices } from './store-reach.ts'
export { endSilence, lookForBatteries, lookForSilence } from './store-silence.ts'
export { doDue, lookAtIncidents } from './store-round.ts'
export { prepareHomes } from './store-look.ts'
export { lookAtRuleLoad } from './store-load.ts'
export { watchInvariants } from './rules/invariants.ts'
export { type Broken, findBroken } from './store-check.ts'
export { type DoseAnswer, lookAtDoses } from './store-doses.ts'
export type { DoseWindow } from './rules/detect/judge-medicine.ts'
export { lookAtHomes } from './store-time.ts'
export { type Memory, openMemory, refreshMemory, rereadStates } from './store-memory.ts'
export { doubtFlushed, flushSeen } from './store-seen.ts'
export { layUnkept } from './store-unkept.ts'
export { readSpooled } from './store-spooled.ts'
export { watchWords }
export { doubtTaken, isUrgent, lookAtFalls, noteOf, takeMessages, tieDecoded, tieNote } from './store-take.ts'

/** What a district sets, and how people are reached outside the desk. */
export interface WatchSettings {
  readonly policy: EscalationPolicy
  readonly reach: Reach
  /** Where readings lie that left the database; unless told, nowhere. */
  readonly curves?: SeriesSettings
}

/** As shipped: the usual times; nobody is reached outside the desk. */
export const usualWatch: WatchSettings = { policy: usualPolicy, reach: async () => [] }

/** Readings that left the database lie nowhere. */
const noFiles: SeriesSettings = { words: watchWords, folder: null }

const homeBodies = [listHomes, getHome, saveHome, addMember, endMember, saveContacts]
const deviceBodies = [
  listDevices,
  listTestsDue,
  getDevice,
  registerDevice,
  renewSecret,
  editDevice,
  setDeviceState,
  bindDevice,
  moveDevice,
  endBinding,
  openTestWindow,
  recordTestCall,
  listQuarantine,
  settleQuarantine,
]
const personBodies = [listLimits, setLimit, endLimit, allIsWell, listErasures, askErasure, decideErasure]
const ruleBodies = [listRules, listUnsaid, saveDraft, replayRule, switchRule]

/** The room of devices, homes and alarms. */
export function watch(settings: WatchSettings = usualWatch): Room {
  return {
    name: 'watch',
    signatures: watchSignatures,
    bodies: [
      ...alarmBodies(settings),
      ...homeBodies,
      ...deviceBodies,
      ...personBodies,
      ...ruleBodies,
      getCurve(settings.curves ?? noFiles),
    ],
    tables: join(import.meta.dirname, 'tables'),
    encrypted: [
      { table: 'watch.home', key: 'id', column: 'entry_sealed' },
      ...['name_sealed', 'phone_sealed'].map((column) => ({ table: 'watch.contact', key: 'id', column })),
      { table: 'watch.callout', key: 'id', column: 'name_sealed' },
      { table: 'watch.told', key: 'id', column: 'name_sealed' },
    ],
    jobs: watchJobs(settings.policy, settings.curves ?? noFiles),
    listeners: watchListeners(settings.policy),
    sources: watchSources,
    measures: watchMeasures,
    live: [AlarmNews, SpooledNews],
  }
}

function alarmBodies({ policy, reach }: WatchSettings): readonly Body[] {
  return [
    listOpenAlarms,
    listAlarms,
    listCountedAlarms,
    getAlarm,
    getAnswerTimes,
    listMyCallouts,
    keepDuty(policy),
    markTold,
    claimAlarm(policy),
    releaseAlarm(policy),
    snoozeAlarm(policy),
    noteAlarm(policy),
    callOut(policy, reach),
    answerCallout(policy, reach),
    closeAlarm(policy),
    reviewAlarm(policy),
    raiseAlarm(policy),
  ]
}

export { openFallDetector, type FallDetector, modelOf, type NoticedFall } from './rules/fall/detect-fall.ts'
export { features as fallFeatures } from './rules/fall/features.ts'
export { fallModel } from './rules/fall/frozen-model.ts'
export { readSisfallTrial, readUmafallTrial, type Trial, type Unreadable } from './rules/fall/read-trial.ts'
export type { Sample, WornPlace } from './rules/fall/sample.ts'
export { figuresOf, openTrialScore } from './rules/fall/score-trials.ts'
