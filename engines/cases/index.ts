import { join } from 'node:path'
import type { Room } from '@yinqiao/kernel'
import { casesSignatures } from './contract/signatures.ts'
import { casesJobs } from './jobs.ts'
import { casesListeners } from './listen.ts'
import { caseSource } from './measures.ts'
import { faultsOfKinds } from './rules/check-kind.ts'
import type { CasesSettings } from './store.ts'
import { getCase } from './use/get-case.ts'
import { listCalendar } from './use/list-calendar.ts'
import { listCases } from './use/list-cases.ts'
import { listKinds } from './use/list-kinds.ts'
import { moveCase } from './use/move-case.ts'
import { openFile } from './use/open-file.ts'
import { objectCase } from './use/object-case.ts'
import { raiseCase } from './use/raise-case.ts'
import { reassignCase } from './use/reassign-case.ts'
import { setCalendarDay } from './use/set-calendar-day.ts'

export type { CasesSettings } from './store.ts'
export { listCasesAbout, openCasesOf } from './store-door.ts'
export { type Raising, raiseCase } from './store-raise.ts'

/** The engine of cases with the kinds of the program; throws when a kind would leave an open case without owner, deadline or way out. */
export function cases(settings: CasesSettings): Room {
  const faults = faultsOfKinds(settings.kinds, new Set(settings.roles.map(({ code }) => code)))
  if (faults.length > 0) throw new Error(`kinds of cases do not hold:\n${faults.join('\n')}`)
  return {
    name: 'cases',
    signatures: casesSignatures,
    tables: join(import.meta.dirname, 'tables'),
    bodies: [
      listKinds(settings),
      listCases(settings),
      getCase(settings),
      openFile(settings),
      raiseCase(settings),
      moveCase(settings),
      reassignCase(settings),
      objectCase(settings),
      setCalendarDay,
      listCalendar,
    ],
    jobs: casesJobs(settings),
    sources: [caseSource],
    ...(settings.unitEnded === undefined ? {} : { listeners: casesListeners(settings.unitEnded) }),
  }
}
