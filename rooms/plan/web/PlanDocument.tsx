import { useWords } from '@yinqiao/kernel/web'
import { Segmented } from 'antd'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { ClauseNote } from './ClauseNote.tsx'
import { en } from './en.ts'
import { layParagraphs, type Mark, markRuns, type Paragraph, smallestAround } from './lay-text.ts'
import { type Clause, type Structure, unbroken } from './plan-words.ts'
import { zh } from './zh.ts'
import './plan.css'

interface PlanDocumentProps {
  readonly text: string
  readonly structure: Structure
  readonly clauses: readonly Clause[]
  readonly chosen: string | null
  readonly onChoose: (id: string | null) => void
  /** More to do with the chosen clause. */
  readonly renderActs?: (clause: Clause) => ReactNode
}

type Show = 'all' | 'aims' | 'vague'

/** The plan as a book with notes in its margin: the words at the left untouched, what was read from them at the right, line by line. */
export function PlanDocument({ text, structure, clauses, chosen, onChoose, renderActs }: PlanDocumentProps) {
  const say = useWords(zh, en)
  const [show, setShow] = useState<Show>('aims')
  const paragraphs = useMemo(() => {
    const starts = new Set([...clauses.map(({ from }) => from), ...structure.sections.map(({ from }) => from)])
    return layParagraphs(text, starts, new Map(structure.sections.map(({ from, level }) => [from, level])))
  }, [text, structure, clauses])
  const chosenClause = clauses.find(({ id }) => id === chosen)
  const marks = useMemo<Mark[]>(
    () => [
      ...structure.quantities.map(({ from, to }) => ({ kind: 'quantity' as const, from, to })),
      ...structure.tasks.flatMap(({ units }) => units.map(({ from, to }) => ({ kind: 'unit' as const, from, to }))),
      ...clauses.flatMap(({ terms }) =>
        terms.map(({ from, to, interpreted }) => ({ kind: interpreted ? ('term-known' as const) : ('term' as const), from, to })),
      ),
      ...(chosenClause ? [{ kind: 'chosen' as const, from: chosenClause.from, to: chosenClause.to }] : []),
    ],
    [structure, clauses, chosenClause],
  )
  const sheet = useRef<HTMLDivElement>(null)
  const scrolled = useRef(false)
  useEffect(() => {
    // Arriving by a link to a clause: bring it into view once.
    if (scrolled.current || !chosen) return
    scrolled.current = true
    sheet.current?.querySelector('.yq-run-chosen')?.scrollIntoView({ block: 'center' })
  }, [chosen])

  return (
    <div className="yq-plan" ref={sheet}>
      <Outline structure={structure} paragraphs={paragraphs} />
      <div className="yq-plan-sheet">
        <div className="yq-plan-bar">
          <span className="yq-plan-legend">
            <mark className="yq-run-term">{say('legendTerm')}</mark>
            <mark className="yq-run-term-known">{say('legendKnown')}</mark>
            <mark className="yq-run-quantity">{say('legendQuantity')}</mark>
            <mark className="yq-run-unit">{say('legendUnit')}</mark>
          </span>
          <Segmented<Show>
            size="small"
            aria-label={say('notes')}
            value={show}
            onChange={setShow}
            options={(['aims', 'vague', 'all'] as const).map((value) => ({ value, label: say(value) }))}
          />
        </div>
        {paragraphs.map((paragraph) => (
          <Row
            key={paragraph.from}
            {...{ text, paragraph, structure, clauses, marks, show, chosen, onChoose }}
            {...(renderActs ? { renderActs } : {})}
          />
        ))}
      </div>
    </div>
  )
}

interface RowProps extends Omit<PlanDocumentProps, 'chosen'> {
  readonly paragraph: Paragraph
  readonly marks: readonly Mark[]
  readonly show: Show
  readonly chosen: string | null
}

/** Whether a clause is worth a note under the present choice; the chosen one always is. */
function noted(clause: Clause, show: Show, chosen: string | null): boolean {
  if (clause.id === chosen) return true
  if (show === 'vague') return clause.kind !== 'section' && clause.kind !== 'task' && clause.terms.some(({ interpreted }) => !interpreted)
  if (clause.kind === 'section') return false
  if (clause.kind === 'sentence') return show === 'all' && (clause.verbClass !== null || clause.terms.length > 0 || clause.rows.length > 0)
  return true
}

function Row({ text, paragraph, structure, clauses, marks, show, chosen, onChoose, renderActs }: RowProps) {
  const here = clauses.filter(({ from }) => from >= paragraph.from && from < paragraph.to)
  const notes = here.filter((clause) => noted(clause, show, chosen))
  // Number, title, issuer and date stand in the middle, as on the printed sheet.
  const head =
    paragraph.to - paragraph.from < 60 && paragraph.to <= (structure.sections[0]?.from ?? 0) && text.charAt(paragraph.to - 1) !== '。'
  const Tag = paragraph.level === 1 ? 'h2' : 'p'
  return (
    <div className="yq-plan-row" id={`at-${paragraph.from}`}>
      {/* the notes in the margin are the keyboard's way to the same clauses */}
      <Tag
        className={`yq-plan-text ${paragraph.level === null ? '' : `yq-plan-level-${Math.min(paragraph.level, 3)}`} ${head ? 'yq-plan-head-line' : ''}`}
        onClick={(event) => {
          const at = event.target instanceof HTMLElement ? Number(event.target.dataset['at']) : Number.NaN
          if (Number.isNaN(at)) return
          const clause = smallestAround(
            clauses.filter(({ kind }) => kind !== 'section'),
            at,
            at + 1,
          )
          onChoose(clause && clause.id !== chosen ? clause.id : null)
        }}
      >
        {markRuns(paragraph.from, paragraph.to, marks).map((run) => (
          <span key={run.from} data-at={run.from} className={run.kinds.map((kind) => `yq-run-${kind}`).join(' ') || undefined}>
            {unbroken(text.slice(run.from, run.to))}
          </span>
        ))}
      </Tag>
      <div className="yq-plan-margin">
        {notes.map((clause) => (
          <ClauseNote
            key={clause.id}
            clause={clause}
            text={text}
            quantities={structure.quantities.filter(({ from, to }) => smallestAround(clauses, from, to)?.id === clause.id)}
            open={clause.id === chosen}
            onToggle={() => onChoose(clause.id === chosen ? null : clause.id)}
            acts={clause.id === chosen ? renderActs?.(clause) : null}
          />
        ))}
      </div>
    </div>
  )
}

/** Sections and tasks, to jump by. */
function Outline({ structure, paragraphs }: { readonly structure: Structure; readonly paragraphs: readonly Paragraph[] }) {
  const say = useWords(zh, en)
  const places = [
    ...structure.sections.filter(({ level }) => level <= 2).map(({ label, title, level, from }) => ({ label, title, level, from })),
    ...structure.tasks.map(({ label, title, from }) => ({ label, title, level: 3, from })),
  ]
    .filter((place, at, list) => list.findIndex(({ from }) => from === place.from) === at)
    .sort((a, b) => a.from - b.from)
  return (
    <nav className="yq-plan-outline" aria-label={say('outline')}>
      <ul>
        {places.map(({ label, title, level, from }) => {
          const paragraph = paragraphs.find((each) => from >= each.from && from < each.to)
          return (
            <li key={from} className={`yq-outline-${level}`}>
              <a
                href={`#at-${paragraph?.from ?? from}`}
                onClick={(event) => {
                  event.preventDefault()
                  document.getElementById(`at-${paragraph?.from ?? from}`)?.scrollIntoView({ block: 'start' })
                }}
              >
                {unbroken(`${label}${title}`)}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
