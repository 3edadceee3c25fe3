import { panels as accessPanels, screens as accessScreens } from '@yinqiao/access/web'
import type { Panel, Screen } from '@yinqiao/kernel/web'

/** The list of rooms' screens; nothing else grows here. */
export const screens: readonly Screen[] = [...accessScreens]

export const panels: readonly Panel[] = [...accessPanels]
