import { DraftForm, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { CreateInstitution } from '@yinqiao/orgs/contract'
import { useNavigate } from '@tanstack/react-router'
import { Modal } from 'antd'
import { en } from './en.ts'
import { InstitutionFields, institutionInput, type InstitutionValues } from './InstitutionFields.tsx'
import { zh } from './zh.ts'

/** Adds one institution by hand and opens its record. */
export function NewInstitution({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const navigate = useNavigate()
  const create = useCommand(CreateInstitution, {
    onDone: (row) => {
      tell.done(say('created', { name: row.name }))
      void navigate({ to: `/orgs/institutions/${row.id}` })
    },
  })
  return (
    <Modal open title={say('add')} onCancel={onClose} footer={null} width={680}>
      <DraftForm<typeof CreateInstitution, InstitutionValues>
        name="institution-new"
        signature={CreateInstitution}
        fieldFor={{ point: 'lng' }}
        initial={{}}
        toInput={(values) => institutionInput(values, null)}
        send={create.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => <InstitutionFields />}
      </DraftForm>
    </Modal>
  )
}
