import { Answer, DrillNumber, Sheet, useQuery, useWords } from '@yinqiao/kernel/web'
import { ListDuties } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { en } from './en.ts'
import { zh } from './zh.ts'
import './plan.css'

/** On arrival: how many duties of one's unit wait for an answer. */
export function DutiesPanel() {
  const say = useWords(zh, en)
  const answer = useQuery(ListDuties, { mine: true })
  return (
    <Sheet title={say('panelDuties')} aside={<Link to="/plan/duties">{say('seeAll')}</Link>}>
      <Answer of={answer} lines={1}>
        {({ unit, counts }) =>
          unit ? (
            <div className="yq-counts">
              <span>{unit.name}</span>
              <DrillNumber value={counts.open} label={say('status_open')} to="/plan/duties" />
              <DrillNumber value={counts.accepted} label={say('status_accepted')} to="/plan/duties" />
              <DrillNumber value={counts.disputed} label={say('status_disputed')} to="/plan/duties" />
            </div>
          ) : (
            <p className="yq-faint">{say('noUnit')}</p>
          )
        }
      </Answer>
    </Sheet>
  )
}
