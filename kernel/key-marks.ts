import { createHash } from 'node:crypto'

interface MarkedRing {
  readonly keys: Readonly<Record<string, { readonly secret: string; readonly mac: string }>>
}

/** A mark for each key by its name: tells keys apart and gives nothing of them away. */
export function marksOf(ring: MarkedRing): Record<string, string> {
  return Object.fromEntries(
    Object.entries(ring.keys).map(([name, { secret, mac }]) => [
      name,
      createHash('sm3').update(`key mark ${secret} ${mac}`).digest('hex').slice(0, 16),
    ]),
  )
}

/** Names of the marked keys that the ring lacks or has otherwise. */
export function wrongMarks(ring: MarkedRing, wanted: Readonly<Record<string, string>>): string[] {
  const own = marksOf(ring)
  return Object.keys(wanted).filter((name) => own[name] !== wanted[name])
}
