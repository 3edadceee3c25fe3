import { useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { ChangeFirmState, FirmState } from '@yinqiao/orgs/contract'
import { en } from './en.ts'
import type { FirmRecord } from './firm-words.ts'
import { StateForm } from './StateForm.tsx'
import { zh } from './zh.ts'

/** Changes the state of a firm. */
export function FirmStateForm({ row }: { readonly row: FirmRecord }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const change = useCommand(ChangeFirmState, { onDone: (saved) => tell.done(say('changed', { state: say(`fstate_${saved.state}`) })) })
  const others = FirmState.options.filter((state) => state !== row.state)
  return (
    <StateForm
      name={`firm-state-${row.id}`}
      signature={ChangeFirmState}
      options={others.map((value) => ({ value, label: say(`fstate_${value}`) }))}
      toInput={(to, reason) => ({ id: row.id, version: row.version, to, reason })}
      send={change.send}
    />
  )
}
