import { StateTag, useNames, useSay, useWords } from '@yinqiao/kernel/web'
import { showWan } from '@yinqiao/records/web'
import { Link } from '@tanstack/react-router'
import type { ProjectKind } from '../contract/project-kind.ts'
import type { ProjectRow } from './project-row.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Works as cards in columns by stage. Every card is a link, every column a list: Tab walks the board. */
export function Board({ kind, rows }: { readonly kind: ProjectKind; readonly rows: readonly ProjectRow[] }) {
  const say = useWords(zh, en)
  const title = useSay()
  const columns = [
    { code: null, title: say('notBegun') },
    ...kind.stages.map((stage) => ({ code: stage.code, title: title(stage.title) })),
    ...kind.aside.map((stage) => ({ code: stage.code, title: title(stage.title) })),
  ]
    .map((column) => ({ ...column, cards: rows.filter(({ stage }) => stage === column.code) }))
    // the path is always drawn whole; what is aside of it only where something stands there
    .filter(({ code, cards }) => cards.length > 0 || kind.stages.some((stage) => stage.code === code))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- axe asks for it: scrollable-region-focusable
    <div className="yq-board" tabIndex={0} role="region" aria-label={title(kind.record.title)}>
      {columns.map(({ code, title: name, cards }) => (
        <section key={code ?? ''} className={cards.length === 0 ? 'yq-board-column yq-board-none' : 'yq-board-column'}>
          <h2>
            {name} <span className="yq-faint">{say('count', { n: cards.length })}</span>
          </h2>
          <ul>
            {cards.map((row) => (
              <li key={row.id}>
                <Card kind={kind} row={row} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Card({ kind, row }: { readonly kind: ProjectKind; readonly row: ProjectRow }) {
  const say = useWords(zh, en)
  const title = useSay()
  const { division: divisionName } = useNames()
  const amounts = kind.amounts.filter(({ code }) => row.sums[code] !== undefined)
  return (
    <article className={row.stalled ? 'yq-card yq-card-stalled' : 'yq-card'}>
      <Link to={`/records/${kind.record.code}/${row.id}`}>{row.title}</Link>
      <p className="yq-faint">
        {divisionName(row.divisionCode) ?? say('unknown')}
        {row.days === null ? '' : ` · ${say('inStage', { n: row.days })}`}
      </p>
      {row.stalled || row.synthetic ? (
        <p className="yq-bar">
          {row.stalled ? <StateTag tone="alert" word={say('stalled')} /> : null}
          {row.synthetic ? <span className="yq-tag">{say('synthetic')}</span> : null}
        </p>
      ) : null}
      {amounts.length > 0 ? (
        <dl className="yq-card-sums">
          {amounts.map(({ code, title: words }) => (
            <div key={code}>
              <dt>{say('wan', { title: title(words) })}</dt>
              <dd>{showWan(row.sums[code] ?? 0)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </article>
  )
}
