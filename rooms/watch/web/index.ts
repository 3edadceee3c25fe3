import type { Screen } from '@yinqiao/kernel/web'
import { deskScreens } from './desk-screens.ts'
import { deviceScreens } from './device-screens.ts'

export const screens: readonly Screen[] = [...deskScreens, ...deviceScreens]
