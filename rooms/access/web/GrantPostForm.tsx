import { GrantPost, roles } from '@yinqiao/access/contract'
import type { RawInput } from '@yinqiao/kernel/contract'
import { DayField, DraftForm, type Picked, useCommand, usePickers, useSay, useTell, useWords } from '@yinqiao/kernel/web'
import { DivisionPicker } from '@yinqiao/places/web'
import { Form, Modal, Select } from 'antd'
import { en } from './en.ts'
import { PostPersons } from './PostPersons.tsx'
import { zh } from './zh.ts'

interface Values {
  readonly role?: string
  readonly area?: string | null
  readonly unit?: Picked | null
  readonly provider?: Picked | null
  readonly persons?: readonly ({ readonly personId?: Picked | null } | undefined)[]
  readonly validTo?: string
}

/** Which scope fields a role has; what it does not have is not sent, even if it was typed for another role before. */
function fieldsOf(code: string | undefined) {
  const scope = roles.find((role) => role.code === code)?.scope ?? 'none'
  return {
    unit: scope === 'area',
    area: scope === 'area',
    provider: scope === 'provider',
    persons: scope === 'persons' || code === 'carer',
    personsMust: scope === 'persons',
  }
}

/** How the persons of a post of this role stand to its account. */
function relationOf(code: string | undefined): 'own' | 'family' | 'assigned' {
  return code === 'elder' ? 'own' : code === 'family' ? 'family' : 'assigned'
}

function postInput(accountId: string, { role, area, unit, provider, persons, validTo }: Values): RawInput<typeof GrantPost> {
  const has = fieldsOf(role)
  const picked = (persons ?? []).flatMap((each) => (each?.personId ? [each.personId] : []))
  return {
    accountId,
    role: role ?? '',
    area: has.area ? (area ?? '') : '',
    unitId: has.unit ? (unit?.id ?? null) : null,
    // a post of a provider is read by the provider's name in lists and in the switch of posts
    unitName: (has.unit ? unit?.name : has.provider ? provider?.name : null) ?? null,
    providerId: has.provider ? (provider?.id ?? null) : null,
    persons: has.persons ? picked.map(({ id }) => ({ personId: id, relation: relationOf(role) })) : [],
    validTo: validTo || null,
  }
}

/** Grants a post: a role, with the unit and area, the provider or the persons it is for. */
export function GrantPostForm({ accountId, onClose }: { readonly accountId: string; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const title = useSay()
  const tell = useTell()
  const { unit: UnitPicker, provider: ProviderPicker } = usePickers()
  const grant = useCommand(GrantPost, { onDone: () => tell.done(say('granted')) })
  return (
    <Modal open title={say('grant')} onCancel={onClose} footer={null}>
      <DraftForm<typeof GrantPost, Values>
        name={`post-${accountId}`}
        signature={GrantPost}
        initial={{}}
        fieldFor={{ unitId: 'unit', unitName: 'unit', providerId: 'provider' }}
        toInput={(values) => postInput(accountId, values)}
        send={grant.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('grant')}
      >
        {(form) => (
          <>
            <Form.Item name="role" label={say('role')} required rules={[{ required: true, message: say('choose') }]}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={roles.map((role) => ({ value: role.code, label: title(role.title) }))}
              />
            </Form.Item>
            <Form.Item noStyle dependencies={['role']}>
              {() => {
                const role: string | undefined = form.getFieldValue('role')
                const has = fieldsOf(role)
                const must = [{ required: true, message: say('choose') }]
                return (
                  <>
                    {has.unit ? (
                      <Form.Item name="unit" label={say('unit')} extra={say('unitHint')}>
                        <UnitPicker />
                      </Form.Item>
                    ) : null}
                    {has.area ? (
                      <Form.Item name="area" label={say('area')} extra={say('areaHint')} required rules={must}>
                        <DivisionPicker level="county" withCode clearable={false} />
                      </Form.Item>
                    ) : null}
                    {has.provider ? (
                      <Form.Item name="provider" label={say('provider')} required rules={must}>
                        <ProviderPicker />
                      </Form.Item>
                    ) : null}
                    {has.persons ? <PostPersons must={has.personsMust} most={role === 'elder' ? 1 : 50} /> : null}
                  </>
                )
              }}
            </Form.Item>
            <Form.Item name="validTo" label={say('validTo')}>
              <DayField />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
