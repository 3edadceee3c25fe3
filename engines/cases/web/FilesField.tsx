import { FileDrop, useAnnounce, useTell, useWords } from '@yinqiao/kernel/web'
import { Button } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { putFile } from './put-file.ts'
import { zh } from './zh.ts'

/** A file that was put and waits to be sent with the form. */
export interface PutFile {
  readonly id: string
  readonly name: string
}

const endings = ['.pdf', '.docx', '.doc', '.xlsx', '.xls', '.jpg', '.jpeg', '.png', '.zip', '.txt', '.ofd']

/** Files of a form: each is uploaded as it is dropped, and named here until the form is sent. */
export function FilesField({
  value,
  onChange,
}: {
  readonly value?: readonly PutFile[]
  readonly onChange?: (files: readonly PutFile[]) => void
}) {
  const say = useWords(zh, en)
  const tell = useTell()
  const announce = useAnnounce()
  const [busy, setBusy] = useState(false)
  const files = value ?? []
  const take = async (file: File) => {
    setBusy(true)
    try {
      onChange?.([...files, await putFile(file)])
      announce(say('fileAdded', { name: file.name }))
    } catch (problem) {
      tell.failed(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="yq-stack">
      {files.length > 0 ? (
        <ul className="yq-files">
          {files.map((file) => (
            <li key={file.id}>
              {file.name}
              <Button
                type="text"
                size="small"
                aria-label={say('fileRemove', { name: file.name })}
                onClick={() => onChange?.(files.filter(({ id }) => id !== file.id))}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <FileDrop endings={endings} limitBytes={50 * 1024 * 1024} onFile={(file) => void take(file)} busy={busy} />
    </div>
  )
}
