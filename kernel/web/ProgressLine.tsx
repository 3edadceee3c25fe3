import { Button } from 'antd'

interface ProgressLineProps {
  readonly label: string
  readonly done: number
  /** null while nobody knows how much there is. */
  readonly of: number | null
  readonly cancel?: { readonly word: string; readonly act: () => void }
}

/** A long job: how far, of how much, and a way to stop it. */
export function ProgressLine({ label, done, of, cancel }: ProgressLineProps) {
  return (
    <div className="yq-progress">
      <span>{label}</span>
      {of === null ? <progress aria-label={label} /> : <progress aria-label={label} value={done} max={of} />}
      {cancel ? (
        <Button size="small" onClick={cancel.act}>
          {cancel.word}
        </Button>
      ) : null}
    </div>
  )
}
