import {
  Answer,
  csvText,
  DrillNumber,
  Empty,
  PageFrame,
  saveFile,
  Sheet,
  StateTag,
  useKept,
  useQuery,
  useViewer,
  useWords,
} from '@yinqiao/kernel/web'
import { ListCover } from '@yinqiao/plan/contract'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useMemo } from 'react'
import { CoverDrawer } from './CoverDrawer.tsx'
import { CoverWall } from './CoverWall.tsx'
import { en } from './en.ts'
import { type Cover, type CoverLine, coverTone } from './plan-words.ts'
import { zh } from './zh.ts'
import './plan.css'
import './cover.css'

interface Filter {
  readonly search: string
  readonly section: string | null
  readonly state: CoverLine['state'] | null
  readonly unit: string | null
  readonly noUnit: boolean
  readonly anchored: boolean
}
const all: Filter = { search: '', section: null, state: null, unit: null, noUnit: false, anchored: false }
const states = ['bound', 'note-only', 'uncovered'] as const

/** Whether a row passes; the same test makes the list, the numbers and the tiles, so that they cannot differ. */
function passes(row: CoverLine, filter: Filter): boolean {
  return (
    (filter.section === null || row.section === filter.section) &&
    (filter.state === null || row.state === filter.state) &&
    (filter.unit === null || row.units.includes(filter.unit)) &&
    (!filter.noUnit || row.units.length === 0) &&
    (!filter.anchored || row.spans.length > 0) &&
    (filter.search === '' ||
      [row.code, row.name, row.capability.zh, row.capability.en].some((words) => words.toLowerCase().includes(filter.search.toLowerCase())))
  )
}

/** What of the plan is measured, what is not and why, and what nobody has taken up yet. */
export function CoverScreen() {
  const answer = useQuery(ListCover, {})
  return (
    <Answer of={answer} lines={12}>
      {(cover) => (cover.counts.all === 0 ? <NoRows /> : <Shown cover={cover} />)}
    </Answer>
  )
}

/** A plan may be in force before anybody has taken it apart. */
function NoRows() {
  const say = useWords(zh, en)
  return (
    <PageFrame title={say('cover')}>
      <Sheet>
        <Empty title={say('noRows')} hint={say('noRowsHint')} />
      </Sheet>
    </PageFrame>
  )
}

function Shown({ cover }: { readonly cover: Cover }) {
  const say = useWords(zh, en)
  const viewer = useViewer()
  const navigate = useNavigate()
  const [filter, setFilter] = useKept<Filter>('cover', all)
  const code = useRouterState({ select: (state) => state.location.hash })
  const open = (next: string) =>
    void navigate({ to: '/plan/cover', hash: next, replace: true, resetScroll: false, hashScrollIntoView: false })
  const shown = useMemo(() => cover.rows.filter((row) => passes(row, filter)), [cover.rows, filter])
  const shownCodes = useMemo(() => new Set(shown.map((row) => row.code)), [shown])
  const { counts } = cover
  const count = { bound: counts.bound, 'note-only': counts.noteOnly, uncovered: counts.uncovered }
  const set = (part: Partial<Filter>) => setFilter({ ...filter, ...part })
  const filtered = JSON.stringify(filter) !== JSON.stringify(all)
  const save = () => {
    const heads = [say('code'), say('section'), say('indicator'), say('state'), say('units'), say('measures'), say('note')]
    const lines = shown.map((row) => [
      row.code,
      row.section,
      row.name,
      say(row.state),
      row.units.join('、'),
      row.measures.join(' '),
      row.note,
    ])
    saveFile(`${say('cover')}${viewer.synthetic ? '（合成数据）' : ''}.csv`, csvText([heads, ...lines]))
  }
  return (
    <PageFrame title={say('cover')} lead={say('coverLead', { n: counts.all })}>
      <Sheet>
        <div className="yq-sum">
          {states.map((state) => (
            <span key={state} className="yq-bar">
              <StateTag tone={coverTone[state]} word="" />
              <DrillNumber
                value={count[state]}
                label={say(state)}
                pressed={filter.state === state}
                onOpen={() => set({ state: filter.state === state ? null : state })}
              />
            </span>
          ))}
          <span className="yq-list-space" />
          <DrillNumber
            value={counts.withoutUnit}
            label={say('noUnits')}
            pressed={filter.noUnit}
            onOpen={() => set({ noUnit: !filter.noUnit })}
          />
        </div>
        <div className="yq-sum-line" aria-hidden="true">
          {states.map((state) => (
            <span key={state} className={`yq-sum-${state}`} style={{ flexGrow: count[state] }} />
          ))}
        </div>
        <p className="yq-bar yq-faint">
          <span>{say('sum', { a: counts.bound, b: counts.noteOnly, c: counts.uncovered, n: counts.all })}</span>
          <button type="button" className="yq-link" aria-pressed={filter.anchored} onClick={() => set({ anchored: !filter.anchored })}>
            {say('anchored', { n: counts.anchored })}
          </button>
        </p>
      </Sheet>
      <Sheet aside={say('wallHint')}>
        <CoverWall sections={cover.sections} rows={cover.rows} shown={shownCodes} onOpen={open} />
      </Sheet>
      <section className="yq-list">
        <div className="yq-list-bar">
          <span data-search="">
            <Input
              className="yq-search"
              allowClear
              maxLength={80}
              aria-label={say('searchRows')}
              placeholder={say('searchRows')}
              value={filter.search}
              onChange={(event) => set({ search: event.target.value })}
            />
          </span>
          <Select
            aria-label={say('section')}
            allowClear
            showSearch
            placeholder={say('anySection')}
            value={filter.section}
            onChange={(section) => set({ section: section ?? null })}
            options={cover.sections.map((value) => ({ value, label: value }))}
            style={{ width: 170 }}
          />
          <Select
            aria-label={say('state')}
            allowClear
            placeholder={say('anyState')}
            value={filter.state}
            onChange={(state) => set({ state: state ?? null })}
            options={states.map((value) => ({ value, label: say(value) }))}
            style={{ width: 130 }}
          />
          <Select
            aria-label={say('units')}
            allowClear
            showSearch
            placeholder={say('anyUnit')}
            value={filter.unit}
            onChange={(unit) => set({ unit: unit ?? null })}
            options={cover.units.map((value) => ({ value, label: value }))}
            style={{ width: 170 }}
          />
          {filtered ? (
            <Button type="text" onClick={() => setFilter(all)}>
              {say('clear')}
            </Button>
          ) : null}
          <span className="yq-list-space" />
          <span className="yq-faint" role="status">
            {say('shown', { n: shown.length })}
          </span>
          <Button type="text" onClick={save}>
            {say('exportCsv')}
          </Button>
        </div>
        {shown.length === 0 ? (
          <Empty action={<Button onClick={() => setFilter(all)}>{say('clear')}</Button>} />
        ) : (
          <Lines rows={shown} open={open} chosen={code} />
        )}
      </section>
      <CoverDrawer row={cover.rows.find((row) => row.code === code)} onClose={() => open('')} />
    </PageFrame>
  )
}

function Lines({
  rows,
  open,
  chosen,
}: {
  readonly rows: readonly CoverLine[]
  readonly open: (code: string) => void
  readonly chosen: string
}) {
  const say = useWords(zh, en)
  return (
    <div className="yq-table-box">
      <table className="yq-table">
        <thead>
          <tr>
            <th scope="col">{say('code')}</th>
            <th scope="col">{say('indicator')}</th>
            <th scope="col">{say('section')}</th>
            <th scope="col">{say('units')}</th>
            <th scope="col">{say('state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code} className={row.code === chosen ? 'yq-row-chosen' : undefined}>
              <td className="yq-figures">{row.code}</td>
              <td>
                <button type="button" className="yq-link" onClick={() => open(row.code)}>
                  {row.name}
                </button>
              </td>
              <td>{row.section}</td>
              <td>{row.units.length > 0 ? row.units.join('、') : <span className="yq-unknown">{say('noUnits')}</span>}</td>
              <td>
                <StateTag tone={coverTone[row.state]} word={say(row.state)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
