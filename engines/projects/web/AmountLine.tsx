import { DrillNumber, useSay, useWords } from '@yinqiao/kernel/web'
import { showWan } from '@yinqiao/records/web'
import type { ProjectKind } from '../contract/project-kind.ts'
import { en } from './en.ts'
import type { ProjectRow } from './project-row.ts'
import { zh } from './zh.ts'

/** The works shown and each sort of their amounts, side by side and never one sum: what is intended is not signed, what is signed not paid. */
export function AmountLine({
  kind,
  rows,
  onOpen,
}: {
  readonly kind: ProjectKind
  readonly rows: readonly ProjectRow[]
  readonly onOpen: () => void
}) {
  const say = useWords(zh, en)
  const title = useSay()
  return (
    <div className="yq-amount-line">
      <DrillNumber value={rows.length} unit={say('works')} label={title(kind.record.title)} onOpen={onOpen} />
      {kind.amounts.length === 0 ? null : (
        <dl aria-label={say('amountsAside')}>
          {kind.amounts.map(({ code, title: words }) => {
            const known = rows.flatMap(({ sums }) => (sums[code] === undefined ? [] : [sums[code]]))
            return (
              <div key={code}>
                <dt>{say('wan', { title: title(words) })}</dt>
                <dd>
                  {known.length === 0 ? (
                    <span className="yq-unknown">{say('none')}</span>
                  ) : (
                    <>
                      <span className="yq-figures">{showWan(known.reduce((all, fen) => all + fen, 0))}</span>{' '}
                      <span className="yq-faint">{say('ofWorks', { n: known.length })}</span>
                    </>
                  )}
                </dd>
              </div>
            )
          })}
        </dl>
      )}
    </div>
  )
}
