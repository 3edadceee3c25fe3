import type { Signature } from '@yinqiao/kernel/contract'
import { z } from 'zod'

/** Inputs with which a command really does something on a freshly loaded district; `unique` keeps two runs apart. */
export const realInputs: Readonly<Record<string, { readonly role: string; readonly input: (unique: string) => object }>> = {
  'places.create-site': {
    role: 'district-officer',
    input: (unique) => ({ name: `合成场所${unique}`, kind: 'facility', address: '合成路1号', divisionCode: '320507', point: null }),
  },
  'places.set-block-member': {
    role: 'working-group',
    input: () => ({ blockCode: 'jingkai', divisionCode: '320507001', belongs: true, from: '2026-01-01', basis: '合成依据' }),
  },
  'orgs.create-unit': {
    role: 'working-group',
    input: (unique) => ({ code: `t-${unique}`, name: `合成单位${unique}`, divisionCode: null, validFrom: '2026-01-01', source: '合成' }),
  },
  'orgs.create-institution': {
    role: 'district-officer',
    input: (unique) => ({
      name: `合成机构${unique}`,
      category: '养老院',
      divisionCode: '320507',
      address: null,
      beds: null,
      tags: [],
      firmId: null,
      point: null,
    }),
  },
  'industry.create-park': {
    role: 'district-officer',
    input: (unique) => ({
      name: `合成园区${unique}`,
      kind: 'park',
      parentId: null,
      divisionCode: '320507',
      covers: [],
      operatorUnitId: null,
      roles: [],
      state: 'planned',
      since: '2026-01-01',
    }),
  },
  'access.create-account': { role: 'system-admin', input: (unique) => ({ username: `t${unique}`, name: '合成账号' }) },
  'people.create-elder': { role: 'town-officer', input: () => elderWith({ name: '合成老人' }) },
}

/** A made-up elder of a village of the district. */
export function elderWith(facts: object): object {
  return {
    sex: 'female',
    birthDay: '1950-03-07',
    idKind: 'none',
    idNumber: null,
    phone: null,
    address: null,
    divisionCode: '320507001002',
    siteId: null,
    householdId: null,
    livesAlone: 'unknown',
    healthNotes: null,
    contacts: [],
    ...facts,
  }
}

interface Shape {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly minItems?: number
  readonly minLength?: number
  readonly minimum?: number
  readonly format?: string
}

/** Some input that looks like what the schema asks for; where a pattern asks for more, the command refuses it, which is an answer too. */
export function likelyInput(signature: Signature): unknown {
  return likely(z.toJSONSchema(signature.input, { io: 'input', unrepresentable: 'any' }) as Shape)
}

function likely(shape: Shape): unknown {
  if (shape.const !== undefined) return shape.const
  if (shape.enum !== undefined) return shape.enum[0]
  const [choice] = shape.anyOf ?? shape.oneOf ?? []
  if (choice !== undefined) return likely(choice)
  if (shape.properties !== undefined)
    return Object.fromEntries((shape.required ?? []).map((name) => [name, likely(shape.properties?.[name] ?? {})]))
  if (shape.type === 'array') return Array.from({ length: shape.minItems ?? 0 }, () => likely(shape.items ?? {}))
  if (shape.type === 'integer' || shape.type === 'number') return Math.max(1, shape.minimum ?? 1)
  if (shape.type === 'boolean') return true
  return textOf(shape)
}

function textOf({ format, minLength = 1 }: Shape): string {
  if (format === 'uuid') return '018f0000-0000-7000-8000-000000000000'
  if (format === 'date') return '2026-01-01'
  if (format === 'date-time') return '2026-01-01T00:00:00Z'
  if (format === 'uri') return 'https://example.invalid/'
  return '合'.repeat(Math.max(2, minLength))
}
