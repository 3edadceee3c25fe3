import {
  Answer,
  csvText,
  Empty,
  PageFrame,
  saveFile,
  todayHere,
  useKept,
  useMay,
  useNames,
  usePickers,
  useQuery,
  useSay,
  useViewer,
  useWords,
} from '@yinqiao/kernel/web'
import { writeMoney } from '@yinqiao/records/web'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Segmented } from 'antd'
import { ListProjects } from '../contract/index.ts'
import type { ProjectKind } from '../contract/project-kind.ts'
import { AmountLine } from './AmountLine.tsx'
import { Board } from './Board.tsx'
import { en } from './en.ts'
import type { BoardLink } from './project-screens.ts'
import type { ProjectRow } from './project-row.ts'
import { ProjectTable } from './ProjectTable.tsx'
import { StageChart } from './StageChart.tsx'
import { stageTitle } from './stage-path.ts'
import { zh } from './zh.ts'
import './projects.css'

interface Filter {
  readonly divisionCode: string | null
  readonly stalledOnly: boolean
  readonly as: 'board' | 'table' | 'chart'
  /** A stage picked in the chart; undefined: all, null: none entered yet. */
  readonly stage?: string | null
}
const all: Filter = { divisionCode: null, stalledOnly: false, as: 'board' }

/** All works of a kind: as a board by stage, or as a table; both of the same rows. */
export function BoardScreen({ kind, links }: { readonly kind: ProjectKind; readonly links: readonly BoardLink[] }) {
  const may = useMay()
  const say = useWords(zh, en)
  const title = useSay()
  const navigate = useNavigate()
  const { role, synthetic } = useViewer()
  const { division: DivisionField } = usePickers()
  const { division: divisionName } = useNames()
  const [filter, setFilter] = useKept<Filter>(`board-${kind.record.code}`, all)
  const answer = useQuery(ListProjects, {
    kind: kind.record.code,
    divisionCode: filter.divisionCode,
    stalledOnly: filter.stalledOnly || null,
  })
  const path = `/records/${kind.record.code}`
  const save = (rows: readonly ProjectRow[]) => {
    const heads = [
      say('title'),
      say('place'),
      say('stage'),
      say('onDay'),
      say('days'),
      say('state'),
      ...kind.amounts.map((sort) => say('wan', { title: title(sort.title) })),
      say('synthetic'),
    ]
    const lines = rows.map((row) => [
      row.title,
      divisionName(row.divisionCode),
      row.stage === null ? null : title(stageTitle(kind, row.stage)),
      row.since,
      row.days,
      row.stalled ? say('stalled') : null,
      ...kind.amounts.map(({ code }) => (row.sums[code] === undefined ? null : writeMoney(row.sums[code], 'wan'))),
      row.synthetic ? zh.synthetic : null,
    ])
    saveFile(`${title(kind.record.title)}${synthetic ? '（合成数据）' : ''}-${todayHere()}.csv`, csvText([heads, ...lines]))
  }
  return (
    <PageFrame
      title={title(kind.record.title)}
      lead={kind.record.about ? title(kind.record.about) : say('boardLead')}
      wide
      acts={
        <>
          {links
            .filter(({ permission }) => may(permission))
            .map((link) => (
              <Button key={link.to} onClick={() => void navigate({ to: link.to })}>
                {title(link.title)}
              </Button>
            ))}
          <Button onClick={() => void navigate({ to: path })}>{say('register')}</Button>
          {kind.record.rights.write.includes(role) ? (
            <Button type="primary" onClick={() => void navigate({ to: `${path}/new` })}>
              {say('add')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="yq-bar yq-board-bar">
        <Segmented<Filter['as']>
          aria-label={say('view')}
          value={filter.as}
          onChange={(as) => setFilter({ ...filter, as })}
          options={[
            { value: 'board', label: say('asBoard') },
            { value: 'table', label: say('asTable') },
            { value: 'chart', label: say('asChart') },
          ]}
        />
        <DivisionField filter value={filter.divisionCode} onChange={(divisionCode) => setFilter({ ...filter, divisionCode })} />
        <Checkbox checked={filter.stalledOnly} onChange={(event) => setFilter({ ...filter, stalledOnly: event.target.checked })}>
          {say('stalledOnly')}
        </Checkbox>
        {filter.stage === undefined ? null : (
          <span className="yq-tag">
            {say('onlyStage', { stage: filter.stage === null ? say('notBegun') : title(stageTitle(kind, filter.stage)) })}
          </span>
        )}
        {filter.divisionCode !== null || filter.stalledOnly || filter.stage !== undefined ? (
          <Button type="text" onClick={() => setFilter({ ...all, as: filter.as })}>
            {say('clear')}
          </Button>
        ) : null}
        <span className="yq-list-space" />
        <Button type="text" disabled={!answer.data} onClick={() => save(answer.data?.rows ?? [])}>
          {say('export')}
        </Button>
      </div>
      <Answer of={answer} lines={8}>
        {({ rows: found }) => {
          const rows = filter.stage === undefined ? found : found.filter(({ stage }) => stage === filter.stage)
          return rows.length === 0 ? (
            <Empty title={say('empty')} action={<Link to={path}>{say('register')}</Link>} />
          ) : (
            <>
              <AmountLine kind={kind} rows={rows} onOpen={() => setFilter({ ...filter, as: 'table' })} />
              {filter.as === 'board' ? (
                <Board kind={kind} rows={rows} />
              ) : filter.as === 'table' ? (
                <ProjectTable kind={kind} rows={rows} />
              ) : (
                <StageChart kind={kind} rows={found} onPick={(stage) => setFilter({ ...filter, as: 'table', stage })} />
              )}
            </>
          )
        }}
      </Answer>
    </PageFrame>
  )
}
