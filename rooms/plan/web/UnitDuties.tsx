import type { Output } from '@yinqiao/kernel/contract'
import { DrillNumber, Sheet, StateTag, useWords } from '@yinqiao/kernel/web'
import type { ListDuties } from '@yinqiao/plan/contract'
import { en } from './en.ts'
import { zh } from './zh.ts'

interface UnitDutiesProps {
  readonly units: Output<typeof ListDuties>['units']
  readonly onOpen: (unitId: string) => void
}

/** Every unit the plan names with the number of its duties; wordings that fit no unit are shown, for somebody must settle them. */
export function UnitDuties({ units, onOpen }: UnitDutiesProps) {
  const say = useWords(zh, en)
  if (units.length === 0) return null
  return (
    <Sheet title={say('everyUnit')} aside={say('dutyCount', { n: units.length })}>
      <ul className="yq-unit-duties">
        {units.map((unit) => (
          <li key={unit.unitId ?? unit.name}>
            {unit.unitId ? (
              <DrillNumber value={unit.duties} label={unit.name} onOpen={() => onOpen(unit.unitId ?? '')} />
            ) : (
              <span>
                {unit.duties} {unit.name} <StateTag tone="due" word={say('unitUnmatched')} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
