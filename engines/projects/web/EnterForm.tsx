import { DayField, DraftForm, todayHere, useCommand, useSay, useTell, useWords } from '@yinqiao/kernel/web'
import { Form, Input } from 'antd'
import { EnterStage } from '../contract/index.ts'
import type { ProjectKind } from '../contract/project-kind.ts'
import { en } from './en.ts'
import { stageTitle } from './stage-path.ts'
import { zh } from './zh.ts'

interface EnterFormProps {
  readonly kind: ProjectKind
  readonly id: string
  readonly stage: string
  /** Shelving, ending and coming back need a reason. */
  readonly reasoned: boolean
  readonly onClose: () => void
}

/** Enters a stage on a day. */
export function EnterForm({ kind, id, stage, reasoned, onClose }: EnterFormProps) {
  const say = useWords(zh, en)
  const title = useSay()
  const tell = useTell()
  const name = title(stageTitle(kind, stage))
  const enter = useCommand(EnterStage, { refresh: ['projects'], onDone: () => tell.done(say('enteredDone', { stage: name })) })
  return (
    <div className="yq-enter">
      <h3>{say('enterTo', { stage: name })}</h3>
      <DraftForm<typeof EnterStage, { onDay?: string; reason?: string }>
        name={`stage-${id}-${stage}`}
        signature={EnterStage}
        initial={{ onDay: todayHere() }}
        toInput={({ onDay, reason }) => ({ id, stage, onDay: onDay ?? '', reason: reason?.trim() || null })}
        send={enter.send}
        act={say('enterAct')}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <div className="yq-form-grid">
            <Form.Item name="onDay" label={say('onDay')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="reason" label={say(reasoned ? 'reason' : 'reasonOptional')} required={reasoned}>
              <Input maxLength={300} />
            </Form.Item>
          </div>
        )}
      </DraftForm>
    </div>
  )
}
