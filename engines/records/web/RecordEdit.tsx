import type { Output, RawInput } from '@yinqiao/kernel/contract'
import {
  ConflictView,
  DraftForm,
  mergeMine,
  RefusalError,
  todayHere,
  useCommand,
  useDraftPlace,
  useNames,
  useQuery,
  useSay,
  useTell,
  useWords,
} from '@yinqiao/kernel/web'
import { useMemo, useState } from 'react'
import type { Values } from '../contract/field.ts'
import type { RecordKind } from '../contract/record-kind.ts'
import { CorrectRecord, GetRecord } from '../contract/signatures.ts'
import { en } from './en.ts'
import { useFieldText } from './FieldValue.tsx'
import { formValuesOf, valuesOf } from './form-values.ts'
import { correctOf, RecordFields, type RecordFormValues } from './RecordFields.tsx'
import { zh } from './zh.ts'

type Head = Output<typeof GetRecord>['head']
type Input = RawInput<typeof CorrectRecord>

interface RecordEditProps {
  readonly kind: RecordKind
  readonly head: Head
  /** change: new facts from a day on · correct: what was recorded was wrong. */
  readonly mode: 'change' | 'correct'
  readonly onClose: () => void
}

/** All fields of a kind, absent ones as null, with the place: what is compared when two people save. */
const whole = (kind: RecordKind, values: Values, divisionCode: string | null) => ({
  ...Object.fromEntries(kind.fields.map(({ key }) => [key, values[key] ?? null])),
  divisionCode,
})

/** A new version of a record, as a change or as a correction. */
export function RecordEdit({ kind, head: current, mode, onClose }: RecordEditProps) {
  const say = useWords(zh, en)
  const title = useSay()
  const tell = useTell()
  const { division: divisionName } = useNames()
  // as it was opened; it may be read anew underneath, and only a save may meet the newer one
  const [head] = useState(current)
  const [mine, setMine] = useState<Input>()
  const draft = `record-${mode}-${head.id}`
  const drafts = useDraftPlace(draft)
  const now = useQuery(GetRecord, { id: head.id })
  const correct = useCommand(CorrectRecord, { refresh: ['records', 'projects'] })
  const signature = useMemo(() => correctOf(kind), [kind])
  const text = useFieldText((_, id) => head.names[id] ?? now.data?.head.names[id])
  const day = kind.day === undefined ? undefined : head.values[kind.day]

  const save = async (input: Input) => {
    try {
      const { version } = await correct.send(input)
      drafts.drop()
      tell.done(say('changed', { version }))
      onClose()
    } catch (problem) {
      if (problem instanceof RefusalError && problem.code === 'kernel.changed-meanwhile') {
        await now.refetch()
        setMine(input)
      }
      throw problem
    }
  }
  const toInput = ({ values, divisionCode, validFrom, reason }: RecordFormValues): Input => {
    const next = valuesOf(kind.fields, values)
    const moved = kind.day === undefined ? undefined : next[kind.day]
    // a corrected day of the event is also the day from which it is true
    const from = mode === 'correct' && validFrom === head.validFrom && typeof moved === 'string' && moved !== day ? moved : validFrom
    return {
      id: head.id,
      version: head.version,
      values: { ...next } as Input['values'],
      divisionCode: divisionCode ?? null,
      unitId: head.unitId,
      validFrom: from ?? '',
      reason: reason ?? '',
    }
  }
  const theirs = now.data?.head
  const merged =
    mine && theirs
      ? mergeMine<Record<string, Values[string]>>(
          whole(kind, head.values, head.divisionCode),
          whole(kind, mine.values, mine.divisionCode ?? null),
          whole(kind, theirs.values, theirs.divisionCode),
        )
      : undefined
  const keepMine = () => {
    if (!mine || !theirs || !merged) return
    const { divisionCode, ...values } = merged
    const code = typeof divisionCode === 'string' ? divisionCode : null
    void save({ ...mine, values: values as Input['values'], divisionCode: code, version: theirs.version }).catch(tell.failed)
  }
  return (
    <>
      <h2>{say(mode === 'change' ? 'changeTitle' : 'correctTitle')}</h2>
      <p className="yq-form-note yq-faint">{say(mode === 'change' ? 'changeLead' : 'correctLead')}</p>
      <DraftForm<typeof CorrectRecord, RecordFormValues>
        name={draft}
        signature={signature}
        initial={{
          values: formValuesOf(kind.fields, head.values, (_, id) => head.names[id] ?? id),
          divisionCode: head.divisionCode,
          validFrom: mode === 'change' ? todayHere() : head.validFrom,
        }}
        toInput={toInput}
        send={save}
        basis={head.version}
        showsConflict
        onCancel={onClose}
      >
        {() => <RecordFields kind={kind} mode={mode} />}
      </DraftForm>
      {merged && theirs ? (
        <ConflictView
          busy={correct.busy}
          fields={[
            ...kind.fields.map((field) => ({
              label: title(field.title),
              mine: text(field, merged[field.key]),
              theirs: text(field, theirs.values[field.key]),
            })),
            {
              label: say('place'),
              mine: divisionName(typeof merged['divisionCode'] === 'string' ? merged['divisionCode'] : null),
              theirs: divisionName(theirs.divisionCode),
            },
          ]}
          onTakeTheirs={() => {
            drafts.drop()
            onClose()
          }}
          onKeepMine={keepMine}
        />
      ) : null}
    </>
  )
}
