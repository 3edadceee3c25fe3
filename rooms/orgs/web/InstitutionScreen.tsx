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
import { EditInstitution, EditInstitutions, GetInstitution, InstitutionId } from '@yinqiao/orgs/contract'
import { useDivisionName } from '@yinqiao/places/web'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { InstitutionFields, institutionInput, type InstitutionValues, institutionValues } from './InstitutionFields.tsx'
import { InstitutionState } from './InstitutionState.tsx'
import { type InstitutionRecord, institutionTone } from './institution-words.ts'
import { useRecordEdit } from './record-edit.ts'
import { zh } from './zh.ts'
import './orgs.css'

/** The record of one institution, its state and its edit form. */
export function InstitutionScreen() {
  const id = InstitutionId.parse(useParam('id'))
  const answer = useQuery(GetInstitution, { id })
  return (
    <Answer of={answer} lines={10}>
      {(row) => <Shown key={row.id} row={row} />}
    </Answer>
  )
}

function Shown({ row }: { readonly row: InstitutionRecord }) {
  const say = useWords(zh, en)
  const may = useMay()
  const { moment } = useDays()
  const divisionName = useDivisionName()
  const [editing, setEditing] = useState(false)
  const editable = may(EditInstitutions.code) && row.state !== 'merged'
  return (
    <PageFrame
      title={row.name}
      above={<Link to="/orgs/institutions">{say('backToInstitutions')}</Link>}
      lead={<StateTag tone={institutionTone[row.state]} word={say(`state_${row.state}`)} />}
      acts={
        editable && !editing ? (
          <>
            <InstitutionState row={row} />
            <Button type="primary" onClick={() => setEditing(true)}>
              {say('edit')}
            </Button>
          </>
        ) : null
      }
    >
      {row.mergedInto ? (
        <Alert
          className="yq-form-note"
          type="info"
          title={say('mergedInto')}
          action={<Link to={`/orgs/institutions/${row.mergedInto}`}>{say('openKept')}</Link>}
        />
      ) : null}
      {row.openProposals > 0 ? (
        <Alert
          className="yq-form-note"
          type="warning"
          title={say('hasProposals', { n: row.openProposals })}
          action={<Link to="/orgs/duplicates">{say('goDecide')}</Link>}
        />
      ) : null}
      <Sheet>
        {editing ? (
          <Edit row={row} onClose={() => setEditing(false)} />
        ) : (
          <Facts
            unknown={say('unknown')}
            rows={[
              [say('kind'), say(`kind_${row.kind}`)],
              [say('category'), row.category],
              [say('beds'), row.beds],
              [say('division'), divisionName(row.divisionCode) ?? row.districtName],
              [say('address'), row.address],
              [say('point'), row.point ? `${row.point.lng.toFixed(5)}, ${row.point.lat.toFixed(5)}（WGS-84）` : say('unlocated')],
              [
                say('tags'),
                row.tags.length > 0 ? (
                  <span className="yq-bar">
                    {row.tags.map((tag) => (
                      <span key={tag} className="yq-tag">
                        {tag}
                      </span>
                    ))}
                  </span>
                ) : null,
              ],
              [say('source'), row.sourceList],
              [say('link'), row.sourceUrl ? <span className="yq-figures">{row.sourceUrl}</span> : null],
              [say('updated'), moment(row.updatedAt)],
            ]}
          />
        )}
      </Sheet>
    </PageFrame>
  )
}

function Edit({ row: current, onClose }: { readonly row: InstitutionRecord; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const now = useQuery(GetInstitution, { id: current.id })
  const edit = useCommand(EditInstitution)
  const draft = `institution-${current.id}`
  const { row, close, save, conflict } = useRecordEdit({
    row: current,
    draft,
    inputOf: (each: InstitutionRecord) => institutionInput(institutionValues(each), each.firmId),
    now,
    send: (input, version) => edit.send({ ...input, id: current.id, version }),
    onClose,
  })
  const { version } = row
  const text = (value: ReturnType<typeof institutionInput>[keyof ReturnType<typeof institutionInput>]) => {
    if (value === null || value === undefined) return null
    if (typeof value !== 'object') return String(value)
    return 'lng' in value ? `${value.lng}, ${value.lat} (${value.coding})` : value.join('、')
  }
  return (
    <>
      <DraftForm<typeof EditInstitution, InstitutionValues>
        name={draft}
        signature={EditInstitution}
        fieldFor={{ point: 'lng' }}
        initial={institutionValues(row)}
        toInput={(values) => ({ ...institutionInput(values, row.firmId), id: row.id, version })}
        send={({ id: _id, version: _version, ...input }) => save(input, version)}
        basis={version}
        showsConflict
        onCancel={onClose}
      >
        {() => <InstitutionFields />}
      </DraftForm>
      {conflict ? (
        <ConflictView
          busy={edit.busy}
          fields={(['name', 'category', 'divisionCode', 'address', 'beds', 'tags', 'point'] as const).map((field) => ({
            label: say(field === 'divisionCode' ? 'division' : field),
            mine: text(conflict.merged[field]),
            theirs: text(conflict.theirs[field]),
          }))}
          onTakeTheirs={close}
          onKeepMine={conflict.keepMine}
        />
      ) : null}
    </>
  )
}
