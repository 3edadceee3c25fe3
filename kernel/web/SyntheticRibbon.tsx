import { en } from './en.ts'
import { useWords } from './language.tsx'
import { zh } from './zh.ts'

/** Says on every page, also printed, that the district's data is synthetic. */
export function SyntheticRibbon() {
  const say = useWords(zh, en)
  return (
    <aside className="yq-synthetic" aria-label={say('synthetic')}>
      <strong>{say('synthetic')}</strong>
      <span>{say('syntheticHint')}</span>
    </aside>
  )
}
