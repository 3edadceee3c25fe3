import { panels as accessPanels, screens as accessScreens } from '@yinqiao/access/web'
import { panels as casesPanels, screens as casesScreens } from '@yinqiao/cases/web'
import { boardLinks, screens as industryScreens } from '@yinqiao/industry/web'
import type { Panel, Screen } from '@yinqiao/kernel/web'
import { screens as noticesScreens } from '@yinqiao/notices/web'
import { screens as orgsScreens } from '@yinqiao/orgs/web'
import { screens as peopleScreens } from '@yinqiao/people/web'
import { screens as placesScreens } from '@yinqiao/places/web'
import { panels as planPanels, screens as planScreens } from '@yinqiao/plan/web'
import { projectExtras, projectScreens } from '@yinqiao/projects/web'
import { recordScreens } from '@yinqiao/records/web'
import { screens as watchScreens } from '@yinqiao/watch/web'
import { registers, works } from 'virtual:registers'

/** The declarations are heavy and most people open none of them: they come with the first register or board. */
const kindOf = async (code: string) =>
  found(
    (await import('./kinds.ts')).kinds.find((kind) => kind.code === code),
    code,
  )
const workOf = async (code: string) =>
  found(
    (await import('./kinds.ts')).works.find(({ record }) => record.code === code),
    code,
  )

function found<T>(kind: T | undefined, code: string): T {
  if (kind === undefined) throw new Error(`no register ${code}`)
  return kind
}

/** The list of rooms' screens; nothing else grows here. */
export const screens: readonly Screen[] = [
  ...planScreens,
  ...casesScreens,
  ...watchScreens,
  ...peopleScreens,
  ...orgsScreens,
  ...industryScreens,
  ...projectScreens(works, workOf, boardLinks),
  ...recordScreens(registers, { kindOf, ...projectExtras(works, workOf) }),
  ...placesScreens,
  ...noticesScreens,
  ...accessScreens,
]

export const panels: readonly Panel[] = [...planPanels, ...casesPanels, ...accessPanels]
