import type { NoticeView } from '@yinqiao/notices/contract'
import { type Tone, useWords } from '@yinqiao/kernel/web'
import { en } from './en.ts'
import { zh } from './zh.ts'

const tones: Readonly<Record<NoticeView['state'], Tone>> = {
  queued: 'busy',
  sending: 'busy',
  sent: 'due',
  delivered: 'good',
  seen: 'good',
  answered: 'good',
  failed: 'alert',
  cancelled: 'idle',
}

/** States, ways, reasons and steps of notices in the language of the screen. */
export function useNoticeWords() {
  const say = useWords(zh, en)
  return {
    tone: (state: NoticeView['state']) => tones[state],
    state: (state: NoticeView['state']) => say(`state_${state}`),
    channel: (channel: NoticeView['channel']) => say(`channel_${channel}`),
    reason: (reason: NoticeView['failureReason']) => (reason === null ? null : say(`reason_${reason}`)),
    /** A step of the proof; one without a word of its own reads as it was written. */
    step: (what: string) => (isStep(what) ? say(`step_${what}`) : what),
  }
}

/** Why a way failed, of what another room kept of it; one without a word reads as it was written. */
export function useFailureWord(): (reason: string) => string {
  const say = useWords(zh, en)
  return (reason) => (isReason(reason) ? say(`reason_${reason}`) : reason)
}

type Reason = { [K in keyof typeof zh]: K extends `reason_${infer R}` ? R : never }[keyof typeof zh]
const isReason = (what: string): what is Reason => `reason_${what}` in zh
type Step = { [K in keyof typeof zh]: K extends `step_${infer S}` ? S : never }[keyof typeof zh]
const isStep = (what: string): what is Step => `step_${what}` in zh
