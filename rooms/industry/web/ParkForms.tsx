import type { RawInput } from '@yinqiao/kernel/contract'
import { DayField, DraftForm, type Picked, todayHere, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { CreatePark, EditPark, MoveParkState, ParkKind, ParkRole, ParkState } from '@yinqiao/industry/contract'
import { UnitPicker } from '@yinqiao/orgs/web'
import { DivisionPicker } from '@yinqiao/places/web'
import { useNavigate } from '@tanstack/react-router'
import { Form, Input, Modal, Select } from 'antd'
import { en } from './en.ts'
import type { ParkDetail } from './park-words.ts'
import { TownsPicker } from './TownsPicker.tsx'
import { zh } from './zh.ts'

interface ParkValues {
  readonly name?: string
  readonly kind?: ParkDetail['kind']
  readonly divisionCode?: string | null
  readonly covers?: string[]
  readonly operatorUnitId?: Picked | null
  readonly roles?: ParkDetail['roles']
}

const inputOf = (values: ParkValues, kind: ParkDetail['kind'], parentId: string | null) => ({
  name: values.name ?? '',
  kind,
  parentId,
  divisionCode: values.divisionCode ?? null,
  covers: values.covers ?? [],
  operatorUnitId: values.operatorUnitId?.id ?? null,
  roles: values.roles ?? [],
})

function ParkFields() {
  const say = useWords(zh, en)
  return (
    <>
      <Form.Item name="name" label={say('name')} required className="yq-span">
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="divisionCode" label={say('division')}>
        <DivisionPicker />
      </Form.Item>
      <Form.Item name="operatorUnitId" label={say('operator')}>
        <UnitPicker />
      </Form.Item>
      <Form.Item name="covers" label={say('covers')}>
        <TownsPicker />
      </Form.Item>
      <Form.Item name="roles" label={say('roles')}>
        <Select mode="multiple" options={ParkRole.options.map((value) => ({ value, label: say(`role_${value}`) }))} />
      </Form.Item>
    </>
  )
}

/** A new park or site; under a parent, a zone of it. */
export function NewPark({ parent, onClose }: { readonly parent: ParkDetail | null; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const navigate = useNavigate()
  const create = useCommand(CreatePark, {
    onDone: (park) => {
      tell.done(say('created', { name: park.name }))
      void navigate({ to: `/industry/parks/${park.id}` })
    },
  })
  return (
    <Modal open title={say(parent === null ? 'addPark' : 'addZone')} onCancel={onClose} footer={null} width={680}>
      <DraftForm<typeof CreatePark, ParkValues & { state?: ParkDetail['state']; since?: string }>
        name={parent === null ? 'park-new' : `zone-new-${parent.id}`}
        signature={CreatePark}
        initial={{ kind: 'park', state: 'planned', since: todayHere() }}
        toInput={(values): RawInput<typeof CreatePark> => ({
          ...inputOf(values, parent === null ? (values.kind ?? 'park') : 'zone', parent?.id ?? null),
          state: values.state ?? 'planned',
          since: values.since ?? '',
        })}
        send={create.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <div className="yq-form-grid">
            <ParkFields />
            {parent === null ? (
              <Form.Item name="kind" label={say('kind')} required>
                <Select
                  options={ParkKind.options.filter((kind) => kind !== 'zone').map((value) => ({ value, label: say(`kind_${value}`) }))}
                />
              </Form.Item>
            ) : null}
            <Form.Item name="state" label={say('state')} required>
              <Select options={ParkState.options.map((value) => ({ value, label: say(`state_${value}`) }))} />
            </Form.Item>
            <Form.Item name="since" label={say('stateSince')} required>
              <DayField />
            </Form.Item>
          </div>
        )}
      </DraftForm>
    </Modal>
  )
}

/** Puts the facts of a park right. */
export function EditParkForm({ park, onClose }: { readonly park: ParkDetail; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const edit = useCommand(EditPark, { onDone: ({ name }) => tell.done(say('saved', { name })) })
  return (
    <Modal open title={say('edit')} onCancel={onClose} footer={null} width={680}>
      <DraftForm<typeof EditPark, ParkValues>
        name={`park-${park.id}`}
        signature={EditPark}
        basis={park.version}
        initial={{
          name: park.name,
          divisionCode: park.divisionCode,
          covers: park.covers,
          operatorUnitId: park.operatorUnitId === null ? null : { id: park.operatorUnitId, name: park.operatorName ?? '' },
          roles: park.roles,
        }}
        toInput={(values) => ({ ...inputOf(values, park.kind, park.parentId), id: park.id, version: park.version })}
        send={edit.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <div className="yq-form-grid">
            <ParkFields />
          </div>
        )}
      </DraftForm>
    </Modal>
  )
}

/** Moves a park to another state from a day. */
export function MoveStateForm({ park, onClose }: { readonly park: ParkDetail; readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const tell = useTell()
  const move = useCommand(MoveParkState, { onDone: ({ name }) => tell.done(say('saved', { name })) })
  return (
    <Modal open title={say('moveState')} onCancel={onClose} footer={null}>
      <DraftForm<typeof MoveParkState, { to?: ParkDetail['state']; on?: string }>
        name={`park-state-${park.id}`}
        signature={MoveParkState}
        basis={park.version}
        initial={{ on: todayHere() }}
        toInput={({ to, on }) => ({ id: park.id, version: park.version, to: to ?? park.state, on: on ?? '' })}
        send={move.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            <Form.Item name="to" label={say('toState')} required>
              <Select
                options={ParkState.options
                  .filter((state) => state !== park.state)
                  .map((value) => ({ value, label: say(`state_${value}`) }))}
              />
            </Form.Item>
            <Form.Item name="on" label={say('onDay')} required>
              <DayField />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}
