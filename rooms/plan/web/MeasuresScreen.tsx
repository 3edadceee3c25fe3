import { Answer, csvText, Empty, FilterSelect, PageFrame, saveFile, Sheet, useKept, useQuery, useSay, useViewer } from '@yinqiao/kernel/web'
import { ListMeasures, MeasureState } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { Button, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { inUnit } from '../rules/in-unit.ts'
import { everything, inputOf, type MeasureRow, type Question, useBoardWords, useNumber } from './board-words.ts'
import { MeasureNumber } from './MeasureNumber.tsx'
import { type Opened, RowsDrawer } from './MeasureRows.tsx'
import { ScopeBar } from './ScopeBar.tsx'
import { StateMark } from './StateMark.tsx'
import './board.css'

interface Filter {
  readonly search: string
  readonly state: MeasureState | null
  readonly row: string | null
  readonly archived: boolean
}
const all: Filter = { search: '', state: null, row: null, archived: false }

function passes(measure: MeasureRow, filter: Filter): boolean {
  const words = filter.search.trim().toLowerCase()
  return (
    (filter.state === null || measure.result?.state === filter.state) &&
    (filter.row === null || measure.carries.includes(filter.row)) &&
    (words === '' ||
      [measure.code, measure.title.zh, measure.title.en, ...measure.carries].some((text) => text.toLowerCase().includes(words)))
  )
}

/** Every measure with its number and state; none is typed in. */
export function MeasuresScreen() {
  const say = useBoardWords()
  const told = useSay()
  const number = useNumber()
  const { synthetic } = useViewer()
  const [filter, setFilter] = useKept<Filter>('measures-filter', all)
  const [question, setQuestion] = useKept<Question>('measures-question', everything)
  const [opened, setOpened] = useState<Opened>()
  const { scope, validAt } = inputOf(question)
  const answer = useQuery(ListMeasures, { scope, validAt, archived: filter.archived })
  const set = (part: Partial<Filter>) => setFilter({ ...filter, ...part })
  const save = (rows: readonly MeasureRow[]) =>
    saveFile(
      `${say('measures')}${synthetic ? '（合成数据）' : ''}.csv`,
      csvText([
        ...(synthetic ? [[say('synthetic')]] : []),
        [say('code'), say('title'), say('value'), say('unit'), say('state'), say('rows'), say('carries'), say('disclosure')],
        ...rows.map((row) => [
          row.code,
          told(row.title),
          row.result?.value ? number(inUnit(row.result.value, row.unit)) : '',
          told(row.unit),
          row.result ? say(`s_${row.result.state}`) : '',
          row.result?.rows ?? '',
          row.carries.join(' '),
          row.disclosure,
        ]),
      ]),
    )
  return (
    <PageFrame wide title={say('measures')} lead={say('measuresLead')}>
      <ScopeBar question={question} onChange={setQuestion} />
      <Answer of={answer} lines={12}>
        {({ rows }) => {
          const shown = rows.filter((row) => passes(row, filter))
          return (
            <section className="yq-list">
              <div className="yq-list-bar">
                <span data-search="">
                  <Input
                    className="yq-search"
                    allowClear
                    maxLength={80}
                    aria-label={say('search')}
                    placeholder={say('search')}
                    value={filter.search}
                    onChange={(event) => set({ search: event.target.value })}
                  />
                </span>
                <FilterSelect
                  label={say('state')}
                  any={say('allStates')}
                  value={filter.state}
                  onChange={(state) => set({ state })}
                  options={MeasureState.options.map((value) => ({ value, label: say(`s_${value}`) }))}
                  width={130}
                />
                <Select
                  aria-label={say('carries')}
                  allowClear
                  showSearch
                  placeholder={say('allRows')}
                  value={filter.row}
                  onChange={(row) => set({ row: row ?? null })}
                  options={[...new Set(rows.flatMap(({ carries }) => carries))].toSorted().map((value) => ({ value, label: value }))}
                  style={{ width: 140 }}
                />
                <Segmented
                  value={filter.archived ? 'archived' : 'used'}
                  onChange={(next) => set({ archived: next === 'archived' })}
                  options={[
                    { value: 'used', label: say('inUse') },
                    { value: 'archived', label: say('archivedToo') },
                  ]}
                />
                <span className="yq-list-space" />
                <span className="yq-faint" role="status">
                  {say('shown', { n: shown.length })}
                </span>
                <Button type="text" onClick={() => save(shown)}>
                  {say('exportCsv')}
                </Button>
              </div>
              {shown.length === 0 ? (
                <Empty title={say('noMeasures')} action={<Button onClick={() => setFilter(all)}>{say('allStates')}</Button>} />
              ) : (
                <Rows rows={shown} onOpen={(row) => setOpened({ code: row.code, title: told(row.title), question })} />
              )}
            </section>
          )
        }}
      </Answer>
      {answer.data?.rows.length === 0 ? <Sheet>{say('noMeasures')}</Sheet> : null}
      <RowsDrawer opened={opened} onClose={() => setOpened(undefined)} />
    </PageFrame>
  )
}

function Rows({ rows, onOpen }: { readonly rows: readonly MeasureRow[]; readonly onOpen: (row: MeasureRow) => void }) {
  const say = useBoardWords()
  const told = useSay()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- axe asks for it: scrollable-region-focusable
    <div className="yq-table-box" tabIndex={0} role="region" aria-label={say('measures')}>
      <table className="yq-table">
        <thead>
          <tr>
            <th scope="col">{say('code')}</th>
            <th scope="col">{say('title')}</th>
            <th scope="col">{say('value')}</th>
            <th scope="col">{say('state')}</th>
            <th scope="col">{say('carries')}</th>
            <th scope="col">{say('guard')}</th>
            <th scope="col">{say('disclosure')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code}>
              <td className="yq-figures">{row.code}</td>
              <td>
                <Link to={`/plan/measures/${row.code}`}>{told(row.title)}</Link>
              </td>
              <td>{row.result ? <MeasureNumber result={row.result} onOpen={() => onOpen(row)} /> : null}</td>
              <td>{row.result ? <StateMark state={row.result.state} why={row.result.why} /> : null}</td>
              <td className="yq-figures">{row.carries.join(' ')}</td>
              <td className="yq-figures">{row.guard ? <Link to={`/plan/measures/${row.guard}`}>{row.guard}</Link> : null}</td>
              <td>{row.disclosure}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
