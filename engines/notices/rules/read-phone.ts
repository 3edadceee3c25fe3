/** The digits of a phone number as people write it (spaces, dashes, brackets, full width), with a leading + kept; null when it is none. */
export function readPhone(written: string): string | null {
  const plain = written.normalize('NFKC').replaceAll(/[\s().\-‐-―−]/g, '')
  return /^\+?\d{3,15}$/.test(plain) ? plain : null
}
