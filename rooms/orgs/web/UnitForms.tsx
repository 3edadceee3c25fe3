import type { Output } from '@yinqiao/kernel/contract'
import { DayField, DraftForm, todayHere, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { AddAlias, AliasKind, CreateUnit, type GetUnit, ListUnits, MergeUnit, RenameUnit, UnitId, UnitKind } from '@yinqiao/orgs/contract'
import { DivisionPicker } from '@yinqiao/places/web'
import { useQuery } from '@yinqiao/kernel/web'
import { Form, Input, Modal, Select } from 'antd'
import { en } from './en.ts'
import { zh } from './zh.ts'

interface UnitFormProps {
  readonly unit: Output<typeof GetUnit>
  readonly onClose: () => void
}

/** Adds a unit that no file brought. */
export function NewUnit({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const create = useCommand(CreateUnit, { onDone: (unit) => tell.done(say('unitCreated', { name: unit.name })) })
  return (
    <Modal open title={say('addUnit')} onCancel={onClose} footer={null}>
      <DraftForm<
        typeof CreateUnit,
        {
          code: string
          name: string
          kind: (typeof UnitKind.options)[number]
          divisionCode?: string | null
          validFrom: string
          source: string
        }
      >
        name="unit-new"
        signature={CreateUnit}
        initial={{ validFrom: todayHere() }}
        toInput={(values) => ({
          ...values,
          code: values.code ?? '',
          name: values.name ?? '',
          source: values.source ?? '',
          divisionCode: values.divisionCode ?? null,
        })}
        send={create.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            <Form.Item name="name" label={say('name')} required>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="code" label={say('code')} extra={say('codeHint')} required>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="kind" label={say('unitKind')} required>
              <Select options={UnitKind.options.map((value) => ({ value, label: say(`ukind_${value}`) }))} />
            </Form.Item>
            <Form.Item name="divisionCode" label={say('division')}>
              <DivisionPicker />
            </Form.Item>
            <Form.Item name="validFrom" label={say('onDay')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="source" label={say('basis')} required>
              <Input maxLength={200} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

/** Records one more wording under which documents name the unit. */
export function AliasForm({ unit, onClose }: UnitFormProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const add = useCommand(AddAlias)
  return (
    <Modal open title={say('addAlias')} onCancel={onClose} footer={null}>
      <DraftForm<typeof AddAlias, { alias: string; kind: (typeof AliasKind.options)[number]; source: string }>
        name={`unit-alias-${unit.id}`}
        signature={AddAlias}
        initial={{ kind: 'as-written' }}
        toInput={({ alias, kind, source }) => ({ unitId: unit.id, alias: alias ?? '', kind, source: source ?? '' })}
        send={async (input) => {
          await add.send(input)
          tell.done(say('aliasAdded', { alias: input.alias }))
        }}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            <Form.Item name="alias" label={say('alias')} required>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="kind" label={say('aliasKind')} required>
              <Select options={AliasKind.options.map((value) => ({ value, label: say(`akind_${value}`) }))} />
            </Form.Item>
            <Form.Item name="source" label={say('basis')} required>
              <Input maxLength={200} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

/** Renames a unit from a day. */
export function RenameForm({ unit, onClose }: UnitFormProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const rename = useCommand(RenameUnit, { onDone: () => tell.done(say('renamed')) })
  return (
    <Modal open title={say('rename')} onCancel={onClose} footer={null}>
      <DraftForm<typeof RenameUnit, { name: string; on: string; basis: string }>
        name={`unit-rename-${unit.id}`}
        signature={RenameUnit}
        initial={{ on: todayHere() }}
        toInput={({ name, on, basis }) => ({ unitId: unit.id, version: unit.version, name: name ?? '', on, basis: basis ?? '' })}
        send={rename.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            <Form.Item name="name" label={say('newName')} required>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="on" label={say('onDay')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="basis" label={say('basis')} required>
              <Input maxLength={200} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

/** Ends a unit: its duties pass to another, or to nobody. */
export function MergeForm({ unit, onClose }: UnitFormProps) {
  const say = useWords(zh, en)
  const tell = useTell()
  const merge = useCommand(MergeUnit, { onDone: () => tell.done(say('merged')) })
  const others = useQuery(ListUnits, { state: 'in-force' })
  return (
    <Modal open title={say('merge')} onCancel={onClose} footer={null}>
      <DraftForm<typeof MergeUnit, { into: string; on: string; basis: string }>
        name={`unit-merge-${unit.id}`}
        signature={MergeUnit}
        initial={{ on: todayHere() }}
        toInput={({ into, on, basis }) => ({
          unitId: unit.id,
          version: unit.version,
          intoUnitId: into && into !== 'none' ? UnitId.parse(into) : null,
          on,
          basis: basis ?? '',
        })}
        send={merge.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            <Form.Item name="into" label={say('into')} rules={[{ required: true, message: say('into') }]}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={[
                  { value: 'none', label: say('intoNone') },
                  ...(others.data?.units ?? []).filter(({ id }) => id !== unit.id).map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            </Form.Item>
            <Form.Item name="on" label={say('onDay')} required>
              <DayField />
            </Form.Item>
            <Form.Item name="basis" label={say('basis')} required>
              <Input maxLength={200} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
