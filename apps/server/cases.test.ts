import { roles } from '@yinqiao/access/contract'
import { cases } from '@yinqiao/cases'
import { GetCase, RaiseCase } from '@yinqiao/cases/contract'
import { startWorker } from '@yinqiao/kernel/server'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { findUnitRecord, orgs } from '@yinqiao/orgs'
import { CreateUnit, MergeUnit, UnitMerged } from '@yinqiao/orgs/contract'
import { places } from '@yinqiao/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asked } from '../../engines/cases/fixtures/cast.ts'
import { appeal } from '../../engines/cases/fixtures/kinds.ts'

let t: TestRooms
beforeAll(async () => {
  const engine = cases({
    kinds: [appeal],
    roles,
    findUnit: async (ctx, id) => findUnitRecord(ctx.db, id, ctx.today),
    unitEnded: UnitMerged,
  })
  t = await testRooms([places, orgs, engine])
})
afterAll(() => t.close())

test('when a unit is merged, the queue passes its open cases to the heir and tells that a case was raised', async () => {
  const group = t.actor({ role: 'working-group' })
  const made = (code: string) =>
    t.done(CreateUnit, { code, name: `合成单位${code}`, kind: 'town', divisionCode: null, validFrom: '2026-01-01', source: '合成' }, group)
  const [old, heir] = [await made('t-old'), await made('t-heir')]
  const park = t.actor({ role: 'park-operator' })
  const { id } = await t.done(RaiseCase, { ...asked, unitId: old.id, divisionCode: null }, park)
  await t.done(MergeUnit, { unitId: old.id, version: old.version, intoUnitId: heir.id, on: '2026-03-01', basis: '合成文件' }, group)
  const worker = await startWorker(t.kernel, t.server.url('yinqiao_jobs', t.database), t.dataFolder)
  try {
    await expect.poll(async () => (await t.done(GetCase, { id }, park)).owner?.unitName, { timeout: 15_000 }).toBe('合成单位t-heir')
    await expect.poll(() => t.rows("select 1 from kernel.event where type = 'case.raised'"), { timeout: 15_000 }).toHaveLength(1)
  } finally {
    await worker.stop()
  }
})
