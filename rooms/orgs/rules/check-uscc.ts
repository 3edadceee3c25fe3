import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { UsccInvalid } from '../contract/refusals.ts'

/** What can be wrong with a code, in the order in which it is checked. */
export type UsccProblem = 'length' | 'characters' | 'registrar' | 'area' | 'organisation' | 'check-digit'

export type UsccCheck = { readonly ok: true; readonly code: string } | { readonly ok: false; readonly problem: UsccProblem }

/** The 31 characters of GB 32100-2015: digits and letters without I, O, S, V, Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** Weights of the embedded organisation code, GB 11714-1997; letters count A = 10 ... Z = 35. */
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** The check character of the first 17 characters. */
export function usccCheckCharacter(seventeen: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(seventeen[index] ?? ''), 0)
  return alphabet[(31 - (sum % 31)) % 31] ?? ''
}

/** The check character of the eight characters of an organisation code. */
export function organisationCheckCharacter(eight: string): string {
  const sum = organisationWeights.reduce((total, weight, index) => total + weight * Number.parseInt(eight[index] ?? '', 36), 0)
  const rest = 11 - (sum % 11)
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest)
}

/**
 * Checks a unified social credit code (GB 32100-2015): 18 characters of its alphabet, a registrar (1 机构编制 2 外交
 * 3 司法 4 文化 5 民政 6 旅游 7 宗教 8 工会 9 市场监管 A 中央军委 N 农业 Y 其他), the registrar's area as six digits, the
 * embedded organisation code (GB 11714-1997) and the check character. Full-width letters and spaces are put right first.
 */
export function checkUscc(text: string): UsccCheck {
  const code = text.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase()
  if (code.length !== 18) return { ok: false, problem: 'length' }
  if ([...code].some((character) => !alphabet.includes(character))) return { ok: false, problem: 'characters' }
  if (!/^[1-9ANY]/u.test(code)) return { ok: false, problem: 'registrar' }
  if (!/^..\d{6}/u.test(code)) return { ok: false, problem: 'area' }
  if (usccCheckCharacter(code) !== code[17]) return { ok: false, problem: 'check-digit' }
  if (organisationCheckCharacter(code.slice(8, 16)) !== code[16]) return { ok: false, problem: 'organisation' }
  return { ok: true, code }
}

/** The sentence for each problem. */
export const usccProblemWords: Readonly<Record<UsccProblem, { readonly zh: string; readonly en: string }>> = {
  length: { zh: '应为18位', en: 'it must have 18 characters' },
  characters: { zh: '只能含数字和大写字母（不含 I、O、S、V、Z）', en: 'only digits and capital letters without I, O, S, V, Z are allowed' },
  registrar: { zh: '首位（登记管理部门）不存在', en: 'its first character (registrar) does not exist' },
  area: { zh: '第3至8位（行政区划码）须为数字', en: 'characters 3 to 8 (area) must be digits' },
  organisation: { zh: '第9至17位（组织机构代码）校验不符', en: 'the organisation code (characters 9 to 17) does not check' },
  'check-digit': { zh: '末位校验码不符，请逐位核对', en: 'the last check character does not fit; compare digit by digit' },
}

/** A code as typed to the form that is kept, or the refusal; null (not known) stays null. */
export function readUscc(typed: string | null): string | null | Refusal {
  if (typed === null) return null
  const checked = checkUscc(typed)
  if (checked.ok) return checked.code
  const words = usccProblemWords[checked.problem]
  return refuse(UsccInvalid, { problem: words.zh, problemEn: words.en }, 'uscc')
}
