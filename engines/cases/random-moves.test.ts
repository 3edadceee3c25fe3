import type { TestRooms } from '@yinqiao/kernel/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GetCase, MoveCase, ObjectCase, ReassignCase } from './contract/index.ts'
import { type Cast, castOf, fileOf, openStage, raised, unit, work } from './fixtures/cast.ts'
import { appeal } from './fixtures/kinds.ts'

let t: TestRooms
let cast: Cast
beforeAll(async () => {
  t = await openStage()
  cast = castOf(t)
})
afterAll(() => t.close())

const act = fc.record({
  who: fc.constantFrom('park', 'colleague', 'town', 'other', 'bureau', 'second', 'leader', 'stranger'),
  move: fc.constantFrom(...appeal.moves.map(({ code }) => code), 'object', 'reassign', 'escalate'),
  hours: fc.integer({ min: 0, max: 200 }),
  stale: fc.boolean(),
})

test('whatever anybody does in whatever order, an open case has an owner and a deadline, and its history is whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
      let now = Temporal.Instant.from('2026-03-02T01:00:00Z')
      t.clock.set(now.toString())
      const { id } = await raised(t, cast)
      for (const { who, move, hours, stale } of acts) {
        now = now.add({ hours })
        t.clock.set(now.toString())
        const actor = cast[who]
        const [head] = await t.rows<{ version: number }>('select version from cases.case_file where id = $1', [id])
        const version = (head?.version ?? 0) - (stale ? 1 : 0)
        if (move === 'escalate') await work(t, 'cases.escalate-late')
        else if (move === 'reassign') await t.run(ReassignCase, { id, version, unitId: unit.other, text: '转办' }, actor)
        else if (move === 'object') await t.run(ObjectCase, { id, version, text: '不同意' }, actor)
        else {
          const files = move === 'propose' ? [await fileOf(t, actor)] : []
          await t.run(MoveCase, { id, version, move, text: '说明', files }, actor)
        }
      }
      const [row] = await t.rows<Record<string, unknown>>('select * from cases.case_file where id = $1', [id])
      const open = row?.['closed_at'] === null
      expect([row?.['owner_role'] !== null, row?.['due_at'] !== null, row?.['outcome'] === null]).toEqual([open, open, open])
      const [history] = await t.rows<{ steps: number; newest: string; known: number; gaps: number }>(
        `select count(*)::int as steps, (select to_state from cases.step where case_id = $1 order by n desc limit 1) as newest,
          (select count(*)::int from cases.known_case where case_id = $1 and known_to is null) as known,
          (select count(*)::int from cases.known_case a where case_id = $1 and known_to is not null
            and not exists (select from cases.known_case b where b.case_id = $1 and b.n > a.n and b.known_from = a.known_to)) as gaps
        from cases.step where case_id = $1`,
        [id],
      )
      expect(history).toEqual({ steps: row?.['version'], newest: row?.['state'], known: 1, gaps: 0 })
      expect((await t.done(GetCase, { id }, cast.park)).steps.map(({ n }) => n)).toEqual(
        Array.from({ length: Number(row?.['steps']) }, (_, at) => at + 1),
      )
    }),
    { numRuns: 60 },
  )
})
