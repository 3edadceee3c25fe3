import type { Words } from '@yinqiao/kernel/contract'
import type { Screen } from '@yinqiao/kernel/web'
import { readRecords } from '@yinqiao/records/contract'
import { type ComponentType, createElement, lazy } from 'react'
import type { ProjectKind } from '../contract/project-kind.ts'

const boardPath = (code: string) => `/projects/${code}`

/** A screen of a room that a board leads to. */
export interface BoardLink {
  readonly to: string
  readonly title: Words
  /** Code of the permission without which it is not shown. */
  readonly permission: string
}

/** The boards of works, one for each kind. */
export function projectScreens(
  kinds: readonly ProjectKind[],
  links: Readonly<Record<string, readonly BoardLink[]>> = {},
): readonly Screen[] {
  return kinds.map((kind) => ({
    path: boardPath(kind.record.code),
    title: kind.record.title,
    group: kind.record.group,
    order: kind.record.order,
    permission: readRecords.code,
    roles: kind.record.rights.read,
    load: async () => {
      const { BoardScreen } = await import('./BoardScreen.tsx')
      return () => createElement(BoardScreen, { kind, links: links[kind.record.code] ?? [] })
    },
  }))
}

/** What these kinds lay on the pages of their registers: for `recordScreens`. */
export function projectExtras(kinds: readonly ProjectKind[]) {
  const Sheets = lazy(async () => ({ default: (await import('./ProjectSheets.tsx')).ProjectSheets }))
  const extras = new Map<string, ComponentType<{ readonly id: string }>>(
    kinds.map((kind) => [kind.record.code, ({ id }) => createElement(Sheets, { kind, id })]),
  )
  return {
    extra: (code: string) => extras.get(code),
    board: (code: string) => (extras.has(code) ? boardPath(code) : undefined),
  }
}
