import { DayField, type Picked, usePickers } from '@yinqiao/kernel/web'
import { Segmented } from 'antd'
import { useState } from 'react'
import { type Question, useBoardWords } from './board-words.ts'

type Kind = Question['scope']['kind']

/** For whom, on which day, as known when. A town or unit not chosen yet leaves the numbers as they are. */
export function ScopeBar({ question, onChange }: { readonly question: Question; readonly onChange: (next: Question) => void }) {
  const say = useBoardWords()
  const { division: Division, unit: Unit } = usePickers()
  const [kind, setKind] = useState<Kind>(question.scope.kind)
  const [unit, setUnit] = useState<Picked | null>(null)
  return (
    <div className="yq-scope">
      <Segmented<Kind>
        aria-label={say('scope')}
        value={kind}
        onChange={(next) => {
          setKind(next)
          if (next === 'district') onChange({ ...question, scope: { kind: 'district' } })
        }}
        options={[
          { value: 'district', label: say('whole') },
          { value: 'town', label: say('byTown') },
          { value: 'unit', label: say('byUnit') },
        ]}
      />
      {kind === 'town' ? (
        <span className="yq-scope-pick" role="group" aria-label={say('pickTown')}>
          <Division
            value={question.scope.kind === 'town' ? question.scope.code : null}
            onChange={(code) => onChange({ ...question, scope: code ? { kind: 'town', code } : { kind: 'district' } })}
          />
        </span>
      ) : null}
      {kind === 'unit' ? (
        <span className="yq-scope-pick" role="group" aria-label={say('pickUnit')}>
          <Unit
            value={unit}
            onChange={(picked) => {
              setUnit(picked)
              onChange({ ...question, scope: picked ? { kind: 'unit', id: picked.id } : { kind: 'district' } })
            }}
          />
        </span>
      ) : null}
      <span className="yq-list-space" />
      <label>
        {say('validAt')}
        <DayField
          filter
          aria-label={say('validAt')}
          value={question.day}
          onChange={(day) => onChange({ ...question, day: day || null })}
          style={{ width: 128 }}
        />
      </label>
      <label title={say('knownAtHint')}>
        {say('knownAt')}
        <DayField
          filter
          aria-label={say('knownAt')}
          value={question.known}
          onChange={(day) => onChange({ ...question, known: day || null })}
          style={{ width: 128 }}
        />
      </label>
    </div>
  )
}
