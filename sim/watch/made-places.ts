import { type Dice, dice } from '../dice.ts'
import type { PlaceVillage } from './plan-homes.ts'

type Ring = readonly (readonly [number, number])[]

/** Whether a point lies within the rings of an outline (even-odd). */
function within(rings: readonly Ring[], lng: number, lat: number): boolean {
  let inside = false
  for (const ring of rings)
    for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
      const [a, b] = [ring[at], ring[before]]
      if (a === undefined || b === undefined) continue
      if (a[1] > lat !== b[1] > lat && lng < ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
    }
  return inside
}

/**
 * Makes up where villages are: each town a middle inside the outline, its villages around it, homes around theirs. No real village
 * lies where this says; without an outline nothing has a place.
 */
export function madePlaces(rings: readonly Ring[]): PlaceVillage {
  if (rings.length === 0) return () => null
  const all = rings.flat()
  const [west, east] = [Math.min(...all.map(([lng]) => lng)), Math.max(...all.map(([lng]) => lng))]
  const [south, north] = [Math.min(...all.map(([, lat]) => lat)), Math.max(...all.map(([, lat]) => lat))]
  const known = new Map<string, { lng: number; lat: number }>()
  const draw = (chance: Dice, near: { lng: number; lat: number } | null, spread: number) => {
    for (let attempt = 0; attempt < 60; attempt++) {
      const lng = near === null ? west + chance.next() * (east - west) : near.lng + (chance.next() - 0.5) * spread
      const lat = near === null ? south + chance.next() * (north - south) : near.lat + (chance.next() - 0.5) * spread
      if (within(rings, lng, lat)) return { lng, lat }
    }
    return near ?? { lng: (west + east) / 2, lat: (south + north) / 2 }
  }
  const middle = (code: string, near: { lng: number; lat: number } | null, spread: number) => {
    const there = known.get(code) ?? draw(dice(`yinqiao/place/${code}`), near, spread)
    known.set(code, there)
    return there
  }
  return (divisionCode, chance) => draw(chance, middle(divisionCode, middle(divisionCode.slice(0, 9), null, 0), 0.05), 0.008)
}
