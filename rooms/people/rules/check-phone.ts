/**
 * A phone as it is kept: digits only, mobiles without +86. `undefined` when it is neither a mobile (1[3-9] and nine
 * digits) nor a landline with area code (10 to 12 digits with a leading 0), nor a service number of 5 digits.
 */
export function readPhone(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s()（）-]/gu, '')
    .replace(/^(?:\+86|0086)/u, '')
  if (/^86(?=1[3-9]\d{9}$)/u.test(plain)) return plain.slice(2)
  if (/^1[3-9]\d{9}$/u.test(plain)) return plain
  if (/^0\d{9,11}$/u.test(plain)) return plain
  return /^[19]\d{4}$/u.test(plain) ? plain : undefined
}

/** The last four digits, by which people tell a phone over the counter. */
export function phoneTail(phone: string): string {
  return phone.slice(-4)
}
