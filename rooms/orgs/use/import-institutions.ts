import { Buffer } from 'node:buffer'
import { body, decodeText, spellTitle, type Context } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { addressKey } from '@yinqiao/places'
import { sql } from 'kysely'
import { ImportInstitutions } from '../contract/institution-signatures.ts'
import { FileNotCsv } from '../contract/refusals.ts'
import { institutionKind } from '../rules/institution-kind.ts'
import { matchCounty, matchTown, type NamedDivision } from '../rules/match-division.ts'
import { placeNames } from '../rules/place-names.ts'
import { type ImportPlan, type KnownInstitution, type PlacedRow, planImport } from '../rules/plan-import.ts'
import { type Comparable, type Proposed, proposeDuplicates } from '../rules/propose-duplicates.ts'
import { readInstitutionRows } from '../rules/read-institution-rows.ts'

type Placed = PlacedRow & { readonly id: string }

/** Imports a list of institutions in one transaction; a dry run does everything but save. */
export const importInstitutions = body(ImportInstitutions, async (ctx, { fileName, content, dryRun, synthetic }) => {
  const decoded = decodeText(Buffer.from(content, 'base64'))
  if (decoded === undefined) return refuse(FileNotCsv, { problem: '不是文本文件', problemEn: 'it is not a text file' }, 'content')
  const read = readInstitutionRows(decoded.text)
  if (isRefusal(read)) return read
  // one import at a time: the second of two sees what the first created
  await sql`select pg_advisory_xact_lock(hashtext('orgs.import-institutions'))`.execute(ctx.db)
  const divisions = await listDivisions(ctx)
  const counties = divisions.filter((division) => division.code.length === 6)
  const rows = read.rows.map((row): PlacedRow => {
    const county = matchCounty(row.district, counties)
    const town = county === undefined ? undefined : matchTown(row.address, county.code, divisions)
    return { ...row, divisionCode: town?.code ?? county?.code ?? null }
  })
  const plan = planImport(
    rows,
    await listKnown(
      ctx,
      rows.map((row) => row.identity),
    ),
  )
  const created = plan.create.map((row) => ({ ...row, id: ctx.newId() }))
  const proposed = await propose(ctx, created, rows, divisions)
  if (!dryRun) {
    await insertRows(ctx, created, synthetic)
    await updateRows(ctx, plan)
    await insertProposals(ctx, proposed.pairs)
    ctx.note({
      kind: 'institution-list',
      id: fileName,
      after: { created: created.map((row) => row.id), updated: plan.update.map((row) => row.id), problems: read.problems.length },
    })
  }
  return {
    dryRun,
    encoding: decoded.encoding,
    rows: read.total,
    created: created.length,
    updated: plan.update.length,
    unchanged: plan.unchanged,
    refused: read.total - read.rows.length,
    problems: [...read.problems],
    proposals: proposed.pairs.length,
    proposed: proposed.named,
  }
})

async function listDivisions(ctx: Context): Promise<NamedDivision[]> {
  const { rows } = await sql<NamedDivision>`select code, name from places.pub_division
    where length(code) <= 9 and valid_from <= ${ctx.today} and (valid_to is null or valid_to > ${ctx.today}) order by code`.execute(ctx.db)
  return rows
}

async function listKnown(ctx: Context, identities: readonly string[]): Promise<KnownInstitution[]> {
  const { rows } =
    await sql<KnownInstitution>`select id, identity, category, address, beds, tags, source_list as "sourceList", source_url as "sourceUrl",
      division_code as "divisionCode", hand_fields as "handFields"
    from orgs.institution where identity = any (${identities}) order by id for update`.execute(ctx.db)
  return rows
}

/** Pairs that may be one, among the new rows and all that is known of their districts, less those proposed before. */
async function propose(ctx: Context, created: readonly Placed[], rows: readonly PlacedRow[], divisions: readonly NamedDivision[]) {
  const districts = [...new Set(rows.map((row) => row.district))]
  const { rows: known } =
    await sql<Comparable>`select id, name, district_name as district, address_key as "addressKey" from orgs.institution
    where district_name = any (${districts}) and state <> 'merged'`.execute(ctx.db)
  const { rows: district } = await sql<{ names: string[] }>`select array[province, city, name] as names from places.pub_district`.execute(
    ctx.db,
  )
  const fresh = created.map((row) => ({
    id: row.id,
    name: row.name,
    district: row.district,
    addressKey: row.address === null ? null : addressKey(row.address),
  }))
  const all = [...known, ...fresh]
  const found = proposeDuplicates(all, placeNames([...district.flatMap(({ names }) => names), ...divisions.map(({ name }) => name)]))
  const { rows: before } = await sql<{ pair: string }>`select left_id || ' ' || right_id as pair from orgs.duplicate_proposal
    where left_id = any (${found.map((pair) => pair.leftId)}::uuid[])`.execute(ctx.db)
  const proposedBefore = new Set(before.map(({ pair }) => pair))
  const pairs = found.filter((pair) => !proposedBefore.has(`${pair.leftId} ${pair.rightId}`))
  const nameOf = new Map(all.map((one) => [one.id, one.name]))
  return {
    pairs,
    named: pairs.map((pair) => ({
      left: nameOf.get(pair.leftId) ?? '',
      right: nameOf.get(pair.rightId) ?? '',
      reasons: [...pair.reasons],
    })),
  }
}

async function insertRows(ctx: Context, created: readonly Placed[], synthetic: boolean): Promise<void> {
  const values = created.map((row) => {
    const spelling = spellTitle(row.name)
    return {
      id: row.id,
      identity: row.identity,
      name: row.name,
      full: spelling.full,
      initials: spelling.initials,
      category: row.category,
      kind: row.kind,
      district: row.district,
      division: row.divisionCode,
      address: row.address,
      address_key: row.address === null ? null : addressKey(row.address),
      beds: row.beds,
      tags: row.tags,
      source_list: row.sourceList,
      source_url: row.sourceUrl,
    }
  })
  await sql`insert into orgs.institution (id, identity, name, name_full, name_initials, category, kind, state, district_name, division_code, address, address_key, beds,
      tags, source_list, source_url, synthetic, created_at, updated_at, updated_by)
    select id, identity, name, "full", initials, category, kind, 'listed', district, division, address, address_key, beds, tags, source_list, source_url, ${synthetic}::boolean,
      ${ctx.now.toString()}::timestamptz, ${ctx.now.toString()}::timestamptz, ${ctx.actor.accountId}::uuid
    from json_to_recordset(${JSON.stringify(values)}::json) as n(id uuid, identity text, name text, "full" text, initials text, category text, kind text, district text,
      division text, address text, address_key text, beds int, tags text[], source_list text, source_url text)`.execute(ctx.db)
}

async function updateRows(ctx: Context, plan: ImportPlan): Promise<void> {
  for (const row of plan.update) {
    await sql`update orgs.institution set version = version + 1, category = ${row.category}, kind = ${institutionKind(row.category)}, address = ${row.address},
        address_key = ${row.address === null ? null : addressKey(row.address)}, beds = ${row.beds}, tags = ${row.tags}, division_code = ${row.divisionCode},
        source_list = ${row.sourceList}, source_url = ${row.sourceUrl}, updated_at = ${ctx.now.toString()}, updated_by = ${ctx.actor.accountId}
      where id = ${row.id}`.execute(ctx.db)
  }
}

async function insertProposals(ctx: Context, pairs: readonly Proposed[]): Promise<void> {
  const values = pairs.map((pair) => ({ id: ctx.newId(), left: pair.leftId, right: pair.rightId, reasons: pair.reasons }))
  await sql`insert into orgs.duplicate_proposal (id, left_id, right_id, reasons, proposed_at)
    select id, "left", "right", reasons, ${ctx.now.toString()}::timestamptz
    from json_to_recordset(${JSON.stringify(values)}::json) as n(id uuid, "left" uuid, "right" uuid, reasons text[]) on conflict do nothing`.execute(
    ctx.db,
  )
}
