import { EditInstitution, ImportInstitutions, ListInstitutions } from '@yinqiao/orgs/contract'
import { systemActor } from '@yinqiao/kernel/contract'
import type { Output, RawInput, Signature } from '@yinqiao/kernel/contract'
import { execute, type Kernel } from '@yinqiao/kernel/server'
import { GetOutline } from '@yinqiao/places/contract'
import { dice } from './dice.ts'
import type { Village } from './population.ts'

const kinds = ['养老院', '护理院', '日间照料中心', '助餐点'] as const
const count = 24

/** Synthetic institutions, imported as a list like a real one would be and then placed on the map; beds are left unknown for some. */
export async function loadInstitutions(kernel: Kernel, villages: readonly Village[]): Promise<number> {
  const chance = dice('yinqiao/institutions')
  const { rows: districts } = await kernel.pool.query<{ name: string }>('select name from places.pub_district where code = $1', [
    kernel.area,
  ])
  const rows = Array.from({ length: count }, (_, n) => {
    const village = villages[chance.below(villages.length)]
    const beds = chance.next() < 0.25 ? '' : String(20 + chance.below(28) * 10)
    return [
      `合成${kinds[n % kinds.length]}${n + 1}号`,
      kinds[n % kinds.length],
      districts[0]?.name ?? '',
      `${village?.townName}合成一路${n + 1}号`,
      beds,
      '合成数据',
      '合成名单',
      '',
    ].join(',')
  })
  const csv = ['name,category,district,address,beds,tags,source_list,source_url', ...rows].join('\n')
  const { created } = await run(kernel, ImportInstitutions, {
    fileName: 'synthetic.csv',
    content: Buffer.from(csv).toString('base64'),
    synthetic: true,
  })
  if (created === 0) return 0
  const box = await findBox(kernel)
  if (box === undefined) return created
  const { west, south, east, north } = box
  const { rows: listed } = await run(kernel, ListInstitutions, { limit: 100, search: '合成' })
  for (const institution of listed.filter((one) => one.synthetic && one.point === null)) {
    for (let attempt = 0; attempt < 20; attempt++) {
      const point = { lng: west + chance.next() * (east - west), lat: south + chance.next() * (north - south), coding: 'wgs84' as const }
      const { id, version, name, category, divisionCode, address, beds, tags, firmId } = institution
      const outcome = await call(kernel, EditInstitution, { id, version, name, category, divisionCode, address, beds, tags, firmId, point })
      // a point of the box may lie outside the district; the room says so and the next is drawn
      if (outcome.ok) break
    }
  }
  return created
}

/** The box around the district's outline, in degrees; undefined where the district has none (then nothing is put on the map). */
async function findBox(kernel: Kernel): Promise<{ west: number; south: number; east: number; north: number } | undefined> {
  const outcome = await call(kernel, GetOutline, {})
  if (!outcome.ok) return undefined
  const { geometry } = outcome.value as Output<typeof GetOutline>
  const points = geometry.coordinates.flat(2)
  const lngs = points.map(([lng]) => lng)
  const lats = points.map(([, lat]) => lat)
  return { west: Math.min(...lngs), south: Math.min(...lats), east: Math.max(...lngs), north: Math.max(...lats) }
}

const call = (kernel: Kernel, signature: Signature, input: unknown) =>
  execute(kernel, signature, input, { actor: systemActor(kernel.area), key: `sim-${crypto.randomUUID()}`, origin: 'sim', trusted: true })

async function run<S extends Signature>(kernel: Kernel, signature: S, input: RawInput<S>): Promise<Output<S>> {
  const outcome = await call(kernel, signature, input)
  if (!outcome.ok) throw new Error(`${signature.name}: ${outcome.refusal.refused.code} ${JSON.stringify(outcome.refusal.facts)}`)
  return outcome.value as Output<S>
}
