import {
  Answer,
  ConflictView,
  mergeMine,
  DraftForm,
  Facts,
  PageFrame,
  RefusalError,
  Sheet,
  StateTag,
  useCommand,
  useDays,
  useDraftPlace,
  useMay,
  useParam,
  useQuery,
  useTell,
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
  const tell = useTell()
  // The record as it was opened: it may be read anew underneath, and only a save may meet the newer one.
  const [row] = useState(current)
  const { version } = row
  const [base] = useState(() => firmInput(firmValues(row)))
  const [mine, setMine] = useState<ReturnType<typeof firmInput>>()
  const now = useQuery(GetFirm, { id: row.id })
  const edit = useCommand(EditFirm)
  const drafts = useDraftPlace(`firm-${row.id}`)
  const close = () => {
    drafts.drop()
    onClose()
  }
  const save = async (input: ReturnType<typeof firmInput>, seen: number) => {
    try {
      const saved = await edit.send({ ...input, id: row.id, version: seen })
      tell.done(say('saved', { name: saved.name }))
      close()
    } catch (problem) {
      if (problem instanceof RefusalError && problem.code === 'kernel.changed-meanwhile') {
        await now.refetch()
        setMine(input)
      }
      throw problem
    }
  }
  const theirs = now.data ? firmInput(firmValues(now.data)) : undefined
  const merged = mine && theirs ? mergeMine(base, mine, theirs) : undefined
  const text = (value: string | readonly string[] | null) => (typeof value === 'object' && value !== null ? value.join('、') : value)
  return (
    <>
      <DraftForm<typeof EditFirm, FirmValues>
        name={`firm-${row.id}`}
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
      {merged && theirs && now.data ? (
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
          ).map(([field, word]) => ({ label: say(word), mine: text(merged[field]), theirs: text(theirs[field]) }))}
          onTakeTheirs={close}
          onKeepMine={() => void save(merged, now.data.version).catch(tell.failed)}
        />
      ) : null}
    </>
  )
}
