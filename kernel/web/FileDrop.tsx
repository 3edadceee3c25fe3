import { type DragEvent, useId, useState } from 'react'
import { en } from './en.ts'
import { useWords } from './language.tsx'
import { zh } from './zh.ts'

interface FileDropProps {
  /** Endings with the dot, lower case: `.csv`, `.docx`. */
  readonly endings: readonly string[]
  readonly limitBytes: number
  readonly onFile: (file: File) => void
  readonly busy?: boolean
}

function size(bytes: number): string {
  return bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} kB`
}

/** Takes one file by dropping, clicking or keyboard; refuses wrong endings and sizes at once, before anything is sent. */
export function FileDrop({ endings, limitBytes, onFile, busy }: FileDropProps) {
  const say = useWords(zh, en)
  const id = useId()
  const [over, setOver] = useState(false)
  const [problem, setProblem] = useState<string>()
  const kinds = endings.join(' ')

  const take = (file: File | undefined) => {
    if (!file) return
    if (!endings.some((ending) => file.name.toLowerCase().endsWith(ending)))
      return setProblem(say('dropWrongKind', { name: file.name, kinds }))
    if (file.size > limitBytes) return setProblem(say('dropTooLarge', { size: size(file.size), limit: size(limitBytes) }))
    setProblem(undefined)
    onFile(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    <div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping only widens the file field inside, which is the keyboard's way */}
      <label
        htmlFor={id}
        className={over ? 'yq-drop yq-drop-over' : 'yq-drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <strong>{say('dropFile')}</strong>
        <span>{say('dropAccepted', { kinds, size: size(limitBytes) })}</span>
        <input
          id={id}
          type="file"
          accept={endings.join(',')}
          disabled={busy}
          onChange={(event) => {
            take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </label>
      {problem ? (
        <p className="yq-field-problem" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  )
}
