import type { Screen } from '@yinqiao/kernel/web'
import { type ComponentType, createElement } from 'react'
import { readRecords, writeRecords } from '../contract/permissions.ts'
import type { RecordDoor, RecordKind } from '../contract/record-kind.ts'

interface RecordScreensOptions {
  /** The whole declaration of a kind, fetched when one of its screens is opened. */
  readonly kindOf: (kindCode: string) => Promise<RecordKind>
  /** Sheets of another engine laid on the page of a record of this kind. */
  readonly extra?: (kindCode: string) => ComponentType<{ readonly id: string }> | undefined
  /** The path of the board of this kind, where its records are works: the board then stands in the menu and not the list. */
  readonly board?: (kindCode: string) => string | undefined
}

/** The screens of registers, four for each kind and one about all of them; no kind has code of its own. */
export function recordScreens(kinds: readonly RecordDoor[], options: RecordScreensOptions): readonly Screen[] {
  const listed = kinds.filter(({ code }) => options.board?.(code) === undefined)
  const groups = [...Map.groupBy(listed, ({ group }) => group)].filter(([, own]) => own.length > atMost)
  const folded = new Set(groups.map(([group]) => group))
  return [...kinds.flatMap((kind) => screensOf(kind, options, folded)), ...groups.map(([group, own]) => indexOf(group, own)), overlaps]
}

/** More registers than this in a group of the menu are put behind one door. */
const atMost = 8

function indexOf(group: string, kinds: readonly RecordDoor[]): Screen {
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

function screensOf(door: RecordDoor, { kindOf, extra, board }: RecordScreensOptions, folded: ReadonlySet<string>): readonly Screen[] {
  const path = `/records/${door.code}`
  const read = { permission: readRecords.code, roles: door.rights.read }
  const write = { permission: writeRecords.code, roles: door.rights.write }
  const itsBoard = board?.(door.code)
  const index = folded.has(door.group) ? `/records/in/${door.group}` : undefined
  return [
    {
      path,
      title: door.title,
      ...(itsBoard === undefined && !folded.has(door.group) ? { group: door.group, order: door.order } : {}),
      ...read,
      load: async () => {
        const [{ RecordsScreen }, kind] = await Promise.all([import('./RecordsScreen.tsx'), kindOf(door.code)])
        return () => createElement(RecordsScreen, { kind, board: itsBoard, index: itsBoard === undefined ? index : undefined })
      },
    },
    {
      path: `${path}/new`,
      title: door.title,
      ...write,
      load: async () => {
        const [{ NewRecordScreen }, kind] = await Promise.all([import('./NewRecordScreen.tsx'), kindOf(door.code)])
        return () => createElement(NewRecordScreen, { kind })
      },
    },
    {
      path: `${path}/import`,
      title: door.title,
      ...write,
      load: async () => {
        const [{ ImportScreen }, kind] = await Promise.all([import('./ImportScreen.tsx'), kindOf(door.code)])
        return () => createElement(ImportScreen, { kind })
      },
    },
    {
      path: `${path}/$id`,
      title: door.title,
      ...read,
      load: async () => {
        const [{ RecordScreen }, kind] = await Promise.all([import('./RecordScreen.tsx'), kindOf(door.code)])
        return () => createElement(RecordScreen, { kind, Extra: extra?.(door.code) })
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
