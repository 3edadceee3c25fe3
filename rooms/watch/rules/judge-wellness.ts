import type { Freshness, Wellness } from '../contract/well.ts'
import type { z } from 'zod'

export type Fresh = z.infer<typeof Freshness>

/** What is known of one person at a moment. */
export interface WellFacts {
  readonly watched: boolean
  /** What sort of place the devices stand in; null = there is none. */
  readonly scene: string | null
  /** Last sign of life, milliseconds since 1970 UTC; null = none yet. */
  readonly signAt: number | null
  readonly signOf: 'person' | 'home' | null
  readonly openAlarms: number
  /** How many of them somebody has taken on. */
  readonly ownedAlarms: number
  readonly devices: { readonly all: number; readonly silent: number; readonly weak: number }
  /** Life state of today; null = not recorded. */
  readonly lifeState: string | null
}

const minute = 60_000
const day = 86_400_000
/** Asia/Shanghai, without summer time since 1991. */
const shanghai = 8 * 3_600_000
const dayOf = (at: number) => Math.floor((at + shanghai) / day)

/** How fresh a sign is at `now`; a sign from the future (a clock gone wrong) is no sign. */
export function freshness(signAt: number | null, now: number): Fresh {
  if (signAt === null || signAt > now + 5 * minute) return 'none'
  if (now - signAt < 30 * minute) return 'just-now'
  if (now - signAt < 60 * minute) return 'this-hour'
  const days = dayOf(now) - dayOf(signAt)
  return days <= 0 ? 'today' : days === 1 ? 'yesterday' : 'longer'
}

/** The half hour in which a sign fell: enough to be at ease, too little to follow somebody through the rooms. */
export function halfHour(at: number): number {
  return Math.floor(at / (30 * minute)) * 30 * minute
}

/**
 * Whether all is well, by what is known and never by what is missing: no devices, no sign or silent devices are "we do not know" or
 * "have a look", and only a sign of today with devices that speak and no open alarm is "well". Not a medical statement.
 */
export function judgeWellness(facts: WellFacts, now: number): Pick<Wellness, 'answer' | 'fresh' | 'words'> {
  const fresh = freshness(facts.signAt, now)
  if (facts.openAlarms > 0) {
    return facts.ownedAlarms > 0
      ? say('alarm', fresh, '有告警，值守人员正在处理', 'There is an alarm; an operator is on it')
      : say('alarm', fresh, '有告警，正在找人处理', 'There is an alarm; somebody is being called to it')
  }
  // in a home for the aged what they wear, and that home itself, do tell of them
  const there = facts.lifeState === 'institution' && (facts.signOf === 'person' || facts.scene === 'institution')
  const away = awayWords[facts.lifeState ?? '']
  if (away !== undefined && !there) return say('unknown', fresh, away[0], away[1])
  if (!facts.watched || facts.devices.all === 0)
    return say('unknown', fresh, '家中没有守护设备，平安与否我们不知道', 'No devices there; we do not know')
  if (facts.devices.silent === facts.devices.all)
    return say('look', fresh, '设备都没有消息，请联系老人', 'No device answers; please get in touch')
  if (fresh === 'none') return say('unknown', fresh, '还没有收到动静', 'No sign yet')
  if (fresh === 'longer' || fresh === 'yesterday')
    return say('look', fresh, '今天还没有动静，请联系老人', 'No sign today; please get in touch')
  if (facts.devices.silent > 0)
    return say('well', fresh, '今天有动静；有设备没有消息，已安排查看', 'A sign today; a device is silent and is being looked at')
  if (facts.devices.weak > 0) return say('well', fresh, '今天有动静；有设备电量低', 'A sign today; a battery is low')
  return say('well', fresh, '今天有动静，设备都正常', 'A sign today, and all devices are right')
}

/** Where the person is not at home, the devices there say nothing of them. */
const awayWords: Readonly<Record<string, readonly [string, string]>> = {
  away: ['登记为外出，家中设备不代表老人', 'Recorded as away; the devices at home say nothing of the person'],
  hospital: ['登记为住院，家中设备不代表老人', 'Recorded as in hospital; the devices at home say nothing of the person'],
  institution: [
    '登记为入住机构，原住处的设备不代表老人',
    'Recorded as in a home for the aged; the devices of the old flat say nothing of the person',
  ],
  moved: ['登记为已迁出，原住处的设备不代表老人', 'Recorded as moved away; the devices of the old flat say nothing of the person'],
  dead: ['守护已结束', 'The watch has ended'],
}

const say = (answer: Wellness['answer'], fresh: Fresh, zh: string, en: string) => ({ answer, fresh, words: { zh, en } })
