import type { RawInput, Signature } from '@yinqiao/kernel/contract'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, type FormInstance } from 'antd'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useAnnounce } from './Announcer.tsx'
import { useDays } from './days.ts'
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
  /** Where the schema names a field otherwise than the form does: `{ point: 'lng' }`. */
  readonly fieldFor?: Readonly<Record<string, string>>
  /** Version of the record being edited: a draft written on another one is offered, not applied. */
  readonly basis?: number
  /** The screen lays both values side by side itself (ConflictView). */
  readonly showsConflict?: boolean
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

/** Whether the form has a field of that path. Asked of the values, for a field whose component takes no ref has no instance. */
function hasField(values: unknown, path: readonly (string | number)[]): boolean {
  const [first, ...rest] = path
  if (first === undefined) return true
  if (typeof values !== 'object' || values === null || !Object.hasOwn(values, first)) return false
  return hasField(Object.entries(values).find(([key]) => key === String(first))?.[1], rest)
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
  const { name, signature, secret = [], fieldFor = {}, toInput, send, onDone, onCancel } = props
  // As it was when the form opened: what was typed is compared with it, also when the record is read anew underneath.
  const [initial] = useState(props.initial)
  const say = useWords(zh, en)
  const { language } = useLanguage()
  const { moment } = useDays()
  const announce = useAnnounce()
  const sentence = useProblemSentence()
  const [form] = Form.useForm<V>()
  const drafts = useDraftPlace<V>(name, secret)
  const [draftAt, setDraftAt] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const [outdated, setOutdated] = useState(false)
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const basis = props.basis ?? null
  const [stale, setStale] = useState(false)
  const begin = useRef({ drafts, initial, form, basis })
  /** Lays the draft over the saved values. */
  const apply = useCallback(() => {
    const start = begin.current
    const draft = start.drafts.found()
    if (draft) start.form.setFieldsValue({ ...start.initial, ...draft.values })
    setStale(false)
  }, [])
  useEffect(() => {
    const start = begin.current
    const draft = start.drafts.found()
    if (!draft) return
    setDraftAt(draft.at)
    if (draft.basis === start.basis) apply()
    else setStale(true)
  }, [apply])

  /** Puts sentences beside their fields; those without a field go above the buttons. */
  const show = (errors: readonly { readonly path: readonly PropertyKey[]; readonly sentence: string }[]) => {
    const loose: string[] = []
    for (const error of errors) {
      const named = fieldFor[String(error.path[0])]
      const path = named === undefined ? fieldPath(error.path) : [named]
      const known = path.length > 0 && hasField(form.getFieldsValue(), path)
      if (known) form.setFields([{ name: path as never, errors: [error.sentence] }])
      else loose.push(error.sentence)
    }
    setProblem(loose.length > 0 ? loose.join(' ') : undefined)
    announce(say('checkFields', { n: errors.length }))
    const start = errors[0]?.path ?? []
    const named = fieldFor[String(start[0])]
    const at = named === undefined ? fieldPath(start) : [named]
    if (at.length > 0) form.scrollToField(at, { focus: true, block: 'center' })
  }

  /** What was said of a field goes when the field changes: sentences of the schema and the server have no rule that would take them back. */
  const unsay = (of?: object) => {
    const said = form.getFieldsError().filter(({ name: path, errors }) => errors.length > 0 && (!of || hasField(of, path)))
    form.setFields(said.map(({ name: path }) => ({ name: path as never, errors: [] })))
  }

  const discard = () => {
    drafts.drop()
    setDraftAt(undefined)
    setStale(false)
    form.resetFields()
  }
  /** Somebody saved meanwhile: back to the record as it is now, to be looked at before the next try. */
  const readAnew = () => {
    void client.invalidateQueries()
    onCancel?.()
  }

  const finish = async (values: V) => {
    setProblem(undefined)
    unsay()
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
      const changed = caught instanceof RefusalError && caught.code === 'kernel.changed-meanwhile'
      if (changed && props.showsConflict) return
      setOutdated(changed)
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
      onValuesChange={(changed, values) => {
        unsay(changed)
        drafts.keep(values, initial, basis)
      }}
      onFinish={(values) => void finish(values)}
      onFinishFailed={({ errorFields }) => announce(say('checkFields', { n: errorFields.length }))}
      noValidate
    >
      {draftAt ? (
        <Alert
          type={stale ? 'warning' : 'info'}
          className="yq-form-note"
          title={say(stale ? 'draftStale' : 'draftFound', { time: moment(draftAt) })}
          action={
            <span className="yq-bar">
              {stale ? (
                <Button size="small" onClick={apply}>
                  {say('draftUse')}
                </Button>
              ) : null}
              <Button size="small" onClick={discard}>
                {say('draftDrop')}
              </Button>
            </span>
          }
        />
      ) : null}
      {props.children(form)}
      {problem ? (
        <Alert
          type="error"
          title={problem}
          className="yq-form-note"
          role="alert"
          action={
            outdated ? (
              <Button size="small" onClick={readAnew}>
                {say('refresh')}
              </Button>
            ) : null
          }
        />
      ) : null}
      <div className="yq-form-acts">
        <Button type="primary" htmlType="submit" loading={busy}>
          {busy ? say('saving') : (props.act ?? say('save'))}
        </Button>
        {onCancel ? <Button onClick={onCancel}>{say('cancel')}</Button> : null}
      </div>
    </Form>
  )
}
