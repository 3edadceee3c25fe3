import { Answer, Facts, PageFrame, Sheet, StateTag, useDays, useMay, useParam, useQuery, useWords } from '@yinqiao/kernel/web'
import { EditElders, ElderId, GetElder } from '@yinqiao/people/contract'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { EditElderForm } from './EditElderForm.tsx'
import { ElderHistory } from './ElderHistory.tsx'
import { type ElderRecord, lifeTone } from './elder-words.ts'
import { en } from './en.ts'
import { LifeTimeline } from './LifeTimeline.tsx'
import { zh } from './zh.ts'
import './people.css'

/** The record of one elder: facts, life states, history. */
export function ElderScreen() {
  const id = ElderId.parse(useParam('id'))
  const answer = useQuery(GetElder, { id })
  return (
    <Answer of={answer} lines={10}>
      {(row) => <Shown key={row.id} row={row} />}
    </Answer>
  )
}

function Shown({ row }: { readonly row: ElderRecord }) {
  const say = useWords(zh, en)
  const may = useMay()
  const { day, moment } = useDays()
  const [editing, setEditing] = useState(false)
  const word = say(`life_${row.lifeState ?? 'unknown'}`)
  return (
    <PageFrame
      title={row.name}
      above={<Link to="/people/elders">{say('backToElders')}</Link>}
      lead={
        <span className="yq-bar">
          <StateTag tone={row.lifeState ? lifeTone[row.lifeState] : 'idle'} word={word} />
          <span>{say(`sex_${row.sex}`)}</span>
          <span>{row.age === null ? `${say('age')}${say('unknown')}` : say('ageYears', { n: row.age })}</span>
          <span>{[row.townName, row.divisionName].filter(Boolean).join(' · ')}</span>
          {row.synthetic ? <span className="yq-tag">合成数据</span> : null}
        </span>
      }
      // Masked values must not be saved over clear ones: who may not see them may not edit them here.
      acts={
        may(EditElders.code) && row.clear && !editing ? (
          <Button type="primary" onClick={() => setEditing(true)}>
            {say('edit')}
          </Button>
        ) : null
      }
    >
      <div className="yq-columns-main">
        <div>
          {editing ? (
            <Sheet title={say('edit')}>
              <EditElderForm row={row} onClose={() => setEditing(false)} />
            </Sheet>
          ) : (
            <Sheet title={say('record')} aside={say(row.clear ? 'clear' : 'masked')}>
              <Facts
                unknown={say('notRecorded')}
                rows={[
                  [say('born'), row.birthDay ? day(row.birthDay) : null],
                  [say('idKind'), say(`kind_${row.idKind}`)],
                  [
                    say('id'),
                    row.idNumber ? (
                      <span key="id" className="yq-figures">
                        {row.idNumber}
                      </span>
                    ) : null,
                  ],
                  [
                    say('phone'),
                    row.phone ? (
                      <span key="phone" className="yq-figures">
                        {row.phone}
                      </span>
                    ) : null,
                  ],
                  [say('alone'), say(`alone_${row.livesAlone}`)],
                  [say('site'), row.siteName],
                  [say('address'), row.address],
                  [say('health'), row.healthNotes],
                  [say('origin'), `${say(`origin_${row.origin}`)} · ${say('versionN', { n: row.version })}`],
                  [say('updated'), moment(row.updatedAt)],
                  [
                    say('recordNumber'),
                    <span key="number" className="yq-figures">
                      {row.id}
                    </span>,
                  ],
                ]}
              />
              {row.contacts && row.contacts.length > 0 ? (
                <table className="yq-table yq-contact-table">
                  <caption>{say('contacts')}</caption>
                  <tbody>
                    {row.contacts.map((contact) => (
                      <tr key={`${contact.name}-${contact.phone}`}>
                        <th scope="row">{contact.name}</th>
                        <td>{contact.relation}</td>
                        <td className="yq-figures">{contact.phone}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              ) : null}
              {may(EditElders.code) && !row.clear ? <p className="yq-faint yq-form-note">{say('keepSensitive')}</p> : null}
            </Sheet>
          )}
          <Sheet title={say('history')}>
            <ElderHistory elderId={row.id} />
          </Sheet>
        </div>
        <LifeTimeline elderId={row.id} />
      </div>
    </PageFrame>
  )
}
