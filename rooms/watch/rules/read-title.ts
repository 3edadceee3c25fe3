/** What the title of an alarm says, taken apart: titles are kept as they were told, in Chinese. */
export interface ReadTitle {
  /** What happened, without whose home it is and without words that somebody typed. */
  readonly zh: string
  readonly en: string
  /** Room of the device; null = none told. */
  readonly room: string | null
  /** The home, or what was said on the telephone: for the desk alone, not for walls and messages. */
  readonly about: string | null
  /** Tells of somebody's health. */
  readonly health: boolean
}

/** Titles that never change, the rules as shipped first (data/rules.json; a test holds them equal). */
const fixed: Readonly<Record<string, string>> = {
  一键呼叫: 'SOS pressed',
  跌倒: 'Fall',
  '滞留过久（卫生间）': 'Too long in one place (bathroom)',
  长时间无活动: 'No activity',
  生命体征危急: 'Vital sign critical',
  生命体征越限: 'Vital sign beyond the limits',
  设备判断体征危险: 'Device calls a vital sign dangerous',
  夜间离床未归: 'Out of bed at night',
  迟到的呼叫: 'Call that arrived late',
  烟雾: 'Smoke',
  燃气泄漏: 'Gas leak',
  一氧化碳: 'Carbon monoxide',
  水浸: 'Water leak',
  走出电子围栏: 'Left the safe area',
  应在家而不在: 'Should be inside and is not',
  未按时服药: 'Medicine not taken',
  断电: 'Power lost',
  设备故障: 'Device fault',
  设备被拆动: 'Device tampered with',
  设备摘下: 'Device taken off',
  电量低: 'Battery low',
  设备失联: 'Device silent',
  规则触发过多: 'Rule fires too often',
  多户断电: 'Power lost in many homes',
  多户失联: 'Many homes silent',
  '位置不明，请核实是否在家': 'Place not known; ask whether they are at home',
  '信号未能完整保存，请立即核实': 'A signal could not be kept whole; look into it at once',
}
const ofHealth = ['生命体征危急', '生命体征越限', '设备判断体征危险', '未按时服药']

/** Titles with a part of their own: `about` is where it stands. */
const made: readonly { readonly form: RegExp; readonly zh: string; readonly en: string }[] = [
  { form: /^人工报警：(?<about>.*)$/s, zh: '人工报警', en: 'Raised by hand' },
  { form: /^(?<about>.*)的网关失联$/s, zh: '网关失联', en: 'Gateway silent' },
  {
    form: /^(?<about>.*)的网关在线，其后 (?<n>\d+) 台设备失联$/s,
    zh: '网关在线，其后 {n} 台设备失联',
    en: 'Gateway there, {n} devices behind it silent',
  },
  { form: /^(?<about>.*)整户失联$/s, zh: '整户失联', en: 'Whole home silent' },
  { form: /^(?<about>.*)有 (?<n>\d+) 台设备失联$/s, zh: '{n} 台设备失联', en: '{n} devices silent' },
  { form: /^规则“(?<about>.*)”触发过多，已自动停用$/s, zh: '规则触发过多，已自动停用', en: 'Rule fired too often and was stopped' },
  { form: /^告警数据自查：(?<about>.*) 不成立$/s, zh: '告警数据自查不成立', en: 'Self-check of the alarm data failed' },
]

/** Takes a title apart; a rule that people drafted has a title of theirs, which stays as it is. */
export function readTitle(title: string): ReadTitle {
  for (const [zh, en] of Object.entries(fixed)) {
    const room = title === zh ? null : title.startsWith(`${zh}（`) && title.endsWith('）') ? title.slice(zh.length + 1, -1) : undefined
    if (room !== undefined) return { zh, en, room, about: null, health: ofHealth.includes(zh) }
  }
  for (const { form, zh, en } of made) {
    const { about, n = '' } = form.exec(title)?.groups ?? {}
    if (about !== undefined) return { zh: zh.replace('{n}', n), en: en.replace('{n}', n), room: null, about, health: false }
  }
  return { zh: title, en: title, room: null, about: null, health: false }
}

/** A title as a desk in that language shows it. */
export function titleIn(language: 'zh' | 'en', title: string): string {
  if (language === 'zh') return title
  const { en, room, about } = readTitle(title)
  return `${en}${room === null ? '' : ` (${room})`}${about === null ? '' : `: ${about}`}`
}

/** A title for screens that others see: no home, no name, nothing that somebody typed. */
export function plainTitleIn(language: 'zh' | 'en', title: string): string {
  return readTitle(title)[language]
}
