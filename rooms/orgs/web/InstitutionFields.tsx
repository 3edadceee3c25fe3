import type { RawInput } from '@yinqiao/kernel/contract'
import { useWords } from '@yinqiao/kernel/web'
import type { CreateInstitution } from '@yinqiao/orgs/contract'
import { DivisionPicker } from '@yinqiao/places/web'
import { Form, Input, Select } from 'antd'
import { en } from './en.ts'
import type { InstitutionRecord } from './institution-words.ts'
import { zh } from './zh.ts'

/** What is typed of an institution: numbers as text, for an empty field means unknown and not zero. */
export interface InstitutionValues {
  readonly name: string
  readonly category: string
  readonly divisionCode: string | null
  readonly address?: string
  readonly beds?: string
  readonly tags?: string[]
  readonly lng?: string
  readonly lat?: string
  readonly coding?: 'wgs84' | 'gcj02' | 'bd09'
}

/** Text to number; empty is null, nonsense is NaN, which the schema then refuses beside its field. */
const number = (text: string | undefined) => (text === undefined || text.trim() === '' ? null : Number(text))

export function institutionInput(values: InstitutionValues, firmId: InstitutionRecord['firmId']): RawInput<typeof CreateInstitution> {
  const lng = number(values.lng)
  const lat = number(values.lat)
  return {
    name: values.name ?? '',
    category: values.category ?? '',
    divisionCode: values.divisionCode ?? null,
    address: values.address?.trim() || null,
    beds: number(values.beds),
    tags: values.tags ?? [],
    firmId,
    point: lng === null && lat === null ? null : { lng: lng ?? Number.NaN, lat: lat ?? Number.NaN, coding: values.coding ?? 'wgs84' },
  }
}

/** The form's values from a record. */
export function institutionValues(row: InstitutionRecord): InstitutionValues {
  return {
    name: row.name,
    category: row.category,
    divisionCode: row.divisionCode,
    tags: row.tags,
    ...(row.address ? { address: row.address } : {}),
    ...(row.beds === null ? {} : { beds: String(row.beds) }),
    ...(row.point ? { lng: String(row.point.lng), lat: String(row.point.lat), coding: 'wgs84' as const } : {}),
  }
}

/** The fields shared by new and edit. */
export function InstitutionFields() {
  const say = useWords(zh, en)
  return (
    <div className="yq-form-grid">
      <Form.Item name="name" label={say('name')} required className="yq-span">
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="category" label={say('category')} required>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="divisionCode" label={say('division')}>
        <DivisionPicker />
      </Form.Item>
      <Form.Item name="address" label={say('address')} className="yq-span">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="beds" label={say('beds')} extra={say('bedsHint')}>
        <Input inputMode="numeric" maxLength={5} />
      </Form.Item>
      <Form.Item name="tags" label={say('tags')} extra={say('tagsHint')}>
        <Select mode="tags" open={false} suffixIcon={null} />
      </Form.Item>
      <Form.Item name={['lng']} label={say('lng')}>
        <Input inputMode="decimal" maxLength={12} />
      </Form.Item>
      <Form.Item name={['lat']} label={say('lat')}>
        <Input inputMode="decimal" maxLength={12} />
      </Form.Item>
      <Form.Item name="coding" label={say('coding')} extra={say('coordinatesHint')} initialValue="gcj02" className="yq-span">
        <Select
          options={[
            { value: 'gcj02', label: 'GCJ-02' },
            { value: 'bd09', label: 'BD-09' },
            { value: 'wgs84', label: 'WGS-84' },
          ]}
        />
      </Form.Item>
    </div>
  )
}
