import type { Output } from '@yinqiao/kernel/contract'
import {
  Answer,
  Chart,
  csvText,
  DayField,
  DrillNumber,
  Empty,
  FilterSelect,
  PageFrame,
  saveFile,
  Sheet,
  todayHere,
  useKept,
  useQuery,
  useSay,
  useViewer,
} from '@yinqiao/kernel/web'
import { ListBurden } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useBoardWords } from './board-words.ts'
import './board.css'

type Line = Output<typeof ListBurden>['rows'][number]

const sum = (lines: readonly Line[]) => lines.reduce((total, { fields }) => total + fields, 0)

/** Groups lines by a name, greatest first. */
function grouped(lines: readonly Line[], name: (line: Line) => string) {
  return [...Map.groupBy(lines, name)].map(([title, own]) => ({ title, fields: sum(own) })).toSorted((a, b) => b.fields - a.fields)
}

/** Every month of a stretch, also those in which nobody typed: a month without typing is nought, for every typing is on record. */
function monthsOf(from: string, to: string): readonly string[] {
  const months: string[] = []
  let [year = 0, month = 1] = from.split('-').map(Number)
  const last = to.slice(0, 7)
  while (months.length < 120) {
    const name = `${year}-${String(month).padStart(2, '0')}`
    if (name > last) break
    months.push(name)
    if (month === 12) year += 1
    month = (month % 12) + 1
  }
  return months
}

/** How much people type by hand, by unit and month; the trend is itself a measure. */
export function BurdenScreen() {
  const say = useBoardWords()
  const told = useSay()
  const { synthetic } = useViewer()
  const today = todayHere()
  const [span, setSpan] = useKept('burden-span', { from: `${Number(today.slice(0, 4)) - 1}${today.slice(4, 7)}-01`, to: today })
  const [unit, setUnit] = useKept<string | null>('burden-unit', null)
  const [kind, setKind] = useKept<string | null>('burden-kind', null)
  const answer = useQuery(ListBurden, span)
  const nameUnit = (line: Line) => line.unitName ?? say('noUnit')
  const save = (lines: readonly Line[]) =>
    saveFile(
      `${say('burden')}${synthetic ? '（合成数据）' : ''}.csv`,
      csvText([
        ...(synthetic ? [[say('synthetic')]] : []),
        [say('month'), say('unit'), say('kind'), say('fields'), say('versionsN')],
        ...lines.map((line) => [line.month, nameUnit(line), told(line.title), line.fields, line.entries]),
      ]),
    )
  return (
    <PageFrame
      title={say('burden')}
      lead={say('burdenLead')}
      acts={
        <>
          <Link to="/records/overlaps">{say('overlaps')}</Link>
          <Link to="/plan/measures/burden.fields">{say('openMeasure')}</Link>
        </>
      }
    >
      <Answer of={answer} lines={10}>
        {({ rows }) => {
          const lines = rows.filter((line) => (unit === null || nameUnit(line) === unit) && (kind === null || line.kind === kind))
          const months = monthsOf(span.from, span.to).map((month) => ({
            month,
            fields: sum(lines.filter((line) => line.month === month)),
          }))
          const kinds = [...new Map(rows.map((line) => [line.kind, told(line.title)]))]
          return (
            <>
              <div className="yq-scope">
                <label>
                  {say('from')}
                  <DayField
                    filter
                    aria-label={say('from')}
                    value={span.from}
                    onChange={(from) => from && setSpan({ ...span, from })}
                    style={{ width: 128 }}
                  />
                </label>
                <label>
                  {say('to')}
                  <DayField
                    filter
                    aria-label={say('to')}
                    value={span.to}
                    onChange={(to) => to && setSpan({ ...span, to })}
                    style={{ width: 128 }}
                  />
                </label>
                <FilterSelect
                  label={say('unit')}
                  any={say('unit')}
                  value={unit}
                  onChange={setUnit}
                  options={[...new Set(rows.map(nameUnit))].map((value) => ({ value, label: value }))}
                  width={200}
                />
                <FilterSelect
                  label={say('kind')}
                  any={say('kind')}
                  value={kind}
                  onChange={setKind}
                  options={kinds.map(([value, label]) => ({ value, label }))}
                  width={200}
                />
                <span className="yq-list-space" />
                <DrillNumber value={sum(lines)} unit={say('lines')} label={say('burdenTotal')} to="/plan/measures/burden.fields" />
              </div>
              {rows.length === 0 ? (
                <Sheet>
                  <Empty title={say('noBurden')} hint={say('noBurdenHint')} />
                </Sheet>
              ) : (
                <>
                  <Sheet>
                    <Chart
                      title={say('burdenMonths')}
                      kind="bar"
                      rows={months}
                      label={(row) => row.month}
                      labelTitle={say('month')}
                      unit={say('lines')}
                      synthetic={synthetic}
                      series={[{ key: 'fields', title: say('fields'), value: (row) => row.fields }]}
                      height={230}
                    />
                  </Sheet>
                  <div className="yq-columns">
                    <Sheet>
                      <Lying title={say('burdenUnits')} head={say('unit')} rows={grouped(lines, nameUnit)} onPick={setUnit} />
                    </Sheet>
                    <Sheet>
                      <Lying
                        title={say('burdenKinds')}
                        head={say('kind')}
                        rows={grouped(lines, (line) => told(line.title))}
                        onPick={(title) => setKind(kinds.find(([, label]) => label === title)?.[0] ?? null)}
                      />
                    </Sheet>
                  </div>
                  <Lines lines={lines} nameUnit={nameUnit} onSave={() => save(lines)} />
                </>
              )}
            </>
          )
        }}
      </Answer>
    </PageFrame>
  )
}

interface LyingProps {
  readonly title: string
  readonly head: string
  readonly rows: readonly { readonly title: string; readonly fields: number }[]
  readonly onPick: (title: string) => void
}

function Lying({ title, head, rows, onPick }: LyingProps) {
  const say = useBoardWords()
  const { synthetic } = useViewer()
  return (
    <Chart
      title={title}
      kind="lying"
      rows={rows.slice(0, 15)}
      label={(row) => row.title}
      labelTitle={head}
      unit={say('lines')}
      synthetic={synthetic}
      series={[{ key: 'fields', title: say('fields'), value: (row) => row.fields }]}
      onPick={(row) => onPick(row.title)}
      height={Math.max(140, Math.min(15, rows.length) * 28 + 50)}
    />
  )
}

function Lines({
  lines,
  nameUnit,
  onSave,
}: {
  readonly lines: readonly Line[]
  readonly nameUnit: (line: Line) => string
  readonly onSave: () => void
}) {
  const say = useBoardWords()
  const told = useSay()
  return (
    <section className="yq-list">
      <div className="yq-list-bar">
        <span className="yq-faint">{say('shown', { n: lines.length })}</span>
        <span className="yq-list-space" />
        <Button type="text" onClick={onSave}>
          {say('exportCsv')}
        </Button>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- axe asks for it: scrollable-region-focusable */}
      <div className="yq-table-box" tabIndex={0} role="region" aria-label={say('burden')}>
        <table className="yq-table">
          <thead>
            <tr>
              <th scope="col">{say('month')}</th>
              <th scope="col">{say('unit')}</th>
              <th scope="col">{say('kind')}</th>
              <th scope="col" className="yq-numeric">
                {say('fields')}
              </th>
              <th scope="col" className="yq-numeric">
                {say('versionsN')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.month}-${line.unitId ?? ''}-${line.kind}`}>
                <td className="yq-figures">{line.month}</td>
                <td>{nameUnit(line)}</td>
                <td>
                  <Link to={`/records/${line.kind}`}>{told(line.title)}</Link>
                </td>
                <td className="yq-numeric">{line.fields}</td>
                <td className="yq-numeric">{line.entries}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
