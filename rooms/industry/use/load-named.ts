import { body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { LoadNamed } from '../contract/park-signatures.ts'
import { ParkParentWrong } from '../contract/refusals.ts'
import { lockThing } from '../store.ts'
import { type ParkSlice, saveParkSlices } from '../store-parks.ts'

/** Loads the sites a district's documents name. One that is known by code or name is left as people made it: a repeat changes nothing. */
export const loadNamed = body(LoadNamed, async (ctx, { file }) => {
  await lockThing(ctx, 'named-sites')
  const { rows } = await sql<{ id: string; code: string | null; name: string }>`
    select distinct id, code, name from industry.park where known_to is null`.execute(ctx.db)
  const known = new Map(rows.flatMap(({ id, code, name }) => [[name, id] as const, ...(code === null ? [] : [[code, id] as const])]))
  const slices: Omit<ParkSlice, 'rowId'>[] = []
  // parks before their zones
  const sites = file.sites.toSorted((a, b) => Number(a.kind === 'zone') - Number(b.kind === 'zone'))
  for (const { code, name, kind, parent, state, divisionCode, roles, source } of sites) {
    if (known.has(code) || known.has(name)) continue
    const parentId = parent ? (known.get(parent) ?? null) : null
    if ((kind === 'zone') !== (parentId !== null)) return refuse(ParkParentWrong, { name }, 'file')
    const id = ctx.newId()
    known.set(code, id).set(name, id)
    slices.push({
      id,
      version: 1,
      code,
      name,
      kind,
      parentId,
      divisionCode: divisionCode ?? null,
      covers: [],
      operatorUnitId: null,
      roles,
      state,
      source,
      synthetic: false,
      from: file.asOf,
      to: null,
    })
  }
  if (slices.length > 0) await saveParkSlices(ctx, slices, await knownFrom(ctx))
  ctx.note({ kind: 'sites-file', id: file.title, after: { asOf: file.asOf, created: slices.length } })
  return { created: slices.length, unchanged: file.sites.length - slices.length }
})
