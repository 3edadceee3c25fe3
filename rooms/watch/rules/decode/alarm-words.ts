import type { Attribute } from './decoder.ts'

/** Gravest first. Words not named here stand between the two: nobody knows yet how grave they are. */
const grave = [
  'sos',
  'fallDown',
  'medical',
  'heartRate',
  'fire',
  'smoke',
  'gas',
  'accident',
  'noMovement',
  'removing',
  'tampering',
  'geofenceExit',
  'geofence',
]
const light = [
  'geofenceEnter',
  'powerCut',
  'powerOff',
  'fault',
  'gpsAntennaCut',
  'jamming',
  'temperature',
  'door',
  'bonnet',
  'tow',
  'vibration',
  'movement',
  'overspeed',
  'lowPower',
  'lowBattery',
  'powerOn',
  'powerRestored',
  'general',
]

const rank = (word: string) => {
  const at = grave.indexOf(word)
  if (at >= 0) return at
  const below = light.indexOf(word)
  return grave.length + (below < 0 ? 0 : below + 1)
}

/**
 * The attributes of what a terminal alarms about: `alarm` is the gravest, `alarms` lists all, gravest first, parted by commas.
 * A press on the SOS button is never hidden behind a fence or a battery.
 */
export function alarmsOf(words: Iterable<string>): Readonly<Record<string, Attribute>> {
  const ordered = [...new Set(words)].toSorted((a, b) => rank(a) - rank(b))
  const [gravest] = ordered
  return gravest === undefined ? {} : { alarm: gravest, alarms: ordered.join(',') }
}

/** Alarm words of the bits set in `status`. */
export const wordsOfBits = (status: number, table: Readonly<Record<number, string>>): string[] =>
  Object.entries(table).flatMap(([bit, word]) => (Math.floor(status / 2 ** Number(bit)) % 2 === 1 ? [word] : []))
