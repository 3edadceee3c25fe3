import { type Column, DataList, Empty, useQuery, useNames, usePickers, useSay } from '@yinqiao/kernel/web'
import { ListMeasureRows } from '@yinqiao/plan/contract'
import type { Output } from '@yinqiao/kernel/contract'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { inputOf, type Question, useBoardWords } from './board-words.ts'

// ids of other records say nothing to people; they stand in the export
const isId = (value: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(value)

type Row = Output<typeof ListMeasureRows>['rows'][number]

interface MeasureRowsProps {
  readonly code: string
  readonly title: string
  readonly question: Question
}

/** The rows a number is made of: which count, which repeat, which could not be decided and what they lack; with the hash over all. */
export function MeasureRows({ code, title, question }: MeasureRowsProps) {
  const say = useBoardWords()
  const told = useSay()
  const { unitName: UnitName } = usePickers()
  const townName = useNames().division
  const input = { code, ...inputOf(question) }
  const head = useQuery(ListMeasureRows, { ...input, limit: 1 })
  const facts = (row: Row, ids: boolean) =>
    row.facts.flatMap(({ title: name, value }) => (value === null || (!ids && isId(value)) ? [] : [`${told(name)}：${value}`]))
  const columns: readonly Column<Row>[] = [
    {
      key: 'label',
      title: say('rowLabel'),
      render: (row) => (
        <>
          {row.opens ? <Link to={row.opens}>{row.label ?? row.id}</Link> : (row.label ?? row.id)}
          <div className="yq-faint">{row.source}</div>
        </>
      ),
      text: (row) => row.label ?? row.id,
    },
    { key: 'id', title: 'id', render: () => null, text: (row) => row.id, exportOnly: true },
    { key: 'source', title: say('rowSource'), render: () => null, text: (row) => row.source, exportOnly: true },
    ...(head.data?.result.whole === null
      ? []
      : [
          {
            key: 'side',
            title: say('rowSide'),
            render: (row: Row) => say(`side_${row.side}`),
            text: (row: Row) => say(`side_${row.side}`),
          },
        ]),
    {
      key: 'standing',
      title: say('rowStanding'),
      render: (row) => (
        <span className={`yq-standing yq-standing-${row.standing}`}>
          {say(`standing_${row.standing}`)}
          {row.missing.length > 0 ? <small>{say('missing', { what: row.missing.join('、') })}</small> : null}
        </span>
      ),
      text: (row) =>
        `${say(`standing_${row.standing}`)}${row.missing.length > 0 ? `（${say('missing', { what: row.missing.join('、') })}）` : ''}`,
    },
    {
      key: 'town',
      title: say('rowTown'),
      render: (row) =>
        row.town === null && row.unit !== null ? (
          <UnitName id={row.unit} />
        ) : (
          (townName(row.town) ?? row.town ?? <span className="yq-unknown">{say('unknown')}</span>)
        ),
      text: (row) => townName(row.town) ?? row.town,
    },
    ...(head.data?.rows.some(({ amount }) => amount !== null)
      ? [{ key: 'amount', title: say('rowAmount'), render: (row: Row) => row.amount, text: (row: Row) => row.amount, numeric: true }]
      : []),
    {
      key: 'facts',
      title: say('rowFacts'),
      render: (row) => <span className="yq-row-facts">{facts(row, false).join('　')}</span>,
      text: (row) => facts(row, true).join('; '),
    },
  ]
  return (
    <>
      {head.data ? (
        <p className="yq-faint yq-hash">
          {say('rowsTotal', { n: head.data.total })}{' '}
          <span className="yq-figures">{head.data.hash === null ? say('unknown') : `${head.data.hash.slice(0, 16)}…`}</span>
        </p>
      ) : null}
      {head.data?.total === 0 ? (
        <Empty title={say('noRows')} hint={say('noRowsHint')} />
      ) : (
        <DataList
          name={`measure-rows-${code}`}
          title={title}
          signature={ListMeasureRows}
          input={input}
          columns={columns}
          rowKey={(row) => `${row.side}-${row.id}-${row.version}`}
          pageSize={50}
        />
      )}
    </>
  )
}

/** What was opened: a measure, and for whom. */
export interface Opened {
  readonly code: string
  readonly title: string
  readonly question: Question
}

/** The rows of a number over the page it stands on. */
export function RowsDrawer({ opened, onClose }: { readonly opened: Opened | undefined; readonly onClose: () => void }) {
  const say = useBoardWords()
  return (
    <Drawer
      open={opened !== undefined}
      onClose={onClose}
      size={980}
      destroyOnHidden
      title={opened ? say('rowsOf', { title: opened.title }) : ''}
      extra={opened ? <Link to={`/plan/measures/${opened.code}`}>{say('openMeasure')}</Link> : null}
    >
      {opened ? <MeasureRows {...opened} /> : null}
    </Drawer>
  )
}
