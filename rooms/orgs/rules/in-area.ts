/**
 * Whether a post of an area (division code prefix, '' = none) may change what lies in a division.
 * Where the division is not known (null), only posts of a whole district or more may.
 */
export function inArea(area: string, divisionCode: string | null): boolean {
  if (area === '') return false
  return divisionCode === null ? area.length <= 6 : divisionCode.startsWith(area)
}
