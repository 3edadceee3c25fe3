import { StateTag, useNames, useSay, useWords } from '@yinqiao/kernel/web'
import { showWan } from '@yinqiao/records/web'
import { Link } from '@tanstack/react-router'
import type { ProjectKind } from '../contract/project-kind.ts'
import type { ProjectRow } from './project-row.ts'
import { en } from './en.ts'
import { stageTitle } from './stage-path.ts'
import { zh } from './zh.ts'

/** The rows of the board as a table, longest in their stage first. */
export function ProjectTable({ kind, rows }: { readonly kind: ProjectKind; readonly rows: readonly ProjectRow[] }) {
  const say = useWords(zh, en)
  const title = useSay()
  const { division: divisionName } = useNames()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- axe asks for it: scrollable-region-focusable
    <div className="yq-list yq-table-box" tabIndex={0} role="region" aria-label={title(kind.record.title)}>
      <table className="yq-table">
        <caption>{say('inWan')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('title')}</th>
            <th scope="col">{say('place')}</th>
            <th scope="col">{say('stage')}</th>
            <th scope="col" className="yq-numeric">
              {say('daysShort')}
            </th>
            <th scope="col">{say('state')}</th>
            {kind.amounts.map((sort) => (
              <th key={sort.code} scope="col" className="yq-numeric">
                {title(sort.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows
            .toSorted((a, b) => (b.days ?? -1) - (a.days ?? -1))
            .map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <Link to={`/records/${kind.record.code}/${row.id}`}>{row.title}</Link>{' '}
                  {row.synthetic ? <span className="yq-tag">{say('synthetic')}</span> : null}
                </th>
                <td className="yq-nowrap">{divisionName(row.divisionCode) ?? <span className="yq-unknown">{say('unknown')}</span>}</td>
                <td className="yq-nowrap">{row.stage === null ? say('notBegun') : title(stageTitle(kind, row.stage))}</td>
                <td className="yq-numeric">{row.days}</td>
                <td>{row.stalled ? <StateTag tone="alert" word={say('stalled')} /> : null}</td>
                {kind.amounts.map(({ code }) => (
                  <td key={code} className="yq-numeric yq-figures">
                    {row.sums[code] === undefined ? null : showWan(row.sums[code])}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}
