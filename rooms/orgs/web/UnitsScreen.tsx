import type { Output } from '@yinqiao/kernel/contract'
import { DayField, Answer, Empty, PageFrame, Sheet, StateTag, useDays, useKept, useMay, useQuery, useWords } from '@yinqiao/kernel/web'
import { EditUnits, ListUnits, UnitKind } from '@yinqiao/orgs/contract'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { en } from './en.ts'
import { NewUnit } from './UnitForms.tsx'
import { zh } from './zh.ts'
import './orgs.css'

type Unit = Output<typeof ListUnits>['units'][number]

/** Whether a text stands for this unit: present and earlier names, aliases. */
function matches(unit: Unit, text: string): boolean {
  return [unit.name, unit.code, ...unit.aliases.map(({ alias }) => alias), ...unit.names.map(({ name }) => name)].some((word) =>
    word.includes(text),
  )
}

/** The units as the plan names them, by kind, as they stood on a day. */
export function UnitsScreen() {
  const say = useWords(zh, en)
  const may = useMay()
  const { day } = useDays()
  const [search, setSearch] = useKept('units-search', '')
  const [on, setOn] = useKept('units-on', '')
  const [adding, setAdding] = useState(false)
  const answer = useQuery(ListUnits, { on: on || null })
  const groups = useMemo(() => {
    const found = (answer.data?.units ?? []).filter((unit) => search === '' || matches(unit, search))
    return UnitKind.options
      .map((kind) => ({ kind, units: found.filter((unit) => unit.kind === kind) }))
      .filter(({ units }) => units.length > 0)
  }, [answer.data, search])
  return (
    <PageFrame
      title={say('units')}
      lead={say('unitsLead')}
      acts={
        may(EditUnits.code) ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('addUnit')}
          </Button>
        ) : null
      }
    >
      <div className="yq-bar yq-form-note">
        <span data-search="">
          <Input
            className="yq-search"
            allowClear
            aria-label={say('searchUnit')}
            placeholder={say('searchUnit')}
            value={search}
            onChange={(event) => setSearch(event.target.value.trim())}
            maxLength={100}
          />
        </span>
        <label className="yq-bar">
          {say('on')} <DayField filter value={on} onChange={setOn} />
        </label>
      </div>
      <Answer of={answer} lines={10}>
        {({ units }) =>
          groups.length === 0 ? (
            <Empty {...(units.length === 0 ? { title: say('noUnits') } : {})} />
          ) : (
            groups.map(({ kind, units: own }) => (
              <Sheet key={kind} title={say(`ukind_${kind}`)} aside={say('count', { n: own.length })}>
                <ul className="yq-unit-list">
                  {own.map((unit) => (
                    <li key={unit.id}>
                      <Link to={`/orgs/units/${unit.id}`}>{unit.name}</Link>{' '}
                      {unit.state === 'ended' ? (
                        <StateTag tone="idle" word={say('ustate_ended')} title={unit.validTo ? day(unit.validTo) : ''} />
                      ) : null}
                      {unit.aliases.length > 0 ? <p>{unit.aliases.map(({ alias }) => alias).join('、')}</p> : null}
                    </li>
                  ))}
                </ul>
              </Sheet>
            ))
          )
        }
      </Answer>
      {adding ? <NewUnit onClose={() => setAdding(false)} /> : null}
    </PageFrame>
  )
}
