import type { Context } from '@yinqiao/kernel'
import { sql } from 'kysely'
import type { ProjectKind } from './contract/project-kind.ts'
import { standingOf } from './rules/standing.ts'
import { listAmounts, listEntries, type ProjectsSettings, sumsOf } from './store.ts'

/** Every work of a kind with where it stands today. */
export async function listStandings(ctx: Context, kind: ProjectKind, divisionCode?: string | null) {
  const code = kind.record.code
  const { rows: heads } = await sql<{
    id: string
    title: string
    division_code: string | null
    unit_id: string | null
    synthetic: boolean
  }>`
    select p.id, p.title, p.division_code, p.unit_id, p.synthetic from records.pub_record p
    where p.kind = ${code} and p.known_to is null and p.valid_from <= ${ctx.today}::date and (p.valid_to is null or p.valid_to > ${ctx.today}::date)
      and (${divisionCode ?? ''} = '' or p.division_code like ${`${divisionCode ?? ''}%`})
    order by p.title collate "C", p.id limit 2000`.execute(ctx.db)
  const ids = heads.map(({ id }) => id)
  const entries = Map.groupBy(await listEntries(ctx, ids), ({ record_id }) => record_id)
  const amounts = Map.groupBy(await listAmounts(ctx, ids), ({ record_id }) => record_id)
  return heads.map((head) => {
    const standing = standingOf(
      kind,
      (entries.get(head.id) ?? []).map((row) => ({ stage: row.stage, enteredOn: row.entered_on })),
      ctx.today,
    )
    return {
      id: head.id,
      title: head.title,
      divisionCode: head.division_code,
      unitId: head.unit_id,
      stage: standing.stage,
      since: standing.since,
      days: standing.days,
      stalled: standing.stalled,
      sums: sumsOf(amounts.get(head.id) ?? []),
      synthetic: head.synthetic,
    }
  })
}

/** Works that have stayed too long in their stage, the longest first: an alarm for whoever makes an agenda. */
export async function listStalled(ctx: Context, { kinds }: ProjectsSettings) {
  const found = []
  for (const kind of kinds) {
    const stages = new Map(kind.stages.map(({ code, title }) => [code, title.zh]))
    for (const { id, title, stage, days, stalled } of await listStandings(ctx, kind))
      if (stalled) found.push({ id, kind: kind.record.title.zh, title, stage: stages.get(stage ?? '') ?? '', days: days ?? 0 })
  }
  return found.toSorted((a, b) => b.days - a.days)
}
