/** What can be wrong with a number, in the order in which it is checked. */
export type IdProblem = 'length' | 'characters' | 'date' | 'future' | 'check-digit' | 'centenarian'

export type IdCheck =
  | { readonly ok: true; readonly number: string; readonly converted: boolean; readonly birthDay: string; readonly sex: 'male' | 'female' }
  | { readonly ok: false; readonly problem: IdProblem }

/** Weights and check characters of GB 11643-1999 (ISO 7064 MOD 11-2). */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/** The check character of the first 17 digits. */
export function checkCharacter(seventeen: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0)
  return checkCharacters[sum % 11] ?? ''
}

/** True when year, month and day name a day of the Gregorian calendar. */
function isRealDay(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day >= 1 && day <= days
}

/**
 * Reads a citizen identity number (GB 11643-1999): 18 characters with a real birth day not after `today`
 * (`YYYY-MM-DD`) and the right check character; full-width digits, spaces and a small x are put right first.
 * A 15-digit number of before 1999 is converted (century 19, check character added) and marked `converted`, for a
 * person to confirm; its order numbers 996-999 were kept for people over a hundred, whose century it cannot tell.
 * The address digits are not checked against a list: codes of former counties stay valid for life.
 */
export function checkCitizenId(text: string, today: string): IdCheck {
  const plain = text.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase()
  if (plain.length === 15) return convertOld(plain, today)
  if (plain.length !== 18) return { ok: false, problem: 'length' }
  if (!/^[1-9]\d{16}[\dX]$/u.test(plain)) return { ok: false, problem: 'characters' }
  const [year, month, day] = [plain.slice(6, 10), plain.slice(10, 12), plain.slice(12, 14)]
  if (!/^(18|19|20)/u.test(year) || !isRealDay(Number(year), Number(month), Number(day))) return { ok: false, problem: 'date' }
  const birthDay = `${year}-${month}-${day}`
  if (birthDay > today) return { ok: false, problem: 'future' }
  if (checkCharacter(plain) !== plain[17]) return { ok: false, problem: 'check-digit' }
  return { ok: true, number: plain, converted: false, birthDay, sex: Number(plain[16]) % 2 === 1 ? 'male' : 'female' }
}

function convertOld(plain: string, today: string): IdCheck {
  if (!/^[1-9]\d{14}$/u.test(plain)) return { ok: false, problem: 'characters' }
  if (Number(plain.slice(12)) >= 996) return { ok: false, problem: 'centenarian' }
  const seventeen = `${plain.slice(0, 6)}19${plain.slice(6)}`
  const checked = checkCitizenId(seventeen + checkCharacter(seventeen), today)
  return checked.ok ? { ...checked, converted: true } : checked
}
