import { DraftForm, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { DivisionPicker } from '@yinqiao/places/web'
import { SaveHome, Scene } from '@yinqiao/watch/contract'
import { useNavigate } from '@tanstack/react-router'
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { deviceEn } from './device-en.ts'
import type { HomeShown } from './device-words.ts'
import { deviceZh } from './device-zh.ts'

interface Values {
  readonly scene: HomeShown['scene']
  readonly name?: string
  readonly address?: string
  readonly divisionCode?: string
  readonly lng?: number | null
  readonly lat?: number | null
  readonly coding?: 'wgs84' | 'gcj02' | 'bd09'
  readonly gate?: string
  readonly floor?: string
  readonly key?: string
  readonly language?: string
  readonly hazards?: string
  readonly note?: string
  readonly silenceMinutes?: number | null
  readonly indoorsFrom?: string
  readonly indoorsTo?: string
}

const parts = ['gate', 'floor', 'key', 'language', 'hazards', 'note'] as const
const text = (value: string | undefined) => value?.trim() || null

function initialOf(home: HomeShown | null): Partial<Values> {
  if (home === null) return { scene: 'home', coding: 'gcj02' }
  const { entry, point, indoors } = home
  return {
    scene: home.scene,
    name: home.name,
    address: home.address,
    divisionCode: home.divisionCode,
    coding: 'wgs84',
    silenceMinutes: home.silenceMinutes,
    ...(point ? { lng: point.lng, lat: point.lat } : {}),
    ...(indoors ? { indoorsFrom: indoors.from, indoorsTo: indoors.to } : {}),
    ...Object.fromEntries(parts.flatMap((part) => (entry?.[part] ? [[part, entry[part]]] : []))),
  }
}

/** Makes or edits a home; how one gets in never lies in the browser's store. */
export function HomeForm({ home, onClose }: { readonly home: HomeShown | null; readonly onClose: () => void }) {
  const say = useWords(deviceZh, deviceEn)
  const tell = useTell()
  const navigate = useNavigate()
  const save = useCommand(SaveHome, {
    onDone: ({ id }) => {
      tell.done(say('saved'))
      if (home === null) void navigate({ to: `/watch/homes/${id}` })
    },
  })
  return (
    <Modal open width={760} title={home === null ? say('newHome') : `${say('edit')} · ${home.name}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof SaveHome, Values>
        name={home === null ? 'watch-home-new' : `watch-home-${home.id}`}
        signature={SaveHome}
        initial={initialOf(home)}
        secret={[...parts]}
        {...(home === null ? {} : { basis: home.version })}
        fieldFor={{ point: 'lng', indoors: 'indoorsFrom', entry: 'gate' }}
        toInput={(values) => {
          const entry = { gate: null, floor: null, key: null, language: null, hazards: null, note: null }
          const typed = Object.fromEntries(parts.map((part) => [part, text(values[part])]))
          const { lng, lat, coding } = values
          const [from, to] = [text(values.indoorsFrom), text(values.indoorsTo)]
          return {
            id: home?.id ?? null,
            version: home?.version ?? null,
            scene: values.scene,
            name: values.name ?? '',
            address: values.address ?? '',
            divisionCode: values.divisionCode ?? '',
            point:
              typeof lng === 'number' || typeof lat === 'number' ? { lng: lng ?? 999, lat: lat ?? 999, coding: coding ?? 'gcj02' } : null,
            entry: { ...entry, ...typed },
            silenceMinutes: values.silenceMinutes ?? null,
            indoors: from === null && to === null ? null : { from: from ?? '', to: to ?? '' },
          }
        }}
        send={save.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <div className="yq-form-grid">
            <Form.Item name="name" label={say('name')} required>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="scene" label={say('scene')} required>
              <Select options={Scene.options.map((value) => ({ value, label: say(`scene_${value}`) }))} />
            </Form.Item>
            <Form.Item name="divisionCode" label={say('division')} required>
              <DivisionPicker level="village" />
            </Form.Item>
            <Form.Item name="address" label={say('address')} required>
              <Input maxLength={200} />
            </Form.Item>
            {parts.map((part) => (
              <Form.Item key={part} name={part} label={say(part)}>
                <Input maxLength={part === 'note' ? 500 : 100} placeholder={say('unrecorded')} autoComplete="off" />
              </Form.Item>
            ))}
            <Form.Item name="silenceMinutes" label={say('silenceMinutes')}>
              <InputNumber min={1} max={43_200} precision={0} placeholder={say('silenceByDevice')} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name="coding" label={say('coding')}>
              <Select options={(['gcj02', 'wgs84', 'bd09'] as const).map((value) => ({ value, label: say(`coding_${value}`) }))} />
            </Form.Item>
            <Form.Item name="lng" label={say('longitude')}>
              <InputNumber min={-180} max={180} placeholder={say('unlocated')} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name="lat" label={say('latitude')}>
              <InputNumber min={-90} max={90} placeholder={say('unlocated')} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name="indoorsFrom" label={say('indoorsFrom')}>
              <Input maxLength={5} placeholder="21:30" />
            </Form.Item>
            <Form.Item name="indoorsTo" label={say('indoorsTo')}>
              <Input maxLength={5} placeholder="05:30" />
            </Form.Item>
          </div>
        )}
      </DraftForm>
    </Modal>
  )
}
