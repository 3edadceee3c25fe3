import { dice } from '../dice.ts'

/** How the people of a home spend one day; minutes since midnight in Shanghai. */
export interface Rhythm {
  readonly wake: number
  readonly sleep: number
  /** Nobody is at home between these. */
  readonly out: readonly (readonly [number, number])[]
}

/** A day of a home: much like the day before, never quite. */
export function rhythmOf(home: string, day: number): Rhythm {
  const usual = dice(`yinqiao/usual/${home}`)
  const today = dice(`yinqiao/day/${home}/${day}`)
  const drift = () => (today.next() - 0.5) * 50
  const wake = 320 + usual.below(110) + drift()
  const sleep = 1240 + usual.below(110) + drift()
  const out: [number, number][] = []
  if (usual.next() < 0.7 && today.next() < 0.8) out.push([wake + 60 + today.below(60), wake + 120 + today.below(120)])
  if (usual.next() < 0.4 && today.next() < 0.6) out.push([900 + today.below(60), 970 + today.below(90)])
  return { wake, sleep, out }
}

export const isAsleep = ({ wake, sleep }: Rhythm, minute: number): boolean => minute < wake || minute >= sleep

export const isOut = ({ out }: Rhythm, minute: number): boolean => out.some(([from, to]) => minute >= from && minute < to)
