import { StateShape, useWords } from '@yinqiao/kernel/web'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { en } from './en.ts'
import type { Clause, Structure } from './plan-words.ts'
import { unbroken } from './plan-words.ts'
import { zh } from './zh.ts'

interface ClauseNoteProps {
  readonly clause: Clause
  readonly text: string
  readonly quantities: Structure['quantities']
  readonly open: boolean
  readonly onToggle: () => void
  readonly acts?: ReactNode
}

const signs: Readonly<Record<string, string>> = { '>=': '≥', '>': '>', '<=': '≤', '<': '<', '=': '=', '~': '≈', range: '' }

/** One note in the margin: closed it is a line, open it tells all that was read from the clause. */
export function ClauseNote({ clause, text, quantities, open, onToggle, acts }: ClauseNoteProps) {
  const say = useWords(zh, en)
  const vague = clause.terms.filter(({ interpreted }) => !interpreted)
  const words = unbroken(text.slice(clause.from, clause.to))
  return (
    <section className={`yq-note yq-note-${clause.kind}${open ? ' yq-note-open' : ''}`}>
      <button type="button" className="yq-note-head" aria-expanded={open} onClick={onToggle} title={words.slice(0, 80)}>
        <span className="yq-note-kind">
          {say(`kind_${clause.kind}`)}
          {clause.kind === 'task' ? ` ${clause.label}` : ''}
        </span>
        {clause.verbClass ? (
          <span className="yq-note-verb" title={say(`verb_${clause.verbClass}_hint`)}>
            {say(`verb_${clause.verbClass}`)}
          </span>
        ) : null}
        {clause.change === 'same' || clause.change === 'new' ? null : <span className="yq-tag">{say(`change_${clause.change}`)}</span>}
        {quantities.map((each) => (
          <span key={each.from} className="yq-note-quantity">
            {signs[each.comparison]} {each.value.toLocaleString()}
            {each.valueTo ? `–${each.valueTo.toLocaleString()}` : ''}
            {each.unit} · {say(`qrole_${each.role}`)}
          </span>
        ))}
        {!open && vague.length > 0 ? (
          <span className="yq-note-vague">
            <StateShape tone="due" /> {[...new Set(vague.map(({ term }) => term))].join('、')}
          </span>
        ) : null}
        {!open && clause.rows.length > 0 ? <span className="yq-note-rows">{say('rowsN', { n: clause.rows.length })}</span> : null}
      </button>
      {!open && clause.kind === 'task' && clause.units.length > 0 ? (
        <p className="yq-note-units">
          {clause.units.map(({ asWritten }) => asWritten).join('、')}
          {clause.unitsOpen ? ` ${say('unitsOpen')}` : ''}
        </p>
      ) : null}
      {open ? (
        <div className="yq-note-body">
          {clause.terms.length > 0 ? (
            <div>
              <p className="yq-note-label">{say('terms')}</p>
              <ul>
                {clause.terms.map((term) => (
                  <li key={`${term.term}-${term.from}`} className={term.interpreted ? 'yq-tone-good' : 'yq-tone-due'}>
                    <StateShape tone={term.interpreted ? 'good' : 'due'} /> “{term.term}” {say(term.interpreted ? 'termKnown' : 'termOpen')}
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
          {clause.units.length > 0 ? (
            <div>
              <p className="yq-note-label">{say('units')}</p>
              <ul>
                {clause.units.map((unit) => (
                  <li key={unit.asWritten}>
                    {unit.asWritten} <span className="yq-faint">{say(`role_${unit.role}`)}</span>
                  </li>
                ))}
                {clause.unitsOpen ? <li className="yq-faint">{say('unitsOpen')}</li> : null}
              </ul>
            </div>
          ) : null}
          {clause.rows.length > 0 ? (
            <div>
              <p className="yq-note-label">{say('rows')}</p>
              <p className="yq-bar">
                {clause.rows.map((code) => (
                  <Link key={code} to="/plan/cover" hash={code} className="yq-tag">
                    {code}
                  </Link>
                ))}
              </p>
            </div>
          ) : null}
          <p className="yq-faint yq-note-id">
            {say('clauseId')} <span className="yq-figures">{clause.id.slice(-12)}</span> ·{' '}
            {say('offsets', { from: clause.from, to: clause.to })}
          </p>
          {acts}
        </div>
      ) : null}
    </section>
  )
}
