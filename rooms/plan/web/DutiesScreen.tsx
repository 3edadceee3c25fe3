import { Answer, DrillNumber, Empty, PageFrame, Sheet, useKept, useMay, useQuery, useWords } from '@yinqiao/kernel/web'
import { GetDutyPaper, ListDuties } from '@yinqiao/plan/contract'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { decidePlan } from '../contract/permissions.ts'
import { DutySections } from './DutySections.tsx'
import { TransferForm } from './DutyForms.tsx'
import { en } from './en.ts'
import { FileButton } from './FileButton.tsx'
import type { DutyRow } from './plan-words.ts'
import { UnitDuties } from './UnitDuties.tsx'
import { zh } from './zh.ts'
import './plan.css'

const statuses = ['open', 'accepted', 'disputed'] as const

/** What the plan gives to the unit of this post; the working group may look at any unit. */
export function DutiesScreen() {
  const say = useWords(zh, en)
  const may = useMay()
  const [unitId, setUnitId] = useKept<string | null>('duties-unit', null)
  const [status, setStatus] = useKept<DutyRow['status'] | null>('duties-status', null)
  const [transferring, setTransferring] = useState(false)
  const answer = useQuery(ListDuties, unitId ? { unitId } : { mine: true })
  const everyone = useQuery(ListDuties, {})
  const units = (everyone.data?.units ?? []).flatMap((unit) =>
    unit.unitId ? [{ value: unit.unitId, label: `${unit.name}（${say('dutyCount', { n: unit.duties })}）` }] : [],
  )
  return (
    <Answer of={answer} lines={8}>
      {({ unit, rows, counts }) => (
        <PageFrame
          title={unitId === null ? say('duties') : say('dutiesOf', { unit: unit?.name ?? '' })}
          lead={
            <>
              {unit && unitId === null ? `${unit.name} · ` : ''}
              {say('dutiesLead')}
            </>
          }
          acts={
            <>
              <Select
                aria-label={say('pickUnit')}
                allowClear
                showSearch={{ optionFilterProp: 'label' }}
                placeholder={say('pickUnit')}
                value={unitId}
                onChange={(next) => {
                  setUnitId(next ?? null)
                  setStatus(null)
                }}
                // a unit all of whose duties passed on is still the one looked at
                options={
                  unitId && unit && !units.some(({ value }) => value === unitId) ? [{ value: unitId, label: unit.name }, ...units] : units
                }
                style={{ width: 250 }}
              />
              {unit ? (
                <>
                  <FileButton of={GetDutyPaper} input={{ unitId: unit.id, form: 'docx' }} label={say('dutyList')} />
                  <FileButton of={GetDutyPaper} input={{ unitId: unit.id, form: 'ics' }} label={say('dutyCalendar')} />
                </>
              ) : null}
              {may(decidePlan.code) && unit ? <Button onClick={() => setTransferring(true)}>{say('transfer')}</Button> : null}
            </>
          }
        >
          <div className="yq-counts">
            <DrillNumber value={counts.all} label={say('countAll')} pressed={status === null} onOpen={() => setStatus(null)} />
            {statuses.map((each) => (
              <DrillNumber
                key={each}
                value={counts[each]}
                label={say(`status_${each}`)}
                pressed={status === each}
                onOpen={() => setStatus(status === each ? null : each)}
              />
            ))}
          </div>
          {!unit ? (
            <Sheet>
              <Empty title={say('noUnit')} />
            </Sheet>
          ) : rows.length === 0 ? (
            <Sheet>
              <Empty title={say('noDuties')} hint={say('noDutiesHint')} />
            </Sheet>
          ) : (
            <DutySections unitId={unit.id} rows={rows.filter((row) => status === null || row.status === status)} own={unitId === null} />
          )}
          {rows.length === 0 ? <UnitDuties units={everyone.data?.units ?? []} onOpen={setUnitId} /> : null}
          {transferring && unit ? <TransferForm fromUnitId={unit.id} onClose={() => setTransferring(false)} /> : null}
        </PageFrame>
      )}
    </Answer>
  )
}
