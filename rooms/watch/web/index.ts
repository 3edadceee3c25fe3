import type { Screen } from '@yinqiao/kernel/web'
import { deskScreens } from './desk-screens.ts'

export const screens: readonly Screen[] = [...deskScreens]
