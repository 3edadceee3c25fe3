import { Answer, Facts, PageFrame, Sheet, StateTag, useDays, useMay, useParam, useQuery, useWords } from '@yinqiao/kernel/web'
import { EditParks, GetPark, ParkId } from '@yinqiao/industry/contract'
import { useDivisionName } from '@yinqiao/places/web'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { EditParkForm, MoveStateForm, NewPark } from './ParkForms.tsx'
import { OccupancySheet } from './OccupancySheet.tsx'
import { type ParkDetail, parkTone } from './park-words.ts'
import { SpacesSheet } from './SpacesSheet.tsx'
import { zh } from './zh.ts'
import './industry.css'

/** One park: facts, what was let over a year, zones, units and leases. */
export function ParkScreen() {
  const id = ParkId.parse(useParam('id'))
  const answer = useQuery(GetPark, { id })
  return (
    <Answer of={answer} lines={10}>
      {(park) => <Shown key={park.id} park={park} />}
    </Answer>
  )
}

function Shown({ park }: { readonly park: ParkDetail }) {
  const say = useWords(zh, en)
  const may = useMay()(EditParks.code)
  const { day } = useDays()
  const divisionName = useDivisionName()
  const [form, setForm] = useState<'edit' | 'state' | 'zone' | null>(null)
  const close = () => setForm(null)
  const own = park.divisionCode === null ? null : divisionName(park.divisionCode.slice(0, 9))
  const towns = [
    ...new Set([own, ...park.covers.map(divisionName), ...park.zones.map((zone) => divisionName(zone.divisionCode?.slice(0, 9) ?? null))]),
  ]
  return (
    <PageFrame
      title={park.name}
      above={<Link to="/industry/parks">{say('parks')}</Link>}
      lead={
        <span className="yq-node-marks">
          <StateTag tone={parkTone[park.state]} word={say(`state_${park.state}`)} />
          <span>{say(`kind_${park.kind}`)}</span>
          {park.synthetic ? <span className="yq-tag">{say('synthetic')}</span> : null}
          {park.roles.map((role) => (
            <span key={role} className="yq-tag">
              {say(`role_${role}`)}
            </span>
          ))}
        </span>
      }
      acts={
        may ? (
          <>
            {park.kind === 'zone' ? null : <Button onClick={() => setForm('zone')}>{say('addZone')}</Button>}
            <Button onClick={() => setForm('state')}>{say('moveState')}</Button>
            <Button type="primary" onClick={() => setForm('edit')}>
              {say('edit')}
            </Button>
          </>
        ) : null
      }
    >
      <div className="yq-columns">
        <Sheet>
          <Facts
            unknown={say('unconfirmed')}
            rows={[
              [say('division'), divisionName(park.divisionCode)],
              [say('operator'), park.operatorName],
              [say('openedOn'), park.openedOn === null ? say('notOpened') : day(park.openedOn)],
              [say('towns'), towns.filter((name) => name !== null).join('、')],
              ...(park.parentId === null
                ? []
                : [
                    [
                      say('parent'),
                      <Link key="parent" to={`/industry/parks/${park.parentId}`}>
                        {park.parentName}
                      </Link>,
                    ] as const,
                  ]),
              ...(park.source === null ? [] : [[say('source'), park.source] as const]),
            ]}
          />
          <h2 className="yq-gap-above">{say('states')}</h2>
          <ol className="yq-timeline">
            {park.states.map(({ state, from, lastDay }) => (
              <li key={from}>
                {say(`state_${state}`)}
                <br />
                <time>
                  {day(from)} {lastDay === null ? '' : say('until', { day: day(lastDay) })}
                </time>
              </li>
            ))}
          </ol>
        </Sheet>
        <OccupancySheet park={park} />
      </div>
      {park.zones.length > 0 ? (
        <Sheet title={say('zones')}>
          <ul className="yq-plain">
            {park.zones.map((zone) => (
              <li key={zone.id}>
                <Link to={`/industry/parks/${zone.id}`}>{zone.name}</Link>{' '}
                <StateTag tone={parkTone[zone.state]} word={say(`state_${zone.state}`)} />{' '}
                {divisionName(zone.divisionCode) ?? <span className="yq-unknown">{say('unconfirmed')}</span>}
              </li>
            ))}
          </ul>
        </Sheet>
      ) : null}
      <SpacesSheet park={park} />
      {form === 'edit' ? <EditParkForm park={park} onClose={close} /> : null}
      {form === 'state' ? <MoveStateForm park={park} onClose={close} /> : null}
      {form === 'zone' ? <NewPark parent={park} onClose={close} /> : null}
    </PageFrame>
  )
}
