import { Sheet, StateTag, useMay, useWords } from '@yinqiao/kernel/web'
import { EditParks } from '@yinqiao/industry/contract'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { LeaseBar } from './LeaseBar.tsx'
import { EndLeaseForm, NewLease, SplitLeaseForm, VoidLeaseForm } from './LeaseForms.tsx'
import { type LeaseShown, leaseTone, type ParkDetail, type SpaceShown } from './park-words.ts'
import { ChangeSpaceForm, NewSpace } from './SpaceForms.tsx'
import { useFigures } from './use-figures.ts'
import { zh } from './zh.ts'

type Act =
  | { readonly kind: 'space' }
  | { readonly kind: 'change' | 'lease'; readonly space: SpaceShown }
  | { readonly kind: 'sublet'; readonly space: SpaceShown; readonly lease: LeaseShown }
  | { readonly kind: 'end' | 'split' | 'void'; readonly lease: LeaseShown }

/** The lettable units of a park with their leases, and what can be done with them. */
export function SpacesSheet({ park }: { readonly park: ParkDetail }) {
  const say = useWords(zh, en)
  const may = useMay()(EditParks.code)
  const { area } = useFigures()
  const [act, setAct] = useState<Act | null>(null)
  const close = () => setAct(null)
  return (
    <Sheet title={say('spaces')} aside={may ? <Button onClick={() => setAct({ kind: 'space' })}>{say('addSpace')}</Button> : null}>
      {park.spaces.length === 0 ? <p className="yq-faint">{say('noSpaces')}</p> : null}
      {park.spaces.map((space) => (
        <section key={space.id} className="yq-space">
          <header>
            <h3>
              {space.building} {space.number} <span className="yq-faint">{space.parkId === park.id ? '' : space.parkName}</span>
            </h3>
            <span className="yq-figures">
              {area(space.slices.at(-1)?.areaDm2 ?? 0)} {say('squareMetres')}
            </span>
            {may ? (
              <span className="yq-bar">
                <Button size="small" onClick={() => setAct({ kind: 'change', space })}>
                  {say('changeSpace')}
                </Button>
                <Button size="small" onClick={() => setAct({ kind: 'lease', space })}>
                  {say('addLease')}
                </Button>
              </span>
            ) : null}
          </header>
          <LeaseBar space={space} />
          {space.leases.length > 0 ? (
            <LeaseTable
              space={space}
              acts={may ? (lease, kind) => setAct(kind === 'sublet' ? { kind, space, lease } : { kind, lease }) : null}
            />
          ) : null}
        </section>
      ))}
      {act?.kind === 'space' ? <NewSpace park={park} onClose={close} /> : null}
      {act?.kind === 'change' ? <ChangeSpaceForm space={act.space} onClose={close} /> : null}
      {act?.kind === 'lease' ? <NewLease space={act.space} parent={null} onClose={close} /> : null}
      {act?.kind === 'sublet' ? <NewLease space={act.space} parent={act.lease} onClose={close} /> : null}
      {act?.kind === 'end' ? <EndLeaseForm lease={act.lease} onClose={close} /> : null}
      {act?.kind === 'split' ? <SplitLeaseForm lease={act.lease} onClose={close} /> : null}
      {act?.kind === 'void' ? <VoidLeaseForm lease={act.lease} onClose={close} /> : null}
    </Sheet>
  )
}

function LeaseTable({
  space,
  acts,
}: {
  readonly space: SpaceShown
  readonly acts: ((lease: LeaseShown, kind: 'end' | 'split' | 'void' | 'sublet') => void) | null
}) {
  const say = useWords(zh, en)
  const { area, yuan } = useFigures()
  // each lease with its sublets behind it
  const ordered = space.leases.flatMap((lease) =>
    lease.parentId === null ? [lease, ...space.leases.filter(({ parentId }) => parentId === lease.id)] : [],
  )
  return (
    <div className="yq-table-box">
      <table className="yq-table">
        <thead>
          <tr>
            <th scope="col">{say('tenant')}</th>
            <th scope="col">{say('contractNumber')}</th>
            <th scope="col">{say('from')}</th>
            <th scope="col">{say('lastDay')}</th>
            <th scope="col" className="yq-numeric">
              {say('area')}
            </th>
            <th scope="col" className="yq-numeric">
              {say('monthlyRent')}
            </th>
            <th scope="col">{say('state')}</th>
            {acts ? (
              <th scope="col">
                <span className="yq-hidden">{say('edit')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {ordered.map((lease) => (
            <tr key={lease.id}>
              <th scope="row">
                {lease.parentId === null ? null : <span className="yq-tag">{say('subletOf')}</span>}{' '}
                <Link to={`/orgs/firms/${lease.firmId}`}>{lease.firmName}</Link>
              </th>
              <td>
                <Link to={`/industry/records/lease/${lease.id}`}>{lease.number ?? say('historyOf')}</Link>
              </td>
              <td className="yq-figures">{lease.from}</td>
              <td className="yq-figures">{lease.lastDay ?? say('longTerm')}</td>
              <td className="yq-numeric yq-figures">{area(lease.areaDm2)}</td>
              <td className="yq-numeric yq-figures">{yuan(lease.monthlyFen) ?? <span className="yq-unknown">{say('unknown')}</span>}</td>
              <td>
                <StateTag
                  tone={leaseTone[lease.state]}
                  word={say(`lease_${lease.state}`)}
                  {...(lease.rentFreeLastDay ? { title: `${say('rentFreeLastDay')} ${lease.rentFreeLastDay}` } : {})}
                />
              </td>
              {acts ? (
                <td>
                  <span className="yq-bar">
                    <Button size="small" onClick={() => acts(lease, 'split')}>
                      {say('splitLease')}
                    </Button>
                    <Button size="small" onClick={() => acts(lease, 'end')}>
                      {say('endLease')}
                    </Button>
                    {lease.parentId === null ? (
                      <Button size="small" onClick={() => acts(lease, 'sublet')}>
                        {say('sublet')}
                      </Button>
                    ) : null}
                    <Button size="small" type="text" onClick={() => acts(lease, 'void')}>
                      {say('voidLease')}
                    </Button>
                  </span>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
