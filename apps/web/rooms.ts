import { panels as accessPanels, screens as accessScreens } from '@yinqiao/access/web'
import { panels as casesPanels, screens as casesScreens } from '@yinqiao/cases/web'
import { industryKinds, industryProjects } from '@yinqiao/industry/contract'
import { boardLinks, screens as industryScreens } from '@yinqiao/industry/web'
import type { Panel, Screen } from '@yinqiao/kernel/web'
import { screens as noticesScreens } from '@yinqiao/notices/web'
import { screens as orgsScreens } from '@yinqiao/orgs/web'
import { screens as peopleScreens } from '@yinqiao/people/web'
import { screens as placesScreens } from '@yinqiao/places/web'
import { planRecords } from '@yinqiao/plan/contract'
import { panels as planPanels, screens as planScreens } from '@yinqiao/plan/web'
import { projectExtras, projectScreens } from '@yinqiao/projects/web'
import { recordScreens } from '@yinqiao/records/web'
import { deviceModelKind } from '@yinqiao/watch/contract'
import { screens as watchScreens } from '@yinqiao/watch/web'

/** The list of rooms' screens; nothing else grows here. */
export const screens: readonly Screen[] = [
  ...planScreens,
  ...casesScreens,
  ...watchScreens,
  ...peopleScreens,
  ...orgsScreens,
  ...industryScreens,
  ...projectScreens(industryProjects, boardLinks),
  ...recordScreens([...planRecords, ...industryKinds, deviceModelKind], projectExtras(industryProjects)),
  ...placesScreens,
  ...noticesScreens,
  ...accessScreens,
]

export const panels: readonly Panel[] = [...planPanels, ...casesPanels, ...accessPanels]
