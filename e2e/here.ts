import { inject } from 'vitest'

/** The district of this worker: no file of another worker comes into it. */
export function here() {
  const districts = inject('districts')
  const place = districts[(Number(process.env['VITEST_POOL_ID'] ?? '1') - 1) % districts.length]
  if (place === undefined) throw new Error('no district was opened')
  return place
}
