import type { Screen } from '@yinqiao/kernel/web'
import { type RecordDoor, readRecords } from '@yinqiao/records/contract'
import { type ComponentType, createElement, lazy } from 'react'
import type { ProjectKind } from '../contract/project-kind.ts'
import type { BoardLink } from './board-link.ts'

const boardPath = (code: string) => `/projects/${code}`

/** The whole declaration of a kind of works, fetched when one of its screens is opened. */
type KindOf = (code: string) => Promise<ProjectKind>

/** The boards of works, one for each kind. */
export function projectScreens(
  doors: readonly RecordDoor[],
  kindOf: KindOf,
  links: Readonly<Record<string, readonly BoardLink[]>> = {},
): readonly Screen[] {
  return doors.map(({ code, title, group, order, rights }) => ({
    path: boardPath(code),
    title,
    group,
    order,
    permission: readRecords.code,
    roles: rights.read,
    load: async () => {
      const [{ BoardScreen }, kind] = await Promise.all([import('./BoardScreen.tsx'), kindOf(code)])
      return () => createElement(BoardScreen, { kind, links: links[code] ?? [] })
    },
  }))
}

/** What these kinds lay on the pages of their registers: for `recordScreens`. */
export function projectExtras(doors: readonly RecordDoor[], kindOf: KindOf) {
  const extras = new Map<string, ComponentType<{ readonly id: string }>>(doors.map(({ code }) => [code, sheetsOf(code, kindOf)]))
  return {
    extra: (code: string) => extras.get(code),
    board: (code: string) => (extras.has(code) ? boardPath(code) : undefined),
  }
}

function sheetsOf(code: string, kindOf: KindOf): ComponentType<{ readonly id: string }> {
  return lazy(async () => {
    const [{ ProjectSheets }, kind] = await Promise.all([import('./ProjectSheets.tsx'), kindOf(code)])
    return { default: ({ id }: { readonly id: string }) => createElement(ProjectSheets, { kind, id }) }
  })
}
