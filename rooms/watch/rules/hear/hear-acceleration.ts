import { z } from 'zod'
import type { Acceleration } from '../../contract/heard.ts'

/** Numbers of one part at most: twenty seconds at 50 samples a second. */
const numbersAtMost = 3_000

const Part = z.object({
  place: z.enum(['waist', 'wrist']),
  from: z.number().min(0).max(8.64e15),
  hz: z.number().min(5).max(400),
  xyz: z.array(z.number()).min(3).max(numbersAtMost),
})

/**
 * A part of an acceleration stream in our own shape: `{"place": "waist", "from": 12345, "hz": 50, "xyz": [x, y, z, x, y, z, …]}`, acceleration
 * in g, `from` the milliseconds of the first sample on the sensor's own clock (one that only grows; it need not be right). Null: not such a part.
 */
export function hearAcceleration(value: unknown): Acceleration | null {
  const read = Part.safeParse(value)
  if (!read.success || read.data.xyz.length % 3 !== 0) return null
  const { place, from, hz, xyz } = read.data
  const samples = Array.from({ length: xyz.length / 3 }, (_, n) => ({
    t: from + (n * 1000) / hz,
    x: xyz[3 * n] ?? 0,
    y: xyz[3 * n + 1] ?? 0,
    z: xyz[3 * n + 2] ?? 0,
  }))
  return { place, samples }
}
