import { useCommand, useConfirm, useMay, useTell, useViewer } from '@yinqiao/kernel/web'
import {
  AnswerCallout,
  CallOut,
  ClaimAlarm,
  CloseAlarm,
  NoteAlarm,
  ReleaseAlarm,
  ReviewAlarm,
  SnoozeAlarm,
} from '../contract/alarm-signatures.ts'
import type { AlarmRow, CalloutState, CloseCause } from '../contract/alarm.ts'
import { AnswerAlarms } from '../contract/permissions.ts'
import { useDeskWords } from './desk-words.tsx'

/** What an operator does to alarms; each answers with the row as it then stands, which the desk takes in at once. */
export interface AlarmActs {
  readonly may: boolean
  readonly isMine: (row: AlarmRow) => boolean
  readonly busy: boolean
  readonly claim: (row: AlarmRow) => Promise<void>
  readonly release: (row: AlarmRow) => Promise<void>
  readonly callNext: (row: AlarmRow, contactId?: string) => Promise<void>
  readonly note: (row: AlarmRow, text: string, script?: string) => Promise<boolean>
  readonly snooze: (row: AlarmRow, minutes: number, why: string) => Promise<boolean>
  readonly close: (row: AlarmRow, cause: CloseCause, why: string) => Promise<boolean>
  readonly review: (row: AlarmRow, agrees: boolean, why: string) => Promise<void>
  readonly mark: (calloutId: string, state: CalloutState) => Promise<void>
}

const alone = { refresh: [] } as const

export function useAlarmActs(take: (row: AlarmRow) => void): AlarmActs {
  const say = useDeskWords()
  const tell = useTell()
  const confirm = useConfirm()
  const { accountId } = useViewer()
  const may = useMay()(AnswerAlarms.code)
  const claim = useCommand(ClaimAlarm, alone)
  const release = useCommand(ReleaseAlarm, alone)
  const callOut = useCommand(CallOut, alone)
  const note = useCommand(NoteAlarm, alone)
  const snooze = useCommand(SnoozeAlarm, alone)
  const close = useCommand(CloseAlarm, alone)
  const review = useCommand(ReviewAlarm, alone)
  const mark = useCommand(AnswerCallout, alone)
  const isMine = (row: AlarmRow) => row.ownerKind === 'operator' && row.ownerAccount === accountId

  const run = async (act: Promise<AlarmRow>): Promise<boolean> => {
    try {
      take(await act)
      return true
    } catch (problem) {
      tell.failed(problem)
      return false
    }
  }
  return {
    may,
    isMine,
    busy: [claim, release, callOut, note, snooze, close, review, mark].some((one) => one.busy),
    async claim(row) {
      const others = row.ownerKind === 'operator' && !isMine(row)
      if (others) {
        const sure = await confirm({
          title: say('takeOverAsk', { n: row.n, by: row.ownerName }),
          detail: say('takeOverWhy'),
          act: say('takeOver'),
          danger: true,
        })
        if (!sure) return
      }
      await run(claim.send({ id: row.id, takeOver: others }))
    },
    async release(row) {
      await run(release.send({ id: row.id, fence: row.fence }))
    },
    async callNext(row, contactId) {
      await run(callOut.send({ id: row.id, fence: row.fence, ...(contactId ? { contactId } : {}) }))
    },
    note: (row, text, script) => run(note.send({ id: row.id, fence: row.fence, text, ...(script ? { script } : {}) })),
    snooze: (row, minutes, why) => run(snooze.send({ id: row.id, fence: row.fence, minutes, why })),
    close: (row, cause, why) => run(close.send({ id: row.id, fence: row.fence, cause, why })),
    async review(row, agrees, why) {
      await run(review.send({ id: row.id, agrees, why }))
    },
    async mark(id, state) {
      await run(mark.send({ id, state }))
    },
  }
}
