import type { Sample, WornPlace } from './sample.ts'

/** One recorded trial of a public set: who did what, and the streams of the sensors worn. */
export interface Trial {
  readonly set: 'sisfall' | 'umafall'
  readonly subject: string
  /** Young or older (60 and over). */
  readonly group: 'young' | 'older'
  readonly activity: string
  readonly fall: boolean
  readonly streams: Readonly<Partial<Record<WornPlace, readonly Sample[]>>>
}

/** Why a line is no trial. */
export interface Unreadable {
  readonly unreadable: string
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const areNumbers = (value: unknown): value is number[] => Array.isArray(value) && value.every((part) => typeof part === 'number')
const no = (unreadable: string): Unreadable => ({ unreadable })

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** Counts of a SisFall line per g: ADXL345 at ±16 g, 13 bit. */
const countsInOneG = 256

/** A line of `sisfall/SAxx|SExx.ndjson.gz`: `acc` = x,y,z,x,y,z… in counts at `hz` samples a second. */
export function readSisfallTrial(line: string): Trial | Unreadable {
  const held = parsed(line)
  if (!isObject(held)) return no('not a JSON object')
  const { code, subject, fall, hz, acc } = held
  if (typeof code !== 'string' || typeof subject !== 'string' || typeof fall !== 'boolean') return no('code, subject or fall is missing')
  if (!/^S[AE]\d+$/.test(subject)) return no('subject is neither SAxx nor SExx')
  if (typeof hz !== 'number' || !(hz > 0)) return no('hz is not a rate')
  if (!areNumbers(acc) || acc.length === 0 || acc.length % 3 !== 0) return no('acc is not a list of x,y,z')
  const waist: Sample[] = []
  for (let i = 0; i < acc.length; i += 3)
    waist.push({
      t: (i / 3) * (1000 / hz),
      x: (acc[i] ?? 0) / countsInOneG,
      y: (acc[i + 1] ?? 0) / countsInOneG,
      z: (acc[i + 2] ?? 0) / countsInOneG,
    })
  return { set: 'sisfall', subject, group: subject.startsWith('SE') ? 'older' : 'young', activity: code, fall, streams: { waist } }
}

/** t,x,y,z,… in milliseconds and thousandths of g; undefined where the sensor was not worn. */
function umafallStream(held: unknown): Sample[] | undefined | null {
  if (held === undefined || held === null) return undefined
  if (!areNumbers(held) || held.length % 4 !== 0) return null
  const samples: Sample[] = []
  for (let i = 0; i < held.length; i += 4)
    samples.push({ t: held[i] ?? 0, x: (held[i + 1] ?? 0) / 1000, y: (held[i + 2] ?? 0) / 1000, z: (held[i + 3] ?? 0) / 1000 })
  return samples.length === 0 ? undefined : samples
}

/** A line of `umafall/subjectxx.ndjson.gz`. */
export function readUmafallTrial(line: string): Trial | Unreadable {
  const held = parsed(line)
  if (!isObject(held)) return no('not a JSON object')
  const { subject, fall, activity, age } = held
  if (typeof subject !== 'string' || typeof fall !== 'boolean' || typeof activity !== 'string')
    return no('subject, fall or activity is missing')
  if (typeof age !== 'number') return no('age is missing')
  const [wrist, waist] = [umafallStream(held['wrist']), umafallStream(held['waist'])]
  if (wrist === null || waist === null) return no('wrist or waist is not a list of t,x,y,z')
  if (wrist === undefined && waist === undefined) return no('no stream')
  return {
    set: 'umafall',
    subject: `subject${subject}`,
    group: age >= 60 ? 'older' : 'young',
    activity,
    fall,
    streams: { ...(wrist && { wrist }), ...(waist && { waist }) },
  }
}
