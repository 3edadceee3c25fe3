import type { Screen } from '@yinqiao/kernel/web'
import { type ComponentType, createElement } from 'react'
import { readRecords, writeRecords } from '../contract/permissions.ts'
import type { RecordKind } from '../contract/record-kind.ts'

interface RecordScreensOptions {
  /** Sheets of another engine laid on the page of a record of this kind. */
  readonly extra?: (kindCode: string) => ComponentType<{ readonly id: string }> | undefined
  /** The path of the board of this kind, where its records are works: the board then stands in the menu and not the list. */
  readonly board?: (kindCode: string) => string | undefined
}

/** The screens of registers, four for each kind and one about all of them; no kind has code of its own. */
export function recordScreens(kinds: readonly RecordKind[], options: RecordScreensOptions = {}): readonly Screen[] {
  const listed = kinds.filter(({ code }) => options.board?.(code) === undefined)
  const groups = [...Map.groupBy(listed, ({ group }) => group)].filter(([, own]) => own.length > atMost)
  const folded = new Set(groups.map(([group]) => group))
  return [...kinds.flatMap((kind) => screensOf(kind, options, folded)), ...groups.map(([group, own]) => indexOf(group, own)), overlaps]
}

/** More registers than this in a group of the menu are put behind one door. */
const atMost = 8

function indexOf(group: string, kinds: readonly RecordKind[]): Screen {
  return {
    path: `/records/in/${group}`,
    title: { zh: '登记册', en: 'Registers' },
    group,
    order: Math.min(...kinds.map(({ order }) => order)),
    permission: readRecords.code,
    roles: [...new Set(kinds.flatMap(({ rights }) => rights.read))],
    load: async () => {
      const { RegistersScreen } = await import('./RegistersScreen.tsx')
      return () => createElement(RegistersScreen, { kinds })
    },
  }
}

function screensOf(kind: RecordKind, { extra, board }: RecordScreensOptions, folded: ReadonlySet<string>): readonly Screen[] {
  const path = `/records/${kind.code}`
  const read = { permission: readRecords.code, roles: kind.rights.read }
  const write = { permission: writeRecords.code, roles: kind.rights.write }
  const itsBoard = board?.(kind.code)
  const index = folded.has(kind.group) ? `/records/in/${kind.group}` : undefined
  return [
    {
      path,
      title: kind.title,
      ...(itsBoard === undefined && !folded.has(kind.group) ? { group: kind.group, order: kind.order } : {}),
      ...read,
      load: async () => {
        const { RecordsScreen } = await import('./RecordsScreen.tsx')
        return () => createElement(RecordsScreen, { kind, board: itsBoard, index: itsBoard === undefined ? index : undefined })
      },
    },
    {
      path: `${path}/new`,
      title: kind.title,
      ...write,
      load: async () => {
        const { NewRecordScreen } = await import('./NewRecordScreen.tsx')
        return () => createElement(NewRecordScreen, { kind })
      },
    },
    {
      path: `${path}/import`,
      title: kind.title,
      ...write,
      load: async () => {
        const { ImportScreen } = await import('./ImportScreen.tsx')
        return () => createElement(ImportScreen, { kind })
      },
    },
    {
      path: `${path}/$id`,
      title: kind.title,
      ...read,
      load: async () => {
        const { RecordScreen } = await import('./RecordScreen.tsx')
        return () => createElement(RecordScreen, { kind, Extra: extra?.(kind.code) })
      },
    },
  ]
}

const overlaps: Screen = {
  path: '/records/overlaps',
  title: { zh: '重复采集', en: 'Asked twice' },
  group: 'plan',
  order: 80,
  permission: readRecords.code,
  load: async () => (await import('./OverlapsScreen.tsx')).OverlapsScreen,
}
