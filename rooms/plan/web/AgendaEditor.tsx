import { Empty, Sheet, useCommand, useTell } from '@yinqiao/kernel/web'
import { EditAgenda } from '@yinqiao/plan/contract'
import { Button, Input } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type Meeting, type MeetingWhole, useMeetingWords } from './meeting-words.ts'

type Item = MeetingWhole['agenda'][number]
/** An item on the table of the editor; `id` null until it is saved. */
interface Row {
  readonly key: string
  readonly id: string | null
  readonly kind: Item['kind']
  readonly sourceTitle: string | null
  readonly why: string | null
  readonly title: string
  readonly text: string
}

const rowsOf = (agenda: readonly Item[]): Row[] => agenda.map((item) => ({ ...item, key: item.id, text: item.text ?? '' }))

/** The agenda, to be ordered by keyboard or buttons; what an item came from stays beside it whatever it is called. */
export function AgendaEditor({
  meeting,
  agenda,
  editable,
}: {
  readonly meeting: Meeting
  readonly agenda: MeetingWhole['agenda']
  readonly editable: boolean
}) {
  const { say, source } = useMeetingWords()
  const tell = useTell()
  const [rows, setRows] = useState(() => rowsOf(agenda))
  const [basis, setBasis] = useState(meeting.version)
  const [dirty, setDirty] = useState(false)
  const focus = useRef<string>(null)
  const edit = useCommand(EditAgenda, {
    onDone: (saved) => {
      setRows(rowsOf(saved.agenda))
      setBasis(saved.version)
      setDirty(false)
      tell.done(say('agendaSaved'))
    },
  })
  // read anew underneath: taken over when nothing typed would be lost
  if (meeting.version > basis && !dirty) {
    setBasis(meeting.version)
    setRows(rowsOf(agenda))
  }
  useEffect(() => {
    if (focus.current !== null) document.getElementById(`agenda-${focus.current}`)?.focus()
    focus.current = null
  }, [rows])
  const change = (next: Row[]) => {
    setRows(next)
    setDirty(true)
  }
  const shift = (at: number, by: number) => {
    const row = rows[at]
    const to = at + by
    if (row === undefined || to < 0 || to >= rows.length) return
    focus.current = row.key
    change(rows.toSpliced(at, 1).toSpliced(to, 0, row))
  }
  const set = (at: number, part: Partial<Row>) => change(rows.map((row, place) => (place === at ? { ...row, ...part } : row)))
  const keys = (at: number) => (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    shift(at, event.key === 'ArrowUp' ? -1 : 1)
  }
  const save = (takeNew: boolean) =>
    void edit
      .send({
        meetingId: meeting.id,
        version: basis,
        items: rows.map(({ id, title, text }) => ({ id, title, text: text.trim() || null })),
        takeNew,
      })
      .catch(tell.failed)
  if (!editable) return <AgendaRead agenda={agenda} />
  return (
    <Sheet
      title={say('agenda')}
      aside={
        <div className="yq-bar">
          <Button onClick={() => save(true)} loading={edit.busy}>
            {say('takeNew')}
          </Button>
          <Button type={dirty ? 'primary' : 'default'} onClick={() => save(false)} loading={edit.busy} disabled={!dirty}>
            {say('saveAgenda')}
          </Button>
        </div>
      }
    >
      {rows.length === 0 ? <Empty title={say('emptyAgenda')} /> : <p className="yq-faint">{say('agendaKeys')}</p>}
      <ol className="yq-agenda">
        {rows.map((row, at) => (
          <li key={row.key} className="yq-agenda-edited">
            <div className="yq-agenda-words">
              <Input
                id={`agenda-${row.key}`}
                aria-label={say('itemTitle', { n: at + 1 })}
                value={row.title}
                maxLength={200}
                onKeyDown={keys(at)}
                onChange={(event) => set(at, { title: event.target.value })}
              />
              <Input.TextArea
                aria-label={`${say('itemTitle', { n: at + 1 })} ${say('itemText')}`}
                placeholder={say('itemText')}
                value={row.text}
                rows={2}
                maxLength={2000}
                onKeyDown={keys(at)}
                onChange={(event) => set(at, { text: event.target.value })}
              />
              <Origin kind={source(row.kind)} why={row.why} original={row.sourceTitle === row.title ? null : row.sourceTitle} />
            </div>
            <div className="yq-agenda-acts">
              <Button aria-label={`${say('moveUp')}：${row.title}`} disabled={at === 0} onClick={() => shift(at, -1)}>
                ↑
              </Button>
              <Button aria-label={`${say('moveDown')}：${row.title}`} disabled={at === rows.length - 1} onClick={() => shift(at, 1)}>
                ↓
              </Button>
              <Button aria-label={`${say('remove')}：${row.title}`} onClick={() => change(rows.toSpliced(at, 1))}>
                {say('remove')}
              </Button>
            </div>
          </li>
        ))}
      </ol>
      <Button
        onClick={() => {
          const key = crypto.randomUUID()
          focus.current = key
          change([...rows, { key, id: null, kind: 'hand', sourceTitle: null, why: null, title: '', text: '' }])
        }}
      >
        {say('addItem')}
      </Button>
    </Sheet>
  )
}

function AgendaRead({ agenda }: { readonly agenda: MeetingWhole['agenda'] }) {
  const { say, source } = useMeetingWords()
  return (
    <Sheet title={say('agenda')}>
      {agenda.length === 0 ? <Empty title={say('emptyAgenda')} /> : null}
      <ol className="yq-agenda">
        {agenda.map((item) => (
          <li key={item.id}>
            <div className="yq-agenda-words">
              <strong>{item.title}</strong>
              {item.text === null ? null : <p>{item.text}</p>}
              <Origin kind={source(item.kind)} why={item.why} original={item.sourceTitle === item.title ? null : item.sourceTitle} />
            </div>
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

function Origin({ kind, why, original }: { readonly kind: string; readonly why: string | null; readonly original: string | null }) {
  const { say } = useMeetingWords()
  return (
    <p className="yq-faint">
      {kind}
      {why === null ? null : ` · ${why}`}
      {original === null ? null : ` · ${say('original', { title: original })}`}
    </p>
  )
}
