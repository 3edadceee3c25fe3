import type { Words } from '@yinqiao/kernel/contract'

/** The games that are looked for. */
export type Check = 'last-day' | 'heaping' | 'doubles' | 'photo' | 'overlap' | 'regular' | 'future'

/** A record or value a finding rests on. */
export interface FlagRow {
  /** Register, or code of the measure for a value. */
  readonly kind: string
  readonly id: string
  readonly title: string
}

/** What looks odd, with its rows; never a verdict, never a change of a number. */
export interface Finding {
  readonly check: Check
  /** Who or what it is about: unit, officer, code, file, measure. */
  readonly about: string
  readonly said: Words
  readonly rows: readonly FlagRow[]
}

/** The stated limit of each check and why it lies there. */
export const limits: Readonly<Record<Check, Words>> = {
  'last-day': {
    zh: '一个单位一季度内手工登记不少于8条，最后一天的占两成以上，且即使最后一天比平日忙三倍，出现这么多的概率也低于万分之一。期末补录可能有正当原因，须问。',
    en: 'At least 8 records typed by a unit in a quarter, a fifth or more on its last day, and less than 1 in 10,000 likely even if a last day were three times as busy.',
  },
  heaping: {
    zh: '不少于12个数中，有四分之一以上恰好等于目标值，且是略低于目标值者（差2%以内）的4倍以上。真实的数在目标两侧都有。',
    en: 'Of 12 or more values a quarter or more lie exactly on the target, four times as many as lie just (2 %) short of it.',
  },
  doubles: {
    zh: '同一类登记册中，一个统一社会信用代码下有两个互不包含的企业名称（去掉“项目”“二期”“分公司”等尾字后）。更名也会如此，须看登记。',
    en: 'In one register, one credit code with two names neither of which holds the other (endings such as "phase two" left out).',
  },
  photo: {
    zh: '内容完全相同（SM3一致）的文件，用作两条以上记录的已认定佐证。一份批文管几件事时也会如此。',
    en: 'One file (same SM3) is accepted evidence of two records or more.',
  },
  overlap: {
    zh: '同一人同一天的两次走访时间相交、地点不同，相交满5分钟。时刻写错也会如此。',
    en: 'Two visits of one officer on one day overlap by 5 minutes or more in different places.',
  },
  regular: {
    zh: '同一人不少于12次走访中，九成以上在同一分钟起、时长相同。真实走访长短不一。',
    en: 'Of 12 or more visits of one officer nine in ten begin at the same minute of the hour and last equally long.',
  },
  future: {
    zh: '记录所说的日期晚于今天。记录保留，但不计入尚未开始的任何一期；约定的将来之事也会如此。',
    en: 'The day a record speaks of is after today. It is kept, and counts in no period that has not begun.',
  },
}
