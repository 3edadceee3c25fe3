import type { Output } from '@yinqiao/kernel/contract'
import { call, csvText, Loading, saveFile, useNames, useSay, useViewer } from '@yinqiao/kernel/web'
import { ListSlices } from '@yinqiao/plan/contract'
import { useQueries } from '@tanstack/react-query'
import { Button } from 'antd'
import { inUnit } from '../rules/in-unit.ts'
import { type Board, type BoardTarget, inputOf, type Question, speaks, useBoardWords, useNumber } from './board-words.ts'
import type { Opened } from './MeasureRows.tsx'
import { StateMark } from './StateMark.tsx'

type Slice = Output<typeof ListSlices>['rows'][number]

interface BoardMatrixProps {
  readonly board: Board
  readonly question: Question
  readonly onOpen: (opened: Opened) => void
}

/** Targets by towns. A number of persons that is small stays hidden; rows of no known town have a column of their own. */
export function BoardMatrix({ board, question, onOpen }: BoardMatrixProps) {
  const say = useBoardWords()
  const told = useSay()
  const { synthetic } = useViewer()
  const nameOf = useNames().division
  const number = useNumber()
  const targets = board.phases.flatMap(({ targets: own }) => own)
  const { knownAt } = inputOf(question)
  const answers = useQueries({
    queries: targets.map(({ result }) => {
      const input = { code: result?.code ?? '', validAt: result?.to ?? null, knownAt }
      return {
        queryKey: [ListSlices.name, input],
        queryFn: ({ signal }: { signal: AbortSignal }) => call(ListSlices, input, { signal }),
        enabled: result !== null,
      }
    }),
  })
  if (answers.some(({ isLoading }) => isLoading)) return <Loading lines={10} />
  const slices = (at: number): readonly Slice[] => answers[at]?.data?.rows ?? []
  const towns = [...new Set(answers.flatMap(({ data }) => data?.rows.map(({ town }) => town) ?? []))].toSorted((a, b) =>
    (a ?? '~') < (b ?? '~') ? -1 : 1,
  )
  const nameTown = (town: string | null) => (town === null ? say('unknownTown') : (nameOf(town) ?? town))
  const cell = (slice: Slice | undefined, target: BoardTarget): string =>
    slice === undefined || target.result === null || !speaks.has(target.state)
      ? ''
      : slice.hidden
        ? say('notShown')
        : slice.value === null
          ? say('nothing')
          : `${number(inUnit(slice.value, target.result.unit))}${target.result.unit.zh === '%' ? '%' : ''}${slice.undecided ? ` ＋${slice.undecided}?` : ''}`
  const save = () =>
    saveFile(
      `${say('board')}${synthetic ? '（合成数据）' : ''}.csv`,
      csvText([
        ...(synthetic ? [[say('synthetic')]] : []),
        [say('code'), say('title'), say('state'), say('unit'), say('whole'), ...towns.map(nameTown)],
        ...targets.map((target, at) => [
          target.rowCode,
          target.name,
          say(`s_${target.state}`),
          target.result ? told(target.result.unit) : '',
          target.result?.value && speaks.has(target.state) ? number(inUnit(target.result.value, target.result.unit)) : '',
          ...towns.map((town) =>
            cell(
              slices(at).find((slice) => slice.town === town),
              target,
            ),
          ),
        ]),
      ]),
    )
  return (
    <section className="yq-list">
      <div className="yq-list-bar">
        <span className="yq-faint">{say('matrixHint')}</span>
        <span className="yq-list-space" />
        <Button type="text" onClick={save}>
          {say('exportCsv')}
        </Button>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- axe asks for it: scrollable-region-focusable */}
      <div className="yq-table-box" tabIndex={0} role="region" aria-label={say('asMatrix')}>
        <table className="yq-table yq-matrix">
          <thead>
            <tr>
              <th scope="col">{say('asCards')}</th>
              <th scope="col" className="yq-numeric">
                {say('whole')}
              </th>
              {towns.map((town) => (
                <th key={town ?? ''} scope="col" className="yq-numeric">
                  {nameTown(town)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {targets.map((target, at) => {
              const { result } = target
              const open = (scope: Question['scope']) =>
                result && onOpen({ code: result.code, title: result.title.zh, question: { ...question, scope, day: result.to } })
              return (
                <tr key={target.clauseId ?? target.rowCode}>
                  <th scope="row">
                    <span className="yq-figures yq-faint">{target.rowCode}</span> {target.name}{' '}
                    <StateMark small state={target.state} why={target.why} />
                  </th>
                  <td className="yq-numeric">
                    {result?.value && speaks.has(target.state) ? (
                      <button type="button" className="yq-link" onClick={() => open(question.scope)}>
                        {number(inUnit(result.value, result.unit))}
                        {told(result.unit)}
                      </button>
                    ) : (
                      <span className="yq-faint">{result?.hidden ? say('notShown') : say(`s_${target.state}`)}</span>
                    )}
                  </td>
                  {towns.map((town) => {
                    const slice = slices(at).find((one) => one.town === town)
                    const words = cell(slice, target)
                    return (
                      <td
                        key={town ?? ''}
                        className="yq-numeric"
                        title={
                          slice?.hidden ? say('notShownHint') : slice?.undecided ? say('undecided', { n: slice.undecided }) : undefined
                        }
                      >
                        {slice && words !== '' && !slice.hidden && town !== null ? (
                          <button type="button" className="yq-link" onClick={() => open({ kind: 'town', code: town })}>
                            {words}
                          </button>
                        ) : (
                          <span className={slice?.hidden ? 'yq-unknown' : undefined}>{words}</span>
                        )}
                      </td>
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
