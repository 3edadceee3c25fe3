import { App, Button } from 'antd'
import { useCallback } from 'react'
import { useAnnounce } from './Announcer.tsx'
import { en } from './en.ts'
import { useWords } from './language.tsx'
import { useProblemSentence } from './states.tsx'
import { zh } from './zh.ts'

interface Question {
  readonly title: string
  readonly detail?: string
  /** The verb on the button, never just "OK". */
  readonly act: string
  readonly danger?: boolean
}

/** Asks before an act that cannot be undone; resolves to the answer. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const { modal } = App.useApp()
  const say = useWords(zh, en)
  return useCallback(
    (question) =>
      new Promise((resolve) => {
        modal.confirm({
          title: question.title,
          content: question.detail,
          okText: question.act,
          cancelText: say('cancel'),
          okButtonProps: { danger: question.danger ?? false },
          autoFocusButton: question.danger ? 'cancel' : 'ok',
          onOk: () => resolve(true),
          onCancel: () => resolve(false),
        })
      }),
    [modal, say],
  )
}

interface Telling {
  /** Says that something was done, aloud too; with `undo` it offers the way back for ten seconds. */
  readonly done: (sentence: string, undo?: () => Promise<unknown>) => void
  /** Says why something was not done. */
  readonly failed: (problem: unknown) => void
}

/** Short notes after an act. */
export function useTell(): Telling {
  const { notification } = App.useApp()
  const announce = useAnnounce()
  const say = useWords(zh, en)
  const sentence = useProblemSentence()
  const failed = useCallback(
    (problem: unknown) => notification.error({ title: sentence(problem), placement: 'bottomRight', duration: 12, role: 'alert' }),
    [notification, sentence],
  )
  const done = useCallback(
    (text: string, undo?: () => Promise<unknown>) => {
      announce(text)
      const key = `told-${text}`
      const act = async () => {
        notification.destroy(key)
        try {
          await undo?.()
          announce(say('undone'))
        } catch (problem) {
          failed(problem)
        }
      }
      notification.success({
        key,
        title: text,
        placement: 'bottomRight',
        duration: undo ? 10 : 4,
        role: 'status',
        ...(undo
          ? {
              actions: (
                <Button size="small" onClick={() => void act()}>
                  {say('undo')}
                </Button>
              ),
            }
          : {}),
      })
    },
    [announce, failed, notification, say],
  )
  return { done, failed }
}
