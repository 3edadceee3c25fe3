import { useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { ChangeInstitutionState } from '@yinqiao/orgs/contract'
import { en } from './en.ts'
import { type InstitutionRecord, settableStates } from './institution-words.ts'
import { StateForm } from './StateForm.tsx'
import { zh } from './zh.ts'

/** Changes the state of an institution. */
export function InstitutionState({ row }: { readonly row: InstitutionRecord }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const change = useCommand(ChangeInstitutionState, {
    onDone: (saved) => tell.done(say('changed', { state: say(`state_${saved.state}`) })),
  })
  const others = settableStates.filter((state) => state !== row.state)
  return (
    <StateForm
      name={`institution-state-${row.id}`}
      signature={ChangeInstitutionState}
      options={others.map((value) => ({ value, label: say(`state_${value}`) }))}
      toInput={(to, reason) => ({ id: row.id, version: row.version, to, reason })}
      send={change.send}
    />
  )
}
