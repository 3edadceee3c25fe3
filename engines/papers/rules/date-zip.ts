const end = 0x06054b50
const central = 0x02014b50

/**
 * Dates every entry of a zip file (docx, xlsx) with one moment, in place, so that the same content is the same bytes.
 * Two local headers and directory entries hold the date twice (APPNOTE 4.4.6, MS-DOS time, here in UTC).
 */
export function dateZip(bytes: Uint8Array, at: string): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { date, time } = dosTime(at)
  let tail = bytes.length - 22
  while (tail >= 0 && view.getUint32(tail, true) !== end) tail -= 1
  if (tail < 0) throw new Error('not a zip file')
  let place = view.getUint32(tail + 16, true)
  for (let left = view.getUint16(tail + 10, true); left > 0; left -= 1) {
    if (view.getUint32(place, true) !== central) throw new Error('broken directory of a zip file')
    view.setUint16(place + 12, time, true)
    view.setUint16(place + 14, date, true)
    const local = view.getUint32(place + 42, true)
    view.setUint16(local + 10, time, true)
    view.setUint16(local + 12, date, true)
    place += 46 + view.getUint16(place + 28, true) + view.getUint16(place + 30, true) + view.getUint16(place + 32, true)
  }
  return bytes
}

function dosTime(at: string): { date: number; time: number } {
  const instant = Temporal.Instant.from(at).toZonedDateTimeISO('UTC')
  // MS-DOS knows the years 1980 to 2107
  const year = Math.min(Math.max(instant.year, 1980), 2107)
  return {
    date: ((year - 1980) << 9) | (instant.month << 5) | instant.day,
    time: (instant.hour << 11) | (instant.minute << 5) | (instant.second >> 1),
  }
}
