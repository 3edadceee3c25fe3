import { DraftForm, Facts, StateTag, useCommand, useLanguage, useMay, useTell, useWords } from '@yinqiao/kernel/web'
import { NoteRow } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { Drawer, Form, Input } from 'antd'
import { decidePlan } from '../contract/permissions.ts'
import { en } from './en.ts'
import { type CoverLine, coverTone, unbroken } from './plan-words.ts'
import { zh } from './zh.ts'

/** One row of the decomposition: the plan's words, what must be built and recorded, and what covers it. */
export function CoverDrawer({ row, onClose }: { readonly row: CoverLine | undefined; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const { language } = useLanguage()
  const may = useMay()
  const tell = useTell()
  const note = useCommand(NoteRow, { onDone: ({ state }) => tell.done(say('noteSaved', { state: say(state) })) })
  return (
    <Drawer open={row !== undefined} onClose={onClose} size={560} title={row ? `${row.code}　${row.name}` : ''} destroyOnHidden>
      {row ? (
        <div className="yq-stack">
          <StateTag tone={coverTone[row.state]} word={say(row.state)} />
          {row.spans.length > 0 ? (
            <div>
              {row.spans.map((span) => (
                <blockquote key={span.from} className="yq-quote">
                  {unbroken(span.quote)}
                </blockquote>
              ))}
              {row.clauseId ? (
                <Link to="/plan" hash={`c-${row.clauseId}`}>
                  {say('openText')}
                </Link>
              ) : null}
            </div>
          ) : (
            <p className="yq-faint">{say('notFound')}</p>
          )}
          <Facts
            unknown={say('unknown')}
            rows={[
              [say('section'), row.section],
              [say('phase'), row.phase === 'all' ? say('phase_all') : row.phase],
              [say('unitOfMeasure'), row.unit],
              [
                say('room'),
                <span key="room" className="yq-figures">
                  {row.room}
                </span>,
              ],
              [say('units'), row.units.length > 0 ? `${row.units.join('、')}${row.unitsOpen ? say('unitsOpen') : ''}` : say('noUnits')],
              [
                say('records'),
                <span key="records" className="yq-figures">
                  {row.records.join(', ')}
                </span>,
              ],
            ]}
          />
          <div>
            <p className="yq-faint">{say('capability')}</p>
            <p>{row.capability[language]}</p>
          </div>
          {row.measures.length > 0 ? (
            <div>
              <p className="yq-faint">{say('measures')}</p>
              <ul className="yq-plain">
                {row.measures.map((measure) => (
                  <li key={measure} className="yq-figures">
                    <Link to={`/plan/measures/${measure}`}>{measure}</Link>
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
          {row.note && !may(decidePlan.code) ? (
            <div>
              <p className="yq-faint">{say('note')}</p>
              <p>{row.note}</p>
            </div>
          ) : null}
          {row.state !== 'bound' && may(decidePlan.code) ? (
            <DraftForm<typeof NoteRow, { note: string }>
              key={`${row.code}-${row.note ?? ''}`}
              name={`cover-note-${row.code}`}
              signature={NoteRow}
              initial={{ note: row.note ?? '' }}
              toInput={({ note: words }) => ({ code: row.code, note: words ?? '' })}
              send={note.send}
            >
              {() => (
                <Form.Item name="note" label={say('note')} extra={say('noteHint')}>
                  <Input.TextArea rows={3} maxLength={500} />
                </Form.Item>
              )}
            </DraftForm>
          ) : null}
        </div>
      ) : null}
    </Drawer>
  )
}
