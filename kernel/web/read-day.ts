/** A day as people write it (`2026-3-1`, `2026/03/01`, `2026年3月1日`, `20260301`) as `YYYY-MM-DD`; undefined while it is not whole or no day of the calendar. */
export function readDay(text: string): string | undefined {
  const parts = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (!parts) return undefined
  const [year = '', month = '', day = ''] = parts.slice(1)
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${written}T00:00:00Z`)
  // 2026-02-30 would roll over into March
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== written ? undefined : written
}
