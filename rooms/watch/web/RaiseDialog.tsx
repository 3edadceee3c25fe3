import { useCommand, useQuery, useTell } from '@yinqiao/kernel/web'
import { Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { RaiseAlarm } from '../contract/alarm-signatures.ts'
import type { AlarmRow } from '../contract/alarm.ts'
import { ListHomes } from '../contract/home-signatures.ts'
import { useDeskWords } from './desk-words.tsx'

const causes = ['person', 'hazard', 'wander', 'medicine'] as const

/** Somebody telephoned: an alarm that no device raised. */
export function RaiseDialog({ onDone, onEnd }: { readonly onDone: (row: AlarmRow) => void; readonly onEnd: () => void }) {
  const say = useDeskWords()
  const tell = useTell()
  const raise = useCommand(RaiseAlarm, { refresh: [] })
  const [search, setSearch] = useState('')
  const [homeId, setHomeId] = useState<string | null>(null)
  const [cause, setCause] = useState<(typeof causes)[number]>('person')
  const [said, setSaid] = useState('')
  const homes = useQuery(ListHomes, { search: search || null, limit: 20 }, { enabled: search !== '' })
  const ready = homeId !== null && said.trim() !== ''
  const send = async () => {
    if (!ready) return
    try {
      onDone(await raise.send({ homeId, cause, said: said.trim() }))
      onEnd()
    } catch (problem) {
      tell.failed(problem)
    }
  }
  return (
    <Modal
      open
      title={say('raise')}
      onCancel={onEnd}
      onOk={() => void send()}
      okText={say('doRaise')}
      okButtonProps={{ danger: true, disabled: !ready, loading: raise.busy }}
    >
      <div className="yq-stack">
        <Select<string>
          aria-label={say('raiseHome')}
          showSearch={{ filterOption: false, onSearch: setSearch }}
          autoFocus
          placeholder={say('raiseHomeHint')}
          value={homeId}
          onChange={setHomeId}
          options={(homes.data?.rows ?? []).map((home) => ({
            value: home.id,
            label: `${home.name} · ${home.members.join('、')} · ${home.address}`,
          }))}
        />
        <Radio.Group
          aria-label={say('raiseCause')}
          value={cause}
          onChange={(event) => setCause(event.target.value as (typeof causes)[number])}
          options={causes.map((value) => ({ value, label: say(`cause_${value}`) }))}
        />
        <label>
          {say('raiseSaid')}
          <Input value={said} maxLength={500} onChange={(event) => setSaid(event.target.value)} onPressEnter={() => void send()} />
        </label>
      </div>
    </Modal>
  )
}
