import type { MeasureDeclaration, Source } from '@yinqiao/kernel/contract'

const place = { type: 'text', title: { zh: '属地', en: 'Place' } } as const

/** Elders of the register and their states, for counting: rows are persons, small counts are hidden, ids are masked. */
export const peopleSources: readonly Source[] = [
  {
    name: 'people.elder',
    title: { zh: '在册老人', en: 'Registered elders' },
    view: 'people.pub_counted_elder',
    versioned: true,
    uuid: true,
    single: true,
    known: true,
    persons: true,
    columns: { id: { type: 'text', title: { zh: '编号', en: 'Id' }, sql: 's.id::text', person: true }, division_code: place },
    town: 'division_code',
    unit: null,
    opens: '/people/elders/{id}',
  },
  {
    name: 'people.life-state',
    title: { zh: '生活状态', en: 'Life states' },
    view: 'people.pub_counted_state',
    known: true,
    valid: true,
    persons: true,
    columns: {
      elder_id: { type: 'text', title: { zh: '老人', en: 'Elder' }, sql: 's.elder_id::text', person: true },
      state: { type: 'text', title: { zh: '状态', en: 'State' } },
      division_code: place,
    },
    town: 'division_code',
    unit: null,
    opens: null,
  },
]

const gone = { exists: 'people.life-state', on: { elder_id: 'id' }, where: { is: 'state', in: ['dead', 'moved'] } } as const
const quality = {
  verify: '每季与公安、民政的公开人口数总量比对；差异逐镇说明',
  accuracy: '按档案版本与生活状态计数，去世与迁出以登记的日期为准',
  remedy: '漏登、错登由镇街更正；更正作为新版本，旧值可重算',
}
const shared = { period: 'stock', better: 'neither', carries: [], freshDays: 400, leastCoverage: 0.9 } as const

/** Numbers of elders that other measures stand on; no row of a plan is carried by them. */
export const peopleMeasures: readonly MeasureDeclaration[] = [
  {
    ...shared,
    code: 'people.registered',
    title: { zh: '在册老人', en: 'Registered elders' },
    unit: { zh: '人', en: 'persons' },
    tree: { fold: 'count', rows: { source: 'people.elder', where: { not: gone } } },
    guard: 'people.in-institution',
    quality: { ...quality, sources: '老人档案', limits: '是档案数，不是辖区老年人口；没有建档的不在其中' },
  },
  {
    ...shared,
    code: 'people.in-institution',
    title: { zh: '在册老人中入住机构的比例', en: 'Share of registered elders living in institutions' },
    unit: { zh: '%', en: '%' },
    tree: {
      fold: 'ratio',
      part: {
        source: 'people.elder',
        where: {
          all: [{ not: gone }, { exists: 'people.life-state', on: { elder_id: 'id' }, where: { is: 'state', in: ['institution'] } }],
        },
      },
      whole: { source: 'people.elder', where: { not: gone } },
    },
    guard: 'people.registered',
    quality: { ...quality, sources: '老人档案与生活状态', limits: '状态未登记的老人计入分母，不计入分子，故比例偏低' },
  },
]
