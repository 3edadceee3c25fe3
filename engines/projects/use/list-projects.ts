import { type Body, body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { kindFor } from '@yinqiao/records'
import { sql } from 'kysely'
import { ListProjects } from '../contract/index.ts'
import { NoProject } from '../contract/refusals.ts'
import { standingOf } from '../rules/standing.ts'
import { listAmounts, listEntries, type ProjectsSettings, sumsOf } from '../store.ts'

export const listProjects = (settings: ProjectsSettings): Body =>
  body(ListProjects, async (ctx, { kind: code, divisionCode, stalledOnly }) => {
    const kind = settings.kinds.find(({ record }) => record.code === code)
    if (kind === undefined) return refuse(NoProject)
    const allowed = kindFor(settings.records, code, ctx.actor, 'read')
    if (isRefusal(allowed)) return allowed
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
    const rows = heads.map((head) => {
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
    return { rows: stalledOnly === true ? rows.filter(({ stalled }) => stalled) : rows }
  })
