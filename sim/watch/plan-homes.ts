import type { DeviceKind, Scene } from '@yinqiao/watch/contract'
import type { z } from 'zod'
import { type Dice, dice } from '../dice.ts'
import type { Village } from '../population.ts'

/** Who lives in one household of the register. */
export interface Household {
  readonly divisionCode: string
  readonly address: string | null
  readonly elders: readonly { readonly id: string; readonly name: string }[]
}

/** A device of a synthetic home, before it is registered. */
export interface PlannedDevice {
  readonly protocol: string
  readonly serial: string
  readonly kind: z.infer<typeof DeviceKind>
  readonly model: string
  /** Whether it signs in by itself; a sensor speaks through its gateway, a terminal is known by its number. */
  readonly withSecret: boolean
  readonly behindGateway: boolean
  readonly room: string | null
  /** Worn or used by the first person of the home. */
  readonly personal: boolean
}

export interface PlannedHome {
  readonly n: number
  readonly scene: z.infer<typeof Scene>
  readonly name: string
  readonly address: string
  readonly divisionCode: string
  readonly point: { readonly lng: number; readonly lat: number } | null
  readonly elders: readonly string[]
  readonly devices: readonly PlannedDevice[]
  readonly dice: Dice
}

interface Part {
  readonly protocol: 'own' | 'zigbee' | 'fall-radar' | 'gt06' | 'watch'
  readonly kind: z.infer<typeof DeviceKind>
  readonly room: string | null
  readonly personal?: boolean
}

const gateway: Part = { protocol: 'own', kind: 'gateway', room: '客厅' }
const sensor = (kind: Part['kind'], room: string): Part => ({ protocol: 'zigbee', kind, room })
const worn = (protocol: Part['protocol'], kind: Part['kind']): Part => ({ protocol, kind, room: null, personal: true })

/** What hangs in a home, by what it is for; about three devices a home. */
const kits: readonly (readonly [readonly Part[], number])[] = [
  [[gateway, sensor('motion', '客厅'), sensor('door', '入户门'), sensor('smoke', '厨房'), worn('own', 'pendant')], 0.26],
  [[gateway, sensor('smoke', '厨房'), sensor('gas', '厨房'), sensor('water', '卫生间')], 0.08],
  [[worn('watch', 'wearable')], 0.18],
  [[worn('gt06', 'wearable')], 0.1],
  [[{ protocol: 'fall-radar', kind: 'radar', room: '卫生间' }, worn('own', 'pendant')], 0.16],
  [[worn('own', 'vitals'), { protocol: 'own', kind: 'bed', room: '卧室', personal: true }, worn('own', 'pendant')], 0.22],
]
const communityKit: readonly Part[] = [
  gateway,
  sensor('smoke', '活动室'),
  sensor('door', '正门'),
  { protocol: 'own', kind: 'pull-cord', room: '卫生间' },
]
const institutionKit: readonly Part[] = [
  gateway,
  sensor('smoke', '走廊'),
  sensor('motion', '走廊'),
  { protocol: 'own', kind: 'pull-cord', room: '101 室' },
  { protocol: 'own', kind: 'pull-cord', room: '102 室' },
  { protocol: 'fall-radar', kind: 'radar', room: '浴室' },
]

/** A place in the district; points are made up around a made-up middle of each village. */
export type PlaceVillage = (divisionCode: string, chance: Dice) => { readonly lng: number; readonly lat: number } | null

/**
 * Homes of a synthetic district, the same for the same seed and register: eight in ten are households, the others points in the
 * community and homes for the aged. Every name and address says that it is made up.
 */
export function planHomes(
  count: number,
  households: readonly Household[],
  villages: readonly [Village, ...Village[]],
  place: PlaceVillage,
  seed = 'yinqiao/homes',
): readonly PlannedHome[] {
  let next = 0
  return Array.from({ length: count }, (_, index) => {
    const n = index + 1
    const chance = dice(`${seed}/${n}`)
    const scene = n % 20 === 7 || n % 20 === 17 ? 'community' : n % 12 === 11 ? 'institution' : 'home'
    const village = chance.pick(villages)
    const joined = scene === 'community' ? [] : households.slice(next, next + (scene === 'institution' ? 3 : 1))
    next += joined.length
    const [first] = joined
    const divisionCode = first?.divisionCode ?? village.code
    const elders = joined.flatMap((household) => household.elders)
    const kit = scene === 'home' ? chance.weigh(kits) : scene === 'community' ? communityKit : institutionKit
    return {
      n,
      scene: elders.length === 0 && scene === 'home' ? 'community' : scene,
      name: nameOf(scene, n, elders[0]?.name),
      address: scene === 'home' && first?.address ? first.address : `${village.townName}合成路${n}号`,
      divisionCode,
      point: place(divisionCode, chance),
      elders: elders.map(({ id }) => id),
      devices: kit.map((part, at) => deviceOf(part, n, at, elders.length > 0)),
      dice: chance,
    }
  })
}

function nameOf(scene: PlannedHome['scene'], n: number, elder: string | undefined): string {
  if (scene === 'home' && elder !== undefined) return `${elder}家（合成）`
  return scene === 'institution' ? `合成养老院${n}号` : `合成社区驿站${n}号`
}

/** Serial numbers nobody has: of our own, or IMEI and terminal numbers that begin with 99 and zeros. */
function deviceOf({ protocol, kind, room, personal = false }: Part, n: number, at: number, lived: boolean): PlannedDevice {
  const number = String(n * 10 + at).padStart(7, '0')
  const serial =
    protocol === 'gt06' ? `99000000${number}` : protocol === 'watch' ? `990${number}` : `SIM-${String(n).padStart(5, '0')}-${at}`
  return {
    protocol,
    serial,
    kind,
    model: `合成-${kind}`,
    withSecret: protocol === 'own' || protocol === 'fall-radar',
    behindGateway: protocol === 'zigbee',
    room,
    personal: personal && lived,
  }
}
