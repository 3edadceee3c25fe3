import {
  ConflictView,
  mergeMine,
  DraftForm,
  useDraftPlace,
  RefusalError,
  useCommand,
  useQuery,
  useTell,
  useWords,
} from '@yinqiao/kernel/web'
import { EditElder, GetElder } from '@yinqiao/people/contract'
import { useState } from 'react'
import { ElderFields } from './ElderFields.tsx'
import { elderInput, type ElderValues, elderValues, secretFields } from './elder-values.ts'
import type { ElderRecord } from './elder-words.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

type Facts = ReturnType<typeof elderInput>

/** Edits with the version seen; when somebody saved meanwhile both values are laid side by side. */
export function EditElderForm({ row: current, onClose }: { readonly row: ElderRecord; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  // The record as it was opened: it may be read anew underneath, and only a save may meet the newer one.
  const [row] = useState(current)
  const { version } = row
  const [base] = useState(() => elderInput(elderValues(row), { siteId: row.siteId, householdId: row.householdId }))
  const [mine, setMine] = useState<Facts>()
  const now = useQuery(GetElder, { id: row.id })
  const edit = useCommand(EditElder)
  const kept = { siteId: row.siteId, householdId: row.householdId }
  const drafts = useDraftPlace(`elder-${row.id}`)
  const save = async (facts: Facts, seen: number) => {
    try {
      const saved = await edit.send({ ...facts, id: row.id, version: seen })
      tell.done(say('saved', { version: saved.version }))
      drafts.drop()
      onClose()
    } catch (problem) {
      if (problem instanceof RefusalError && problem.code === 'kernel.changed-meanwhile') {
        await now.refetch()
        setMine(facts)
      }
      throw problem
    }
  }
  const text = (value: Facts[keyof Facts]) =>
    typeof value === 'object' && value !== null
      ? value.map((each) => `${each.name} ${each.relation} ${each.phone}`).join('；')
      : (value ?? null)
  const fields = [
    ['name', 'name'],
    ['sex', 'sex'],
    ['birthDay', 'born'],
    ['idKind', 'idKind'],
    ['idNumber', 'id'],
    ['phone', 'phone'],
    ['address', 'address'],
    ['divisionCode', 'division'],
    ['livesAlone', 'alone'],
    ['healthNotes', 'health'],
    ['contacts', 'contacts'],
  ] as const
  const theirs = now.data ? elderInput(elderValues(now.data), { siteId: now.data.siteId, householdId: now.data.householdId }) : undefined
  const merged = mine && theirs ? mergeMine(base, mine, theirs) : undefined
  return (
    <>
      <DraftForm<typeof EditElder, ElderValues>
        name={`elder-${row.id}`}
        signature={EditElder}
        initial={elderValues(row)}
        secret={secretFields}
        toInput={(values) => ({ ...elderInput(values, kept), id: row.id, version })}
        send={({ id: _id, version: _version, ...facts }) => save(facts, version)}
        basis={version}
        showsConflict
        onCancel={onClose}
      >
        {(form) => <ElderFields form={form} />}
      </DraftForm>
      {merged && theirs && now.data ? (
        <ConflictView
          busy={edit.busy}
          fields={fields.map(([field, word]) => ({ label: say(word), mine: text(merged[field]), theirs: text(theirs[field]) }))}
          onTakeTheirs={() => {
            drafts.drop()
            onClose()
          }}
          onKeepMine={() => void save(merged, now.data.version).catch(tell.failed)}
        />
      ) : null}
    </>
  )
}
