import { checkCitizenId } from './check-citizen-id.ts'
import { readPhone } from './check-phone.ts'

/** What a search text asks for. */
export type Search =
  | { readonly by: 'all' }
  | { readonly by: 'name'; readonly text: string }
  | { readonly by: 'sound'; readonly text: string }
  | { readonly by: 'id-number'; readonly number: string }
  | { readonly by: 'phone'; readonly phone: string }
  | { readonly by: 'phone-tail'; readonly tail: string }
  | { readonly by: 'unclear' }

/**
 * Reads one search text: digits tell numbers apart by length (4 = phone tail), letters are pinyin or initials
 * (tone marks, spaces and apostrophes dropped), Chinese characters the beginning of a name or of a given name.
 * A wrong id number is unclear rather than "nobody": otherwise a typing slip reads as "has no record".
 */
export function readSearch(text: string | null | undefined, today: string): Search {
  const plain = (text ?? '').normalize('NFKC').trim()
  if (plain === '') return { by: 'all' }
  const digits = plain.replace(/[\s-]/gu, '').toUpperCase()
  if (/^\d{4}$/u.test(digits)) return { by: 'phone-tail', tail: digits }
  if (/^(?:\d{15}|\d{17}[\dX])$/u.test(digits)) {
    const checked = checkCitizenId(digits, today)
    return checked.ok ? { by: 'id-number', number: checked.number } : { by: 'unclear' }
  }
  if (/^\+?\d+$/u.test(digits)) {
    const phone = readPhone(digits)
    return phone === undefined ? { by: 'unclear' } : { by: 'phone', phone }
  }
  const letters = plain
    .normalize('NFD')
    .replace(/[\u0300-\u0307\u0309-\u036f\s'’·-]/gu, '')
    .replace(/u\u0308|ü/giu, 'v')
    .toLowerCase()
  if (/^[a-z]+$/u.test(letters)) return { by: 'sound', text: letters }
  if (/^[A-Z]{1,2}\d{6,9}$/iu.test(digits)) return { by: 'id-number', number: digits }
  return /^[\p{Script=Han}·\s]+$/u.test(plain) ? { by: 'name', text: plain.replace(/\s/gu, '') } : { by: 'unclear' }
}
