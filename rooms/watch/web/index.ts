import type { Screen } from '@yinqiao/kernel/web'
import { AnswerCallouts, ReadAnswerTimes } from '../contract/permissions.ts'
import { deskScreens } from './desk-screens.ts'
import { deviceScreens } from './device-screens.ts'
import { ruleScreens } from './rule-screens.ts'

export const screens: readonly Screen[] = [...deskScreens, ...deviceScreens, ...ruleScreens]

/** The responder's phone page also stands alone, without the desk around it. */
export const responderPermission = AnswerCallouts.code
export const loadResponder = async () => (await import('./ResponderScreen.tsx')).ResponderScreen

/** The page of the wall; the roof gives it its place. */
export const watchWallPermission = ReadAnswerTimes.code
export const loadWatchWall = async () => (await import('./WatchWall.tsx')).WatchWall
