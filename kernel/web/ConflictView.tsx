import { Button, Modal } from 'antd'
import { en } from './en.ts'
import { useWords } from './language.tsx'
import { zh } from './zh.ts'

/** One field of a record that two people changed. */
export interface ConflictField {
  readonly label: string
  readonly mine: string | null
  readonly theirs: string | null
}

interface ConflictViewProps {
  readonly fields: readonly ConflictField[]
  readonly busy?: boolean
  /** Saves again with the version now seen. */
  readonly onKeepMine: () => void
  readonly onTakeTheirs: () => void
}

/** Shown on `kernel.changed-meanwhile`: both values of each field that differs, and a choice; nothing is overwritten unseen. */
export function ConflictView({ fields, busy, onKeepMine, onTakeTheirs }: ConflictViewProps) {
  const say = useWords(zh, en)
  const differing = fields.filter((field) => field.mine !== field.theirs)
  return (
    <Modal
      open
      title={say('conflictTitle')}
      onCancel={onTakeTheirs}
      width={720}
      footer={[
        <Button key="theirs" onClick={onTakeTheirs}>
          {say('conflictTakeTheirs')}
        </Button>,
        <Button key="mine" type="primary" loading={busy ?? false} onClick={onKeepMine}>
          {say('conflictKeepMine')}
        </Button>,
      ]}
    >
      <p>{say('conflictHint')}</p>
      <table className="yq-table">
        <thead>
          <tr>
            <th>{say('conflictField')}</th>
            <th>{say('conflictTheirs')}</th>
            <th>{say('conflictMine')}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map((field) => (
            <tr key={field.label}>
              <th scope="row">{field.label}</th>
              <td>{field.theirs ?? say('unknown')}</td>
              <td>
                <strong>{field.mine ?? say('unknown')}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  )
}
