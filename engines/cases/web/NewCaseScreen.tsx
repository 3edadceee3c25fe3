import { CaseValues, RaiseCase } from '@yinqiao/cases/contract'
import {
  Answer,
  DraftForm,
  Empty,
  PageFrame,
  type Picked,
  Sheet,
  useCommand,
  usePickers,
  useSay,
  useTell,
  useWords,
} from '@yinqiao/kernel/web'
import { valuesSchema } from '@yinqiao/records/contract'
import { FieldInput, type FieldFormValues, valuesOf } from '@yinqiao/records/web'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { type KindShown, useKinds } from './case-words.ts'
import { en } from './en.ts'
import { FilesField, type PutFile } from './FilesField.tsx'
import { zh } from './zh.ts'
import './cases.css'

interface Values {
  readonly title?: string
  readonly values?: FieldFormValues
  readonly unit?: Picked | null
  readonly text?: string
  readonly files?: readonly PutFile[]
}

/** Raises a case of a kind (`?kind=`), about a thing of another screen where it names one (`&subjectKind=&subjectId=&subjectTitle=&title=&v.key=`). */
export function NewCaseScreen() {
  const say = useWords(zh, en)
  const title = useSay()
  const navigate = useNavigate()
  const { answer } = useKinds()
  const asked: Record<string, unknown> = useSearch({ strict: false })
  return (
    <Answer of={answer}>
      {({ kinds }) => {
        const may = kinds.filter(({ mayRaise }) => mayRaise)
        const kind = may.length === 1 && asked['kind'] === undefined ? may[0] : may.find(({ code }) => code === asked['kind'])
        return (
          <PageFrame
            title={kind ? title(kind.title) : say('newCase')}
            lead={kind ? title(kind.lead) : say('chooseKind')}
            above={<Link to="/cases">{say('cases')}</Link>}
          >
            {kind ? (
              <Raise key={kind.code} kind={kind} asked={asked} />
            ) : may.length === 0 ? (
              <Empty title={say('noKind')} />
            ) : (
              <div className="yq-kind-list">
                {may.map((each) => (
                  <button
                    key={each.code}
                    type="button"
                    onClick={() => void navigate({ to: `/cases/new?kind=${encodeURIComponent(each.code)}` })}
                  >
                    <strong>{title(each.title)}</strong>
                    <span>{title(each.lead)}</span>
                    <Limit kind={each} />
                  </button>
                ))}
              </div>
            )}
          </PageFrame>
        )
      }}
    </Answer>
  )
}

function Limit({ kind }: { readonly kind: KindShown }) {
  const say = useWords(zh, en)
  const limit = kind.states[0]?.limit
  if (!limit) return null
  return <span>{'hours' in limit ? say('limitHours', { n: limit.hours }) : say('limitDays', { n: limit.workingDays })}</span>
}

/** The command with the kind's own fields in its schema, so that what is missing is said beside its field before anything is sent. */
function checkedBy(kind: KindShown) {
  const input = RaiseCase.input.extend({ values: valuesSchema(kind.fields), unitId: kind.needsUnit ? z.uuid() : z.uuid().nullish() })
  return { ...RaiseCase, input }
}

/** What the screen that leads here already knows: `title=`, and `v.key=` for texts, codes and days of the form. */
function prefilled({ fields }: KindShown, asked: Record<string, unknown>): Partial<Values> {
  const title = textAsked(asked['title'])
  const values = fields.flatMap(({ key, type }) => {
    const text = ['text', 'long-text', 'code', 'day'].includes(type) ? textAsked(asked[`v.${key}`]) : undefined
    return text === undefined ? [] : [[key, text] as const]
  })
  return { ...(title ? { title } : {}), ...(values.length > 0 ? { values: Object.fromEntries(values) } : {}) }
}

function textAsked(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined
}

function Raise({ kind, asked }: { readonly kind: KindShown; readonly asked: Record<string, unknown> }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const navigate = useNavigate()
  const { unit: UnitPicker } = usePickers()
  const raise = useCommand(RaiseCase, {
    onDone: (row) => {
      tell.done(say('raised', { number: row.number }))
      void navigate({ to: `/cases/${row.id}` })
    },
  })
  const [initial] = useState(() => prefilled(kind, asked))
  const [checked] = useState(() => checkedBy(kind))
  const [subjectKind, subjectId, subjectTitle] = ['subjectKind', 'subjectId', 'subjectTitle'].map((name) => textAsked(asked[name]))
  const subject = subjectKind && subjectId && subjectTitle ? { kind: subjectKind, id: subjectId, title: subjectTitle } : null
  return (
    <Sheet>
      {subject ? (
        <p className="yq-form-note">
          {say('subject')}：{subject.title}
        </p>
      ) : null}
      <DraftForm<ReturnType<typeof checkedBy>, Values>
        name={`case-new-${kind.code}-${subject?.id ?? ''}`}
        signature={checked}
        initial={initial}
        fieldFor={{ unitId: 'unit' }}
        toInput={(values) => ({
          kind: kind.code,
          title: values.title ?? '',
          values: valuesOf(kind.fields, values.values),
          unitId: values.unit?.id ?? null,
          subject,
          text: values.text?.trim() || null,
          files: (values.files ?? []).map(({ id }) => id),
        })}
        send={(input) => raise.send({ ...input, values: CaseValues.parse(input.values) })}
        act={say('raise')}
        onCancel={() => void navigate({ to: '/cases' })}
      >
        {() => (
          <div className="yq-form-grid">
            <Form.Item name="title" label={say('title')} required className="yq-span">
              <Input maxLength={120} autoComplete="off" />
            </Form.Item>
            {kind.fields.map((field) => (
              <FieldInput key={field.key} field={field} under={['values']} />
            ))}
            {kind.needsUnit ? (
              <Form.Item name="unit" label={say('unit')} required>
                <UnitPicker />
              </Form.Item>
            ) : null}
            <Form.Item name="files" label={say('files')} className="yq-span">
              <FilesField />
            </Form.Item>
          </div>
        )}
      </DraftForm>
    </Sheet>
  )
}
