import { body } from '@yinqiao/kernel'
import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { DistrictFile } from '../contract/division.ts'
import type { OutlineFile } from '../contract/point.ts'
import { FileInconsistent, FileOlder } from '../contract/refusals.ts'
import { LoadDistrict } from '../contract/signatures.ts'
import { checkDistrictFile, type DistrictPlan, planDistrictLoad, type Standing } from '../rules/plan-district-load.ts'
import type { PlacesRows } from '../tables/rows.ts'

/** Loads a district's divisions, blocks and outline; the same files again change nothing. */
export const loadDistrict = body(LoadDistrict, async (ctx, { district: file, outline }) => {
  const db = ctx.db.withTables<PlacesRows>()
  const loaded = await db.selectFrom('places.district').select('as_of').where('code', '=', file.district.code).executeTakeFirst()
  if (loaded !== undefined && loaded.as_of > file.asOf) return refuse(FileOlder, { asOf: file.asOf, loaded: loaded.as_of }, 'district.asOf')
  const wrong = checkDistrictFile(file) ?? checkOutline(file, outline)
  if (wrong !== undefined) return wrong
  const standing =
    await sql<Standing>`select code, name, kind, parent, valid_from as "validFrom" from places.division where valid_to is null`.execute(
      ctx.db,
    )
  const plan = planDistrictLoad(standing.rows, file)
  await writeDistrict(ctx, file)
  await writeDivisions(ctx, file, plan)
  const blocks = await writeBlocks(ctx, file)
  const outlineState = await writeOutline(ctx, outline)
  ctx.note({
    kind: 'district',
    id: file.district.code,
    after: { asOf: file.asOf, created: plan.created, changed: plan.changed, closed: plan.closed },
  })
  return { created: plan.created, changed: plan.changed, closed: plan.closed, unchanged: plan.unchanged, blocks, outline: outlineState }
})

function checkOutline(file: DistrictFile, outline: OutlineFile | null | undefined): Refusal | undefined {
  if (!outline || outline.districtCode === file.district.code) return undefined
  return refuse(
    FileInconsistent,
    { problem: '区界不属于本区县', problemEn: 'the outline is of another district', code: outline.districtCode },
    'outline',
  )
}

async function writeDistrict(ctx: Context, file: DistrictFile): Promise<void> {
  const values = {
    name: file.district.name,
    city: file.district.city,
    province: file.district.province,
    as_of: file.asOf,
    title: file.title,
    source: file.source,
    confidence: file.confidence,
    loaded_at: ctx.now.toString(),
  }
  await ctx.db
    .withTables<PlacesRows>()
    .insertInto('places.district')
    .values({ code: file.district.code, ...values })
    .onConflict((conflict) => conflict.column('code').doUpdateSet(values))
    .execute()
}

async function writeDivisions(ctx: Context, file: DistrictFile, plan: DistrictPlan): Promise<void> {
  const source = file.source[0] ?? file.title
  if (plan.close.length > 0) {
    await sql`update places.division set valid_to = greatest(valid_from, ${file.asOf}::date) where valid_to is null and code = any (${plan.close})`.execute(
      ctx.db,
    )
  }
  if (plan.amend.length > 0) {
    await sql`update places.division d set name = n.name, kind = n.kind, parent = n.parent, source = ${source}, confidence = ${file.confidence}
      from json_to_recordset(${JSON.stringify(plan.amend)}::json) as n(code text, name text, kind text, parent text)
      where d.code = n.code and d.valid_to is null`.execute(ctx.db)
  }
  await sql`insert into places.division (code, name, kind, parent, valid_from, source, confidence)
    select code, name, kind, parent, ${file.asOf}::date, ${source}::text, ${file.confidence}::text
    from json_to_recordset(${JSON.stringify(plan.insert)}::json) as n(code text, name text, kind text, parent text)`.execute(ctx.db)
}

/** Blocks of the file, and the members it names where nobody has said anything yet: a file never overrules a person. */
async function writeBlocks(ctx: Context, file: DistrictFile): Promise<number> {
  const db = ctx.db.withTables<PlacesRows>()
  for (const { code, name, asWritten, source, members } of file.blocks) {
    const values = { district_code: file.district.code, name, as_written: asWritten, source }
    await db
      .insertInto('places.block')
      .values({ code, ...values })
      .onConflict((conflict) => conflict.column('code').doUpdateSet(values))
      .execute()
    for (const { divisionCode, validFrom, basis } of members) {
      await sql`insert into places.block_member (block_code, division_code, valid_from, basis, recorded_at, recorded_by)
        select ${code}, ${divisionCode}, ${validFrom}::date, ${basis}, ${ctx.now.toString()}::timestamptz, ${ctx.actor.accountId}::uuid
        where not exists (select 1 from places.block_member where block_code = ${code} and division_code = ${divisionCode})`.execute(ctx.db)
    }
  }
  return file.blocks.length
}

async function writeOutline(ctx: Context, outline: OutlineFile | null | undefined): Promise<'loaded' | 'unchanged' | 'none'> {
  if (!outline) return 'none'
  const { rows } = await sql`insert into places.outline (district_code, file, loaded_at)
    values (${outline.districtCode}, ${JSON.stringify(outline)}::jsonb, ${ctx.now.toString()})
    on conflict (district_code) do update set file = excluded.file, loaded_at = excluded.loaded_at
    where places.outline.file <> excluded.file returning district_code`.execute(ctx.db)
  return rows.length > 0 ? 'loaded' : 'unchanged'
}
