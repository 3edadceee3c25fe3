import type { Panel, Screen } from '@yinqiao/kernel/web'

export const screens: readonly Screen[] = []
export const panels: readonly Panel[] = []
