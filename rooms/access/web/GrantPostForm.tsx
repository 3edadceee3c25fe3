import { GrantPost, roles } from '@yinqiao/access/contract'
import { DraftForm, useCommand, useSay, useTell, useWords } from '@yinqiao/kernel/web'
import { Form, Input, Modal, Select } from 'antd'
import { en } from './en.ts'
import { zh } from './zh.ts'

interface Values {
  readonly role: string
  readonly area?: string
  readonly unitName?: string
  readonly providerId?: string
  readonly validTo?: string
}

/** Grants a post: a role over an area, or of a provider. Persons are tied to a post where their consent is recorded. */
export function GrantPostForm({ accountId, onClose }: { readonly accountId: string; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const title = useSay()
  const tell = useTell()
  const grant = useCommand(GrantPost, { onDone: () => tell.done(say('granted')) })
  return (
    <Modal open title={say('grant')} onCancel={onClose} footer={null}>
      <DraftForm<typeof GrantPost, Values>
        name={`post-${accountId}`}
        signature={GrantPost}
        initial={{}}
        toInput={({ role, area, unitName, providerId, validTo }) => ({
          accountId,
          role: role ?? '',
          area: area ?? '',
          unitName: unitName || null,
          providerId: providerId || null,
          validTo: validTo || null,
        })}
        send={grant.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('grant')}
      >
        {(form) => (
          <>
            <Form.Item name="role" label={say('role')} required>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={roles.map((role) => ({ value: role.code, label: title(role.title) }))}
              />
            </Form.Item>
            <Form.Item name="area" label={say('area')} extra={say('areaHint')}>
              <Input inputMode="numeric" maxLength={12} />
            </Form.Item>
            <Form.Item name="unitName" label={say('unit')}>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item noStyle dependencies={['role']}>
              {() =>
                roles.find(({ code }) => code === form.getFieldValue('role'))?.scope === 'provider' ? (
                  <Form.Item name="providerId" label={say('provider')} required>
                    <Input maxLength={36} />
                  </Form.Item>
                ) : null
              }
            </Form.Item>
            <Form.Item name="validTo" label={say('validTo')}>
              <Input type="date" />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
