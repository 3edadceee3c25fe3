/** The beginning of a message for people: as text where it is text, else as hex. */
export function showPayload(bytes: Uint8Array, atMost = 400): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!/[^\P{Cc}\t\n\r]/u.test(text)) return text.slice(0, atMost).toWellFormed()
  } catch {
    // not text, or cut inside a character
  }
  return Array.from(bytes.subarray(0, atMost / 2), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
