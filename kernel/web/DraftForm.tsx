import type { RawInput, Signature } from '@yinqiao/kernel/contract'
import { Alert, Button, Form, type FormInstance } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useAnnounce } from './Announcer.tsx'
import { useDraftPlace } from './drafts.ts'
import { en } from './en.ts'
import { useLanguage, useWords } from './language.tsx'
import { RefusalError } from './refusal-error.ts'
import { useProblemSentence } from './states.tsx'
import { zh } from './zh.ts'

interface DraftFormProps<S extends Signature, V extends object> {
  /** Name of the draft; with the id of the record when it edits one. */
  readonly name: string
  readonly signature: S
  readonly initial: Partial<V>
  /** Fields that must never lie in the browser's store. */
  readonly secret?: readonly (keyof V & string)[]
  /** The command's input from what was typed. */
  readonly toInput: (values: V) => RawInput<S>
  readonly send: (input: RawInput<S>) => Promise<unknown>
  readonly onDone?: () => void
  readonly onCancel?: () => void
  readonly act?: string
  readonly children: (form: FormInstance<V>) => ReactNode
}

/** Path of a zod issue or refusal (`contacts.0.phone`) as antd names fields. */
function fieldPath(path: readonly PropertyKey[]): (string | number)[] {
  return path.map((part) =>
    typeof part === 'symbol' ? String(part) : typeof part === 'string' && /^\d+$/.test(part) ? Number(part) : part,
  )
}

/** The star of a field that must be filled; the schema says so to screen readers through its error. */
function markRequired(label: ReactNode, { required }: { readonly required: boolean }): ReactNode {
  return (
    <>
      {label}
      {required ? (
        <span className="yq-required" aria-hidden="true">
          ＊
        </span>
      ) : null}
    </>
  )
}

/** A form whose draft is kept, whose input is checked by the signature's own schema, and whose errors stand beside their field. */
export function DraftForm<S extends Signature, V extends object>(props: DraftFormProps<S, V>) {
  const { name, signature, initial, secret = [], toInput, send, onDone, onCancel } = props
  const say = useWords(zh, en)
  const { language } = useLanguage()
  const announce = useAnnounce()
  const sentence = useProblemSentence()
  const [form] = Form.useForm<V>()
  const drafts = useDraftPlace<V>(name, secret)
  const [draftAt, setDraftAt] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const begin = useRef({ drafts, initial, form })
  useEffect(() => {
    const start = begin.current
    const draft = start.drafts.found()
    if (!draft) return
    start.form.setFieldsValue({ ...start.initial, ...draft.values })
    setDraftAt(draft.at)
  }, [])

  /** Puts sentences beside their fields; those without a field go above the buttons. */
  const show = (errors: readonly { readonly path: readonly PropertyKey[]; readonly sentence: string }[]) => {
    const loose: string[] = []
    for (const error of errors) {
      const path = fieldPath(error.path)
      const known = path.length > 0 && form.getFieldInstance(path) !== undefined
      if (known) form.setFields([{ name: path as never, errors: [error.sentence] }])
      else loose.push(error.sentence)
    }
    setProblem(loose.length > 0 ? loose.join(' ') : undefined)
    announce(say('checkFields', { n: errors.length }))
    const at = errors[0] ? fieldPath(errors[0].path) : []
    if (at.length > 0) form.scrollToField(at, { focus: true, block: 'center' })
  }

  const finish = async (values: V) => {
    setProblem(undefined)
    const input = toInput(values)
    const checked = signature.input.safeParse(input)
    if (!checked.success) return show(checked.error.issues.map((issue) => ({ path: issue.path, sentence: issue.message })))
    setBusy(true)
    try {
      await send(input)
      drafts.drop()
      setDraftAt(undefined)
      onDone?.()
    } catch (caught) {
      if (caught instanceof RefusalError && caught.code === 'kernel.changed-meanwhile') return
      if (caught instanceof RefusalError && caught.field) show([{ path: caught.field.split('.'), sentence: caught.sentence(language) }])
      else {
        setProblem(sentence(caught))
        announce(sentence(caught))
      }
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form<V>
      form={form}
      layout="vertical"
      initialValues={initial}
      requiredMark={markRequired}
      scrollToFirstError={{ focus: true, block: 'center' }}
      onValuesChange={(_, values) => drafts.keep(values)}
      onFinish={(values) => void finish(values)}
      onFinishFailed={({ errorFields }) => announce(say('checkFields', { n: errorFields.length }))}
      noValidate
    >
      {draftAt ? (
        <Alert
          type="info"
          className="yq-form-note"
          title={say('draftFound', { time: new Date(draftAt).toLocaleString(language === 'zh' ? 'zh-CN' : 'en') })}
          action={
            <Button
              size="small"
              onClick={() => {
                drafts.drop()
                setDraftAt(undefined)
                form.resetFields()
              }}
            >
              {say('draftDrop')}
            </Button>
          }
        />
      ) : null}
      {props.children(form)}
      {problem ? <Alert type="error" title={problem} className="yq-form-note" role="alert" /> : null}
      <div className="yq-form-acts">
        <Button type="primary" htmlType="submit" loading={busy}>
          {busy ? say('saving') : (props.act ?? say('save'))}
        </Button>
        {onCancel ? <Button onClick={onCancel}>{say('cancel')}</Button> : null}
      </div>
    </Form>
  )
}
