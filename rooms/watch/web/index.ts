import type { Screen } from '@yinqiao/kernel/web'
import { AnswerCallouts, ReadAllIsWell, ReadAnswerTimes } from '../contract/permissions.ts'
import { deskScreens } from './desk-screens.ts'
import { deviceScreens } from './device-screens.ts'
import { ruleScreens } from './rule-screens.ts'

export const screens: readonly Screen[] = [...deskScreens, ...deviceScreens, ...ruleScreens]

/** Pages that also stand alone on a telephone, without the desk around them: the responder's, and that of elders and families. */
export const lightScreens = [
  {
    path: '/watch/responder',
    permission: AnswerCallouts.code,
    load: async () => (await import('./ResponderScreen.tsx')).ResponderScreen,
  },
  { path: '/watch/well', permission: ReadAllIsWell.code, load: async () => (await import('./WellScreen.tsx')).WellScreen },
]

/** The page of the wall; the roof gives it its place. */
export const watchWallPermission = ReadAnswerTimes.code
export const loadWatchWall = async () => (await import('./WatchWall.tsx')).WatchWall
