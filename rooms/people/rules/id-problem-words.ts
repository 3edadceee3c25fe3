import type { IdProblem } from './check-citizen-id.ts'

/** The sentence for each thing that can be wrong with a citizen id number; never repeats the number. */
export const idProblemWords: Readonly<Record<IdProblem, { readonly zh: string; readonly en: string }>> = {
  length: { zh: '应为18位', en: 'it must have 18 characters' },
  characters: { zh: '只能含数字，末位可为X', en: 'only digits are allowed, and X at the end' },
  date: { zh: '其中的出生日期不存在', en: 'its day of birth does not exist' },
  future: { zh: '其中的出生日期晚于今天', en: 'its day of birth is after today' },
  'check-digit': { zh: '校验位不符，请逐位核对', en: 'the check character does not fit; compare digit by digit' },
  centenarian: {
    zh: '15位旧号码顺序码为996至999，无法判定世纪，请录入18位号码',
    en: 'an old number with order 996-999 does not tell its century; enter the 18-digit number',
  },
}
