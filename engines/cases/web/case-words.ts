import type { Output } from '@yinqiao/kernel/contract'
import { type Tone, useDays, useQuery, useSay, useWords } from '@yinqiao/kernel/web'
import { type CaseOwner, type CaseRow, type GetCase, ListKinds } from '@yinqiao/cases/contract'
import { en } from './en.ts'
import { zh } from './zh.ts'

export type KindShown = Output<typeof ListKinds>['kinds'][number]

/** The kinds of the program, as far as they have come; codes show themselves until then. */
export function useKinds() {
  const title = useSay()
  const answer = useQuery(ListKinds, {})
  const kinds = answer.data?.kinds ?? []
  const kindOf = (code: string) => kinds.find((kind) => kind.code === code)
  const stateOf = (kind: string, code: string) => kindOf(kind)?.states.find((state) => state.code === code)
  const roleTitle = (code: string) => {
    const role = answer.data?.roles.find((each) => each.code === code)
    return role ? title(role.title) : code === 'system' ? title({ zh: '系统', en: 'System' }) : code
  }
  return {
    answer,
    kinds,
    kindOf,
    stateTone: (row: CaseRow): Tone => stateOf(row.kind, row.state)?.tone ?? 'idle',
    kindTitle: (code: string) => {
      const kind = kindOf(code)
      return kind ? title(kind.title) : code
    },
    stateTitle: (kind: string, code: string) => {
      const state = stateOf(kind, code)
      return state ? title(state.title) : code
    },
    roleTitle,
    /** Who owns it, in words: unit or person, the role, and whom it went up to. */
    ownerText: (owner: CaseOwner | null) =>
      owner === null
        ? null
        : [[owner.accountName ?? owner.unitName, roleTitle(owner.role)].filter((part) => part !== null).join(' · ')].join(''),
  }
}

/** The deadline in words, with how it feels. */
export function useDueWords(): (row: CaseRow) => { readonly tone: Tone; readonly word: string } {
  const say = useWords(zh, en)
  const { moment } = useDays()
  return (row) => {
    const { workingDaysLeft: left } = row
    if (row.dueAt === null) return { tone: 'idle', word: say('doneWord') }
    if (row.late) {
      if (left === null || left >= 0) return { tone: 'alert', word: say('overNow') }
      return { tone: 'alert', word: left === -1 ? say('overOne') : say('over', { n: -left }) }
    }
    if (left === null) return { tone: 'due', word: say('dueBy', { at: moment(row.dueAt) }) }
    if (left === 0) return { tone: 'due', word: say('dueToday') }
    return { tone: left <= 2 ? 'due' : 'busy', word: left === 1 ? say('leftOne') : say('left', { n: left }) }
  }
}

export type CaseShown = Output<typeof GetCase>
