import { type DemoAccount, openDemoAccounts } from '@yinqiao/access'
import { type BulkElder, loadElders } from '@yinqiao/people'
import { asSystem, type Kernel } from '@yinqiao/kernel/server'
import { sql } from 'kysely'
import { demoAccounts } from './demo-accounts.ts'
import { loadInstitutions } from './institutions.ts'
import { population, type Village } from './population.ts'

export interface LoadReport {
  readonly elders: number
  readonly seconds: number
  readonly accounts: number
  readonly institutions: number
}

const batch = 2000

/**
 * Fills the district with synthetic elders up to a number (those that are there count), and opens the demo accounts.
 * Each batch is a transaction of its own, so that a stopped load goes on where it was.
 */
export async function loadSyntheticDistrict(
  kernel: Kernel,
  elders: number,
  tell: (done: number, all: number) => void,
): Promise<LoadReport> {
  const began = performance.now()
  const villages = await listVillages(kernel)
  const [first, ...rest] = villages
  if (first === undefined) throw new Error('no communities are loaded')
  const { there } = await asSystem(
    kernel,
    'people',
    async ({ db }) =>
      (await sql<{ there: number }>`select count(*) as there from people.elder where synthetic`.execute(db)).rows[0] ?? { there: 0 },
  )
  // the generator is replayed over what is there, so that the district is the same however often the load was stopped
  let waiting: BulkElder[] = []
  let done = 0
  const flush = async () => {
    const now = waiting
    waiting = []
    if (now.length > 0) await asSystem(kernel, 'people', (ctx) => loadElders(ctx, now), 'sim.load-elders')
    tell(done, elders)
  }
  for (const elder of population({ elders, villages: [first, ...rest], today: '2026-01-01', seed: 'yinqiao' })) {
    done += 1
    if (done <= there) continue
    waiting.push(elder)
    if (waiting.length === batch) await flush()
  }
  await flush()
  const sample = await asSystem(kernel, 'people', async ({ db }) =>
    (await sql<{ id: string }>`select id from people.elder where synthetic order by id limit 3`.execute(db)).rows.map(({ id }) => id),
  )
  const units = await asSystem(
    kernel,
    'orgs',
    async ({ db }) =>
      (
        await sql<{
          code: string
          id: string
          name: string
          division_code: string | null
        }>`select code, id, name, division_code from orgs.pub_unit order by code`.execute(db)
      ).rows,
  )
  const wanted: DemoAccount[] = demoAccounts({ area: kernel.area, units, persons: sample, villages })
  const accounts = await asSystem(kernel, 'access', (ctx) => openDemoAccounts(ctx, wanted), 'sim.open-demo-accounts')
  const institutions = await loadInstitutions(kernel, villages)
  return { institutions, elders: Math.max(0, elders - there), seconds: (performance.now() - began) / 1000, accounts }
}

async function listVillages(kernel: Kernel): Promise<Village[]> {
  return asSystem(kernel, 'places', async ({ db }) => {
    const { rows } =
      await sql<Village>`select v.code, v.name, t.name as "townName" from places.pub_division v join places.pub_division t on t.code = left(v.code, 9)
      where length(v.code) = 12 and v.code like ${`${kernel.area}%`} order by v.code`.execute(db)
    return rows
  })
}
