import { Answer, DrillNumber, Sheet, useQuery, useWords } from '@yinqiao/kernel/web'
import { ListCover } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { en } from './en.ts'
import { zh } from './zh.ts'
import './plan.css'
import './cover.css'

/** On arrival: how much of the plan is measured. */
export function CoverPanel() {
  const say = useWords(zh, en)
  const answer = useQuery(ListCover, {})
  return (
    <Sheet title={say('panelCover')} aside={<Link to="/plan/cover">{say('seeAll')}</Link>}>
      <Answer of={answer} lines={1}>
        {({ counts }) => (
          <>
            <div className="yq-counts">
              <DrillNumber value={counts.bound} label={say('bound')} to="/plan/cover" />
              <DrillNumber value={counts.noteOnly} label={say('note-only')} to="/plan/cover" />
              <DrillNumber value={counts.uncovered} label={say('uncovered')} to="/plan/cover" />
            </div>
            <div className="yq-sum-line" aria-hidden="true">
              <span className="yq-sum-bound" style={{ flexGrow: counts.bound }} />
              <span className="yq-sum-note-only" style={{ flexGrow: counts.noteOnly }} />
              <span className="yq-sum-uncovered" style={{ flexGrow: counts.uncovered }} />
            </div>
          </>
        )}
      </Answer>
    </Sheet>
  )
}
