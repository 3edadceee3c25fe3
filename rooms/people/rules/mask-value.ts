/** A citizen id keeps the first 6 and last 4 characters, another paper only the last 4 (identifier rules: masking). */
export function maskIdNumber(number: string): string {
  if (number.length === 18) return `${number.slice(0, 6)}********${number.slice(-4)}`
  return number.length <= 4 ? '*'.repeat(number.length) : '*'.repeat(number.length - 4) + number.slice(-4)
}

/** A phone keeps the first 3 and last 4 digits; a short one only the last 2. */
export function maskPhone(phone: string): string {
  if (phone.length < 8) return '*'.repeat(Math.max(0, phone.length - 2)) + phone.slice(-2)
  return `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`
}
