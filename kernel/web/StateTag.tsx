/** How a state feels; each has its own shape, so that colour never carries it alone (WCAG 1.4.1). */
export type Tone = 'good' | 'due' | 'alert' | 'idle' | 'busy'

const shapes: Record<Tone, string> = {
  good: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Z',
  due: 'M6 .6 11.4 6 6 11.4.6 6Z',
  alert: 'M6 .8 11.6 11H.4Z',
  idle: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Zm0 1.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8Z',
  busy: 'M6 1a5 5 0 0 1 0 10Zm0 0a5 5 0 0 0 0 10V9.4a3.4 3.4 0 0 1 0-6.8Z',
}

/** The shape alone, for legends and dense cells next to a word. */
export function StateShape({ tone }: { readonly tone: Tone }) {
  return (
    <svg className={`yq-shape yq-tone-${tone}`} viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
      <path d={shapes[tone]} fill="currentColor" />
    </svg>
  )
}

/** A state: word, shape and colour together. */
export function StateTag({ tone, word, title }: { readonly tone: Tone; readonly word: string; readonly title?: string }) {
  return (
    <span className={`yq-state yq-tone-${tone}`} title={title}>
      <StateShape tone={tone} />
      {word}
    </span>
  )
}
