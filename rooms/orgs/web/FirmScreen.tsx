import {
  Answer,
  ConflictView,
  DraftForm,
  Facts,
  PageFrame,
  Sheet,
  StateTag,
  useCommand,
  useDays,
  useMay,
  useParam,
  useQuery,
  useWords,
} from '@yinqiao/kernel/web'
import { EditFirm, EditFirms, FirmId, GetFirm } from '@yinqiao/orgs/contract'
import { useDivisionName } from '@yinqiao/places/web'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { FirmFields, firmInput, type FirmValues, firmValues } from './FirmFields.tsx'
import { FirmStateForm } from './FirmStateForm.tsx'
import { type FirmRecord, firmTone } from './firm-words.ts'
import { useRecordEdit } from './record-edit.ts'
import { zh } from './zh.ts'
import './orgs.css'

/** The record of one legal body. */
export function FirmScreen() {
  const id = FirmId.parse(useParam('id'))
  const answer = useQuery(GetFirm, { id })
  return (
    <Answer of={answer} lines={8}>
      {(row) => <Shown key={row.id} row={row} />}
    </Answer>
  )
}

function Shown({ row }: { readonly row: FirmRecord }) {
  const say = useWords(zh, en)
  const may = useMay()
  const { day, moment } = useDays()
  const divisionName = useDivisionName()
  const [editing, setEditing] = useState(false)
  return (
    <PageFrame
      title={row.name}
      above={<Link to="/orgs/firms">{say('firms')}</Link>}
      lead={<StateTag tone={firmTone[row.state]} word={say(`fstate_${row.state}`)} />}
      acts={
        may(EditFirms.code) && !editing ? (
          <>
            <FirmStateForm row={row} />
            <Button type="primary" onClick={() => setEditing(true)}>
              {say('edit')}
            </Button>
          </>
        ) : null
      }
    >
      <Sheet>
        {editing ? (
          <Edit row={row} onClose={() => setEditing(false)} />
        ) : (
          <Facts
            unknown={say('unknown')}
            rows={[
              [
                say('uscc'),
                row.uscc ? (
                  <span key="uscc" className="yq-figures">
                    {row.uscc}
                  </span>
                ) : null,
              ],
              [say('firmKinds'), row.kinds.map((kind) => say(`fkind_${kind}`)).join('、')],
              [say('division'), divisionName(row.divisionCode)],
              [say('address'), row.address],
              [say('stateSince'), day(row.stateSince)],
              [say('updated'), moment(row.updatedAt)],
            ]}
          />
        )}
      </Sheet>
    </PageFrame>
  )
}

function Edit({ row: current, onClose }: { readonly row: FirmRecord; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const now = useQuery(GetFirm, { id: current.id })
  const edit = useCommand(EditFirm)
  const draft = `firm-${current.id}`
  const { row, close, save, conflict } = useRecordEdit({
    row: current,
    draft,
    inputOf: (each: FirmRecord) => firmInput(firmValues(each)),
    now,
    send: (input, version) => edit.send({ ...input, id: current.id, version }),
    onClose,
  })
  const { version } = row
  const text = (value: string | readonly string[] | null) => (typeof value === 'object' && value !== null ? value.join('、') : value)
  return (
    <>
      <DraftForm<typeof EditFirm, FirmValues>
        name={draft}
        signature={EditFirm}
        initial={firmValues(row)}
        toInput={(values) => ({ ...firmInput(values), id: row.id, version })}
        send={({ id: _id, version: _version, ...input }) => save(input, version)}
        basis={version}
        showsConflict
        onCancel={onClose}
      >
        {() => <FirmFields />}
      </DraftForm>
      {conflict ? (
        <ConflictView
          busy={edit.busy}
          fields={(
            [
              ['name', 'name'],
              ['uscc', 'uscc'],
              ['kinds', 'firmKinds'],
              ['divisionCode', 'division'],
              ['address', 'address'],
            ] as const
          ).map(([field, word]) => ({ label: say(word), mine: text(conflict.merged[field]), theirs: text(conflict.theirs[field]) }))}
          onTakeTheirs={close}
          onKeepMine={conflict.keepMine}
        />
      ) : null}
    </>
  )
}
