import { body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { CreatePark } from '../contract/park-signatures.ts'
import { ParkNameTaken } from '../contract/refusals.ts'
import { lockThing } from '../store.ts'
import { checkParkFacts, getPark, saveParkSlices } from '../store-parks.ts'

export const createPark = body(CreatePark, async (ctx, { since, ...input }) => {
  await lockThing(ctx, `park-name:${input.name}`)
  const { rows } = await sql`select 1 from industry.park where name = ${input.name} and known_to is null`.execute(ctx.db)
  if (rows.length > 0) return refuse(ParkNameTaken, { name: input.name }, 'name')
  const wrong = await checkParkFacts(ctx, input, null)
  if (wrong !== undefined) return wrong
  const id = ctx.newId()
  await saveParkSlices(ctx, [{ ...input, id, version: 1, code: null, source: null, from: since, to: null }], await knownFrom(ctx))
  const park = await getPark(ctx.db, id, ctx.today)
  ctx.note({ kind: 'park', id, after: park })
  return park
})
