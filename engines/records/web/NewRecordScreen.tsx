import { DraftForm, PageFrame, Sheet, useCommand, useSay, useTell, useViewer, useWords } from '@yinqiao/kernel/web'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { RecordKind } from '../contract/record-kind.ts'
import { CreateRecord } from '../contract/signatures.ts'
import { en } from './en.ts'
import { valuesOf } from './form-values.ts'
import { createOf, RecordFields, type RecordFormValues } from './RecordFields.tsx'
import { zh } from './zh.ts'
import './records.css'

/** A new record of a register. */
export function NewRecordScreen({ kind }: { readonly kind: RecordKind }) {
  const say = useWords(zh, en)
  const title = useSay()
  const tell = useTell()
  const navigate = useNavigate()
  const { synthetic } = useViewer()
  const path = `/records/${kind.code}`
  const signature = useMemo(() => createOf(kind), [kind])
  const create = useCommand(CreateRecord, { refresh: ['records', 'projects'] })
  return (
    <PageFrame title={say('newTitle', { title: title(kind.title) })} above={<Link to={path}>{title(kind.title)}</Link>}>
      <Sheet>
        <DraftForm<typeof CreateRecord, RecordFormValues>
          name={`record-new-${kind.code}`}
          signature={signature}
          initial={{ values: {}, synthetic }}
          toInput={(form) => ({
            kind: kind.code,
            values: { ...valuesOf(kind.fields, form.values) } as Record<string, string | number | boolean | string[] | null>,
            divisionCode: form.divisionCode ?? null,
            validFrom: form.validFrom || null,
            synthetic: form.synthetic === true,
          })}
          send={async (input) => {
            const { id } = await create.send(input)
            tell.done(say('created', { name: String(input.values[kind.name] ?? '') }))
            void navigate({ to: `${path}/${id}` })
          }}
          onCancel={() => void navigate({ to: path })}
        >
          {() => <RecordFields kind={kind} mode="new" />}
        </DraftForm>
      </Sheet>
    </PageFrame>
  )
}
