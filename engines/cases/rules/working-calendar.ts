import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { WorkingCalendar } from './add-working-days.ts'

/** A day set by hand, newest word on it. */
export interface SetDay {
  readonly day: string
  readonly working: boolean
}

const builtIn: ReadonlyMap<string, boolean> = new Map([
  ...Object.keys(published.holidays).map((day) => [day, false] as const),
  ...Object.keys(published.workdays).map((day) => [day, true] as const),
])
const builtInYears: ReadonlySet<number> = new Set([...builtIn.keys()].map(yearOf))

/** The table of the library chinese-days (from the yearly notices of the State Council), overruled by the days and years set here. */
export function workingCalendar(set: readonly SetDay[], completed: readonly number[]): WorkingCalendar {
  return {
    differing: new Map([...builtIn, ...set.map(({ day, working }) => [day, working] as const)]),
    years: new Set([...builtInYears, ...completed]),
  }
}

/** The built-in days of a year with the name of their holiday. */
export function builtInDays(year: number): readonly { readonly day: string; readonly working: boolean; readonly note: string }[] {
  return [
    ...Object.entries(published.holidays).map(([day, name]) => ({ day, working: false, note: holidayName(name) })),
    ...Object.entries(published.workdays).map(([day, name]) => ({ day, working: true, note: `${holidayName(name)}调休上班` })),
  ].filter(({ day }) => yearOf(day) === year)
}

/** Whether the library has the list of a year. */
export function isBuiltInYear(year: number): boolean {
  return builtInYears.has(year)
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4))
}

// the table's names read "Spring Festival,春节,4"
function holidayName(entry: string): string {
  return entry.split(',')[1] ?? entry
}
