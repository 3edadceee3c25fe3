import type { Screen } from '@yinqiao/kernel/web'
import { deviceScreens } from './device-screens.ts'

export const screens: readonly Screen[] = [...deviceScreens]
