const crc = (bytes: Uint8Array, start: number, step: (register: number, byte: number) => number): number =>
  bytes.reduce((register, byte) => step(register, byte), start)

/** CRC-16/X-25 (ITU-T V.41 reflected, polynomial 0x8408, start and end inverted): GT06. */
export const crcX25 = (bytes: Uint8Array): number =>
  crc(bytes, 0xffff, (register, byte) => {
    let value = register ^ byte
    for (let index = 0; index < 8; index += 1) value = value & 1 ? (value >> 1) ^ 0x8408 : value >> 1
    return value
  }) ^ 0xffff

/** CRC-16/XMODEM (polynomial 0x1021, start 0): Eview. */
export const crcXmodem = (bytes: Uint8Array): number =>
  crc(bytes, 0, (register, byte) => {
    let value = register ^ (byte << 8)
    for (let index = 0; index < 8; index += 1) value = (value & 0x8000 ? (value << 1) ^ 0x1021 : value << 1) & 0xffff
    return value
  })

/** All bytes exclusive-or: JT/T 808. */
export const xorOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0)

/** Sum of all bytes in sixteen bits, inverted: Xexun. */
export const invertedSum = (bytes: Uint8Array): number => ~bytes.reduce((sum, byte) => sum + byte, 0) & 0xffff

/** Sixteen-bit sum, turned left by one bit before each byte: Eelink datagrams. */
export const turningSum = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => (((sum << 1) | (sum >> 15)) + byte) & 0xffff, 0)

/** The check digit (Luhn) that completes the digits of an IMEI. */
export const luhnDigit = (digits: string): number => {
  const sum = Array.from(digits)
    .reverse()
    .map((digit, index) => (index % 2 === 0 ? Number(digit) * 2 : Number(digit)))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0)
  return (10 - (sum % 10)) % 10
}
