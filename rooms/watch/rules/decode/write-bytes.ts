/** One piece of a reply: bytes, ASCII text, or [value, width in bytes] (big-endian). */
export type Piece = Uint8Array | string | readonly [value: number, width: number]

const bytesOfPiece = (piece: Piece): number[] => {
  if (typeof piece === 'string') return Array.from(piece, (char) => char.charCodeAt(0) & 0xff)
  if (piece instanceof Uint8Array) return Array.from(piece)
  const [value, width] = piece
  return Array.from({ length: width }, (_, index) => Math.floor(value / 256 ** (width - 1 - index)) % 256)
}

export const joinBytes = (...pieces: readonly Piece[]): Uint8Array => Uint8Array.from(pieces.flatMap(bytesOfPiece))

/** A number little-endian, for protocols that count from the small end. */
export const littleEnd = (value: number, width: number): Uint8Array => joinBytes([value, width]).reverse()
