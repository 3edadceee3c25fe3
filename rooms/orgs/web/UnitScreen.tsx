import type { Output } from '@yinqiao/kernel/contract'
import { Answer, Facts, PageFrame, Sheet, StateTag, useDays, useMay, useParam, useQuery, useWords } from '@yinqiao/kernel/web'
import { EditUnits, GetUnit, UnitId } from '@yinqiao/orgs/contract'
import { useDivisionName } from '@yinqiao/places/web'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { AliasForm, MergeForm, RenameForm } from './UnitForms.tsx'
import { zh } from './zh.ts'
import './orgs.css'

type Unit = Output<typeof GetUnit>

/** One unit: names it bore, wordings that stand for it, and how it changed. */
export function UnitScreen() {
  const id = UnitId.parse(useParam('id'))
  const answer = useQuery(GetUnit, { id })
  return (
    <Answer of={answer} lines={8}>
      {(unit) => <Shown unit={unit} />}
    </Answer>
  )
}

function Shown({ unit }: { readonly unit: Unit }) {
  const say = useWords(zh, en)
  const may = useMay()
  const { day } = useDays()
  const divisionName = useDivisionName()
  const [form, setForm] = useState<'alias' | 'rename' | 'merge'>()
  const close = () => setForm(undefined)
  return (
    <PageFrame
      title={unit.name}
      above={<Link to="/orgs/units">{say('backToUnits')}</Link>}
      lead={<StateTag tone={unit.state === 'ended' ? 'idle' : 'good'} word={say(`ustate_${unit.state}`)} />}
      acts={
        may(EditUnits.code) && unit.state !== 'ended' ? (
          <>
            <Button onClick={() => setForm('merge')}>{say('merge')}</Button>
            <Button onClick={() => setForm('rename')}>{say('rename')}</Button>
            <Button type="primary" onClick={() => setForm('alias')}>
              {say('addAlias')}
            </Button>
          </>
        ) : null
      }
    >
      <Sheet>
        <Facts
          unknown={say('unknown')}
          rows={[
            [say('unitKind'), say(`ukind_${unit.kind}`)],
            [
              say('code'),
              <span key="code" className="yq-figures">
                {unit.code}
              </span>,
            ],
            [say('division'), divisionName(unit.divisionCode)],
            [say('source'), unit.source],
          ]}
        />
      </Sheet>
      <div className="yq-columns">
        <Sheet title={say('aliases')} aside={say('count', { n: unit.aliases.length })}>
          <ul className="yq-plain">
            {unit.aliases.map(({ alias, kind, source }) => (
              <li key={alias}>
                {alias} <span className="yq-tag">{say(`akind_${kind}`)}</span> <span className="yq-faint">{source}</span>
              </li>
            ))}
          </ul>
        </Sheet>
        <Sheet title={say('transfers')}>
          {unit.transfers.length === 0 && unit.names.length <= 1 ? (
            <p className="yq-faint">{say('noTransfers')}</p>
          ) : (
            <ol className="yq-timeline">
              {unit.names.map(({ name, validFrom, validTo }) => (
                <li key={`${name}-${validFrom}`}>
                  {name} <br />
                  <time>
                    {say('since', { day: day(validFrom) })} {validTo ? say('until', { day: day(validTo) }) : say('now')}
                  </time>
                </li>
              ))}
              {unit.transfers.map((each) => (
                <li key={`${each.kind}-${each.on}-${each.fromUnitId}`}>
                  {each.fromName} {say(`transfer_${each.kind}`, { to: each.toName ?? '' })}{' '}
                  {each.toUnitId && each.toUnitId !== unit.id ? <Link to={`/orgs/units/${each.toUnitId}`}>{each.toName}</Link> : null}
                  <br />
                  <time>{day(each.on)}</time>{' '}
                  <span className="yq-faint">
                    {say('basis')}：{each.basis}
                  </span>
                </li>
              ))}
            </ol>
          )}
        </Sheet>
      </div>
      {form === 'alias' ? <AliasForm unit={unit} onClose={close} /> : null}
      {form === 'rename' ? <RenameForm unit={unit} onClose={close} /> : null}
      {form === 'merge' ? <MergeForm unit={unit} onClose={close} /> : null}
    </PageFrame>
  )
}
