import type { Filter, MeasureDeclaration, QualityStatements } from '@yinqiao/kernel/contract'

const percent = { zh: '%', en: '%' }
const all = (...parts: readonly Filter[]): Filter => ({ all: [...parts] })
const is = (name: string, ...values: readonly (string | boolean)[]): Filter => ({ is: name, in: [...values] })
/** Days are counted when they have ended: the last one is the day before the day of the question. */
const lastDay: Filter = { at: 'day', op: '=', value: { daysFromValidAt: -1 } }
const days = (n: number): readonly Filter[] => [
  { at: 'day', op: '>=', value: { daysFromValidAt: -n } },
  { at: 'day', op: '<=', value: { daysFromValidAt: -1 } },
]
const spoke: Filter = { at: 'trusted', op: '>=', value: 1 }

const quality: QualityStatements = {
  verify: '打开明细，抽查设备的读数曲线与现场；日数由读数重新计数核对，每夜重算近九日',
  sources: '设备绑定登记，与收到的消息按日计数（设备日）；消息由设备经网关送达，不由人填写',
  accuracy: '一台设备一天一行；“可信”指时间、数值、重复各项检查都通过；迟到不超过八天的数据补到当日，记为新版本',
  limits: '数到统计日的前一日为止；一条可信消息即算有数据，不说明数据有用；绑定不实的设备无从发现',
  remedy: '绑定有误的由经办人改正，设备失联的按值守流程处理；旧数可按当时所知重算',
}
const stock = { period: 'stock', better: 'more', leastCoverage: 0.9, quality, freshDays: 3, guard: null } as const
const scenes = [
  { code: 'home', zh: '居家', en: 'homes' },
  { code: 'community', zh: '社区', en: 'communities' },
  { code: 'institution', zh: '机构', en: 'institutions' },
] as const

const onlineOf = (more: readonly Filter[]): MeasureDeclaration['tree'] => {
  // what cannot be told yet is undecided on both sides: neither online nor off
  const whole = [lastDay, is('held', true), ...more, is('online', true, false)]
  return {
    fold: 'ratio',
    part: { source: 'watch.device-day', where: all(...whole, is('online', true)) },
    whole: { source: 'watch.device-day', where: all(...whole) },
  }
}
const onlineQuality = {
  ...quality,
  accuracy: `${quality.accuracy}；在线指日终时最近一次消息在约定的静默上限之内，未约定的按设备种类默认；刚绑定还不到上限又没有消息的不能判定`,
}

const online: readonly MeasureDeclaration[] = [
  {
    ...stock,
    code: '4.4.4',
    title: { zh: '智能监护设备在线率', en: 'Share of bound devices online' },
    unit: percent,
    tree: onlineOf([]),
    carries: ['4.4.4'],
    guard: '4.4.4.bound',
    quality: onlineQuality,
  },
  ...scenes.map(
    ({ code, zh, en }): MeasureDeclaration => ({
      ...stock,
      code: `4.4.4.online-${code}`,
      title: { zh: `智能监护设备在线率（${zh}）`, en: `Share of bound devices online (${en})` },
      unit: percent,
      tree: onlineOf([is('scene', code)]),
      carries: ['4.4.4'],
      guard: '4.4.4.bound',
      quality: onlineQuality,
    }),
  ),
  {
    ...stock,
    code: '4.4.4.bound',
    title: { zh: '已绑定的监护设备', en: 'Devices bound' },
    unit: { zh: '台', en: 'devices' },
    tree: { fold: 'count', rows: { source: 'watch.binding', key: 'device_id' } },
    better: 'neither',
    carries: ['4.4.4'],
    guard: '4.4.4',
    freshDays: 400,
    quality: { ...quality, limits: '只说绑定登记，不说设备是否在用；在用看在线率；解绑失联的设备会抬高在线率，须与本数同看' },
  },
  {
    ...stock,
    code: '4.4.4.homes',
    title: { zh: '配有监护设备的家庭', en: 'Homes with a device' },
    unit: { zh: '户', en: 'homes' },
    tree: { fold: 'count', rows: { source: 'watch.binding', where: is('scene', 'home'), key: 'home_id' } },
    carries: ['4.4.4'],
    guard: '4.4.4.online-home',
    freshDays: 400,
    quality: { ...quality, limits: '有一台绑定的设备即算一户，不说套装是否齐全；“配备”须配哪些设备由专班释义' },
  },
]

/** What counts as a device of home monitoring or rescue: the working group may read it otherwise. */
const rescueKinds = {
  kind1: 'wearable',
  kind2: 'pendant',
  kind3: 'pull-cord',
  kind4: 'vitals',
  kind5: 'bed',
  kind6: 'radar',
}
const rescue: Filter = { is: 'device_kind', in: Object.keys(rescueKinds).map((param) => ({ param })) }
const rescueQuality = {
  ...quality,
  limits: `${quality.limits}；只计安装在家庭的设备，哪些种类算“监测、急救”按参数，待专班释义；生化检测设备没有接入的不在其中`,
}

const rescueDevices: readonly MeasureDeclaration[] = [
  {
    ...stock,
    code: '4.1.6',
    title: { zh: '家用监测与急救设备在线数（近七日有可信数据）', en: 'Home monitoring and rescue devices heard of in seven days' },
    unit: { zh: '台', en: 'devices' },
    tree: {
      fold: 'count',
      rows: { source: 'watch.device-day', where: all(...days(7), is('scene', 'home'), rescue, spoke), key: 'device_id' },
    },
    params: rescueKinds,
    carries: ['4.1.6'],
    guard: '4.1.6.silent',
    quality: rescueQuality,
  },
  {
    ...stock,
    code: '4.1.6.silent',
    title: { zh: '近七日没有可信数据的家用监测与急救设备', en: 'Home monitoring and rescue devices not heard of in seven days' },
    unit: { zh: '台', en: 'devices' },
    tree: {
      fold: 'count',
      rows: {
        source: 'watch.device-day',
        where: all(lastDay, is('held', true), is('scene', 'home'), rescue, {
          not: { exists: 'watch.device-day', on: { device_id: 'device_id' }, where: all(...days(7), spoke) },
        }),
        key: 'device_id',
      },
    },
    params: rescueKinds,
    better: 'less',
    carries: ['4.1.6'],
    guard: '4.1.6',
    quality: rescueQuality,
  },
]

/** A device was heard of, trusted, within thirty days. */
const liveQuality = {
  ...quality,
  limits: `${quality.limits}；有一台设备近三十日有可信消息即算，不反映服务了多少人；每日计数停了看 4.4.4 的状态`,
}

const cells: readonly MeasureDeclaration[] = [
  {
    ...stock,
    code: '2.2c.live',
    title: { zh: '近三十日有设备数据的镇街场景占比', en: 'Town by scene cells with live devices' },
    unit: percent,
    tree: {
      fold: 'ratio',
      part: {
        source: 'watch.scene-cell',
        where: { exists: 'watch.device-day', on: { town: 'town', scene: 'scene' }, where: all(...days(30), spoke) },
      },
      whole: { source: 'watch.scene-cell' },
    },
    carries: ['2.2c', '4.4.11'],
    guard: '4.4.4',
    quality: {
      ...liveQuality,
      limits: `${liveQuality.limits}；分母为各镇街乘三个场景，不含没有法定区划代码的板块；以设备数据为证，与登记的场景（2.2c）并列，“全面落地”由专班释义`,
    },
  },
  ...scenes.map(
    ({ code, zh, en }): MeasureDeclaration => ({
      ...stock,
      code: `4.4.11.${code}`,
      title: { zh: `近三十日有设备数据的点位占比（${zh}）`, en: `Places watched with live devices (${en})` },
      unit: percent,
      tree: {
        fold: 'ratio',
        part: {
          source: 'watch.home',
          where: all(is('scene', code), { exists: 'watch.device-day', on: { home_id: 'id' }, where: all(...days(30), spoke) }),
        },
        whole: { source: 'watch.home', where: is('scene', code) },
      },
      carries: ['4.4.11'],
      guard: '2.2c.live',
      freshDays: 400,
      quality: {
        ...liveQuality,
        limits: `${liveQuality.limits}；分母只有已登记守护的点位，未登记的不在其中；成熟度分级（纸质、数字、智能）尚无口径，本数只说有无设备数据`,
      },
    }),
  ),
]

/** Numbers of devices and the places they stand in. */
export const deviceMeasures: readonly MeasureDeclaration[] = [...online, ...rescueDevices, ...cells]
