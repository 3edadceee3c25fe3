import type { BulkElder } from '@yinqiao/people'
import { checkCharacter } from '@yinqiao/people'
import { ElderInput, HouseholdId, type LifeState } from '@yinqiao/people/contract'
import { type Dice, dice } from './dice.ts'

/** A community or village people can live in. */
export interface Village {
  readonly code: string
  readonly name: string
  readonly townName: string
}

export interface PopulationPlan {
  readonly elders: number
  readonly villages: readonly [Village, ...Village[]]
  /** Reference day `YYYY-MM-DD` that ages are counted from. */
  readonly today: string
  readonly seed: string
}

// bands of the district's 2010 census (reference/xiangcheng-facts.json, age2010), scaled; 85+ spread thinning out to 100
const bands: readonly (readonly [readonly [number, number], number])[] = [
  [[60, 64], 26646],
  [[65, 69], 15686],
  [[70, 74], 12307],
  [[75, 79], 9780],
  [[80, 84], 6480],
  [[85, 89], 2400],
  [[90, 94], 800],
  [[95, 100], 181],
]
const surnames = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '赵',
  '黄',
  '周',
  '吴',
  '徐',
  '孙',
  '胡',
  '朱',
  '高',
  '林',
  '何',
  '郭',
  '马',
  '罗',
  '陆',
  '沈',
  '顾',
  '钱',
  '蒋',
  '范',
  '潘',
  '俞',
  '费',
  '归',
] as const
const givens = [
  '福',
  '寿',
  '康',
  '宁',
  '德',
  '仁',
  '义',
  '礼',
  '信',
  '忠',
  '勤',
  '俭',
  '和',
  '平',
  '安',
  '泰',
  '祥',
  '瑞',
  '庆',
  '华',
  '英',
  '珍',
  '秀',
  '兰',
  '芳',
  '梅',
  '桂',
  '莲',
  '根',
  '林',
  '泉',
  '明',
] as const
const streets = ['合成一路', '合成二路', '示例巷', '样本弄', '虚拟里'] as const

/**
 * Elders of a synthetic district: households of one to three over the real communities, ages by the census bands.
 * Nobody real: identity numbers take an address code that no place has (990000), phones a segment that no operator
 * has (154), and every name is drawn from two short lists.
 */
export function* population({ elders, villages, today, seed }: PopulationPlan): Generator<BulkElder> {
  const chance = dice(seed)
  // some communities are larger than others, and stay so whatever the number of elders
  const weights = villages.map((village) => [village, 0.4 + dice(`${seed}/${village.code}`).next()] as const)
  for (let made = 0; made < elders; ) {
    const village = chance.weigh(weights)
    const size = Math.min(
      chance.weigh([
        [1, 0.34],
        [2, 0.58],
        [3, 0.08],
      ] as const),
      elders - made,
    )
    const household = HouseholdId.parse(uuid(chance))
    const address = `${village.townName}${village.name.replace(/(社区居委会|村委会|虚拟社区)$/, '')}${chance.pick(streets)}${1 + chance.below(180)}号${1 + chance.below(6)}-${101 + chance.below(600)}室`
    for (let member = 0; member < size; member++) yield elder(chance, { n: made++, village, household, address, alone: size === 1, today })
  }
}

interface Home {
  readonly n: number
  readonly village: Village
  readonly household: string
  readonly address: string
  readonly alone: boolean
  readonly today: string
}

function elder(chance: Dice, home: Home): BulkElder {
  const [low, high] = chance.weigh(bands)
  const born = Temporal.PlainDate.from(home.today).subtract({ years: low + chance.below(high - low + 1), days: 1 + chance.below(364) })
  const male = chance.next() < (low < 75 ? 0.49 : 0.43)
  const name = chance.pick(surnames) + chance.pick(givens) + (chance.next() < 0.7 ? chance.pick(givens) : '')
  const state: LifeState = chance.weigh([
    [{ state: 'at-home', from: '2025-01-01', to: null }, 0.93],
    [{ state: 'institution', from: '2025-03-01', to: null }, 0.035],
    [{ state: 'hospital', from: '2025-06-01', to: null }, 0.01],
    [{ state: 'away', from: '2025-05-01', to: null }, 0.025],
  ] as const)
  const facts = ElderInput.parse({
    name,
    sex: male ? 'male' : 'female',
    birthDay: born.toString(),
    idKind: 'citizen-id',
    idNumber: idNumber(home.n, born, male),
    phone: chance.next() < 0.8 ? `154${String(home.n).padStart(8, '0')}` : null,
    address: home.address,
    divisionCode: home.village.code,
    siteId: null,
    householdId: home.household,
    livesAlone: chance.next() < 0.06 ? 'unknown' : home.alone ? 'yes' : 'no',
    healthNotes: noteOf(home.n),
    contacts: [],
  })
  return { id: uuid(chance), facts, lifeState: state, origin: 'import', synthetic: true }
}

const illnesses = ['示例病症甲', '示例病症乙，术后', '示例病症丙（轻）'] as const
const medicines = ['示例药甲，每日一次', '示例药乙，早晚各一次', '示例药丙，必要时'] as const

/** One in twelve has a note of illness and medicine; every word of it says that it is made up. */
function noteOf(n: number): string | null {
  return n % 12 === 5
    ? `合成数据：${illnesses[Math.floor(n / 12) % illnesses.length]}；服用${medicines[Math.floor(n / 36) % medicines.length]}（并非真人）`
    : null
}

/** GB 11643 form with a true check character; unique by address code 990000 + n beyond what one birthday's sequence holds. */
function idNumber(n: number, born: Temporal.PlainDate, male: boolean): string {
  const sequence = (n * 2 + (male ? 1 : 0)) % 1000
  const area = 990000 + (Math.floor(n / 500) % 10000)
  const body = `${area}${born.toString().replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return body + checkCharacter(body)
}

function uuid(chance: Dice): string {
  const hex = Array.from({ length: 4 }, () =>
    Math.floor(chance.next() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
