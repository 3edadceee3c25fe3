import { Answer, DrillNumber, Empty, PageFrame, Sheet, useKept, useQuery } from '@yinqiao/kernel/web'
import { ListDecisions } from '@yinqiao/plan/contract'
import { Link, useParams } from '@tanstack/react-router'
import { Checkbox } from 'antd'
import { DecisionTable } from './DecisionTable.tsx'
import { type DecisionRow, useMeetingWords, useOwnUnit } from './meeting-words.ts'
import './plan.css'

/** Decisions of all meetings, the late ones first; with an id in the path, that one alone. */
export function DecisionsScreen() {
  const { say, decision } = useMeetingWords()
  const unitId = useOwnUnit()
  const { id }: { id?: string } = useParams({ strict: false })
  const [state, setState] = useKept<DecisionRow['state'] | null>('decisions-state', null)
  const [mine, setMine] = useKept('decisions-mine', false)
  const answer = useQuery(ListDecisions, { mine: id === undefined && mine && unitId !== null })
  return (
    <PageFrame title={say('decisions')} lead={say('decisionsLead')} above={<Link to="/plan/meetings">{say('meetings')}</Link>}>
      <Answer of={answer} lines={8}>
        {({ rows, counts }) => {
          const shown = rows.filter((row) => (id === undefined ? state === null || row.state === state : row.id === id))
          return (
            <>
              {id === undefined ? (
                <div className="yq-counts">
                  <DrillNumber value={rows.length} label={say('all')} pressed={state === null} onOpen={() => setState(null)} />
                  {(
                    [
                      ['late', counts.late],
                      ['open', counts.open],
                      ['done', counts.done],
                      ['done-late', counts.doneLate],
                    ] as const
                  ).map(([each, count]) => (
                    <DrillNumber
                      key={each}
                      value={count}
                      label={decision(each)}
                      pressed={state === each}
                      onOpen={() => setState(state === each ? null : each)}
                    />
                  ))}
                  {unitId === null ? null : (
                    <Checkbox checked={mine} onChange={(event) => setMine(event.target.checked)}>
                      {say('mine')}
                    </Checkbox>
                  )}
                </div>
              ) : (
                <p className="yq-form-note">
                  <Link to="/plan/decisions">{say('showAll')}</Link>
                </p>
              )}
              <Sheet flush={shown.length > 0}>
                {shown.length === 0 ? <Empty title={say('noDecisions')} /> : <DecisionTable rows={shown} withMeeting />}
              </Sheet>
            </>
          )
        }}
      </Answer>
    </PageFrame>
  )
}
