import { Facts, Sheet, useDays, useQuery, useSay } from '@yinqiao/kernel/web'
import { ListCover, ListInterpretations } from '@yinqiao/plan/contract'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import type { ComponentType, ReactNode } from 'react'
import { SourceMark } from './BoardCard.tsx'
import { inUnit } from '../rules/in-unit.ts'
import { type Measure, signs, useBoardWords, useNumber, type Version } from './board-words.ts'
import { unbroken } from './plan-words.ts'

const statements = ['verify', 'sources', 'accuracy', 'limits', 'remedy'] as const

/** The plan's words that this number answers to, and what was decided about them. */
export function Quotes({ measure }: { readonly measure: Measure }) {
  const say = useBoardWords()
  const { day } = useDays()
  const cover = useQuery(ListCover, {})
  const interpretations = useQuery(ListInterpretations, {})
  const rows = (cover.data?.rows ?? []).filter(({ code }) => measure.rows.some((row) => row.code === code))
  if (measure.rows.length === 0) return <p className="yq-faint">{say('noQuote')}</p>
  return (
    <div className="yq-stack">
      {rows.map((row) => {
        const decided = (interpretations.data?.rows ?? []).filter(({ clauseId }) => clauseId === row.clauseId)
        return (
          <div key={row.code}>
            {row.spans.map((span) => (
              <blockquote key={span.from} className="yq-quote">
                {unbroken(span.quote)}
              </blockquote>
            ))}
            <p>
              <Link to="/plan/cover" hash={row.code} className="yq-figures">
                {row.code}
              </Link>{' '}
              {row.name}{' '}
              {row.clauseId ? (
                <Link to="/plan" hash={`c-${row.clauseId}`}>
                  {say('quotes')}
                </Link>
              ) : null}
            </p>
            {decided.length === 0 ? (
              <p className="yq-faint">{say('noInterpretation')}</p>
            ) : (
              decided.map((each) => (
                <p key={each.id}>
                  {each.term ? `“${each.term}”：` : ''}
                  {each.text} <span className="yq-faint">{say('decidedLine', { by: each.decidedBy, on: day(each.decidedOn) })}</span>
                </p>
              ))
            )}
          </div>
        )
      })}
    </div>
  )
}

/** What is counted, in words made from the query itself. */
export function Definition({ version, children }: { readonly version: Version; readonly children?: ReactNode }) {
  const say = useBoardWords()
  const { day } = useDays()
  return (
    <div className="yq-stack">
      <p className="yq-told">{version.told}</p>
      <Facts
        unknown={say('unknown')}
        rows={[
          [say('versions'), say('version', { n: version.seq })],
          [
            say('hash'),
            <span key="hash" className="yq-figures" title={version.treeHash}>
              {version.treeHash.slice(0, 12)}…
            </span>,
          ],
          [say('effectiveFrom'), version.effectiveFrom ? day(version.effectiveFrom) : null],
          [say('period'), say(`period_${version.period}`)],
          [say('better'), say(`better_${version.better}`)],
          [say('freshDays'), say('days', { n: version.freshDays })],
          [say('leastCoverage'), `${Math.round(version.leastCoverage * 100)}%`],
          ...Object.entries(version.params).map(([name, value]) => [name, String(value)] as const),
        ]}
      />
      {children}
    </div>
  )
}

/** The five statements without which a number may not be published. */
export function Quality({ version }: { readonly version: Version }) {
  const say = useBoardWords()
  if (!version.quality) return <Alert type="warning" title={say('noQuality')} />
  const { quality } = version
  return (
    <dl className="yq-quality">
      {statements.map((name) => (
        <div key={name}>
          <dt>{say(`q_${name}`)}</dt>
          <dd>{quality[name]}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What is to be reached: what the plan says and what was decided, apart. */
export function Targets({ measure }: { readonly measure: Measure }) {
  const say = useBoardWords()
  const told = useSay()
  const number = useNumber()
  const { day } = useDays()
  if (measure.targets.length === 0) return <p className="yq-faint">{say('noTarget')}</p>
  return (
    <ul className="yq-plain">
      {measure.targets.map((target) => (
        <li key={`${target.rowCode}-${target.decidedOn}-${target.value}`}>
          <SourceMark source={target.source} /> <span className="yq-figures">{target.rowCode}</span>{' '}
          <strong>
            {signs[target.op]} {number(inUnit(target.value, measure.current.unit))} {told(measure.current.unit)}
          </strong>{' '}
          <span className="yq-faint">
            {say('decidedLine', { by: target.decidedBy, on: day(target.decidedOn) })} {target.paper ?? ''}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Since when it was in which state. */
export function States({ measure }: { readonly measure: Measure }) {
  const say = useBoardWords()
  const { moment } = useDays()
  if (measure.states.length === 0) return <p className="yq-faint">{say('noStates')}</p>
  return (
    <ol className="yq-timeline">
      {measure.states.map((state) => (
        <li key={state.since}>
          <time>
            {say('since', { from: moment(state.since) })} {state.until ? say('until', { to: moment(state.until) }) : ''}
          </time>
          <p>
            <strong>{state.state}</strong> {state.why}
          </p>
        </li>
      ))}
    </ol>
  )
}

/** Old and new side by side, as they were when the definition was proposed. */
export function BackCast({ points, unit }: { readonly points: NonNullable<Version['backCast']>; readonly unit: Version['unit'] }) {
  const say = useBoardWords()
  const number = useNumber()
  const tell = (value: string | null) => (value === null ? say('nothing') : number(inUnit(value, unit)))
  return (
    <table className="yq-table yq-backcast">
      <caption>{say('backCast')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('day')}</th>
          <th scope="col" className="yq-numeric">
            {say('old')}
          </th>
          <th scope="col" className="yq-numeric">
            {say('new')}
          </th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.to} className={point.old === point.new ? undefined : 'yq-backcast-differs'}>
            <th scope="row">{point.to}</th>
            <td className="yq-numeric">{tell(point.old)}</td>
            <td className="yq-numeric">{tell(point.new)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Every definition there was, with who proposed, reviewed and decided. */
export function Versions({ measure, Acts }: { readonly measure: Measure; readonly Acts: ComponentType<{ readonly version: Version }> }) {
  const say = useBoardWords()
  const { day, moment } = useDays()
  return (
    <Sheet title={say('versions')}>
      <ol className="yq-timeline">
        {measure.versions.map((version) => (
          <li key={version.id}>
            <p>
              <strong>{say('version', { n: version.seq })}</strong> <span className="yq-tag">{say(`v_${version.state}`)}</span>{' '}
              {version.effectiveFrom ? `${say('effectiveFrom')} ${day(version.effectiveFrom)}` : ''}
            </p>
            <p>{version.why}</p>
            <p className="yq-faint">
              {version.shipped ? `${say('shippedLine')} · ` : ''}
              {say('proposedLine', { by: version.proposedBy, at: moment(version.proposedAt) })}
              {version.reviewedBy ? ` · ${say('reviewedLine', { by: version.reviewedBy })}` : ''}
              {version.decidedBy && version.decidedAt
                ? ` · ${say('approvedLine', { by: version.decidedBy, at: moment(version.decidedAt), text: version.decision ?? '' })}`
                : ''}
            </p>
            <Acts version={version} />
            {version.backCast ? <BackCast points={version.backCast} unit={version.unit} /> : null}
          </li>
        ))}
      </ol>
    </Sheet>
  )
}
