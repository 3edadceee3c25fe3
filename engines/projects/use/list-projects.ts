import { type Body, body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { kindFor } from '@yinqiao/records'
import { ListProjects } from '../contract/index.ts'
import { NoProject } from '../contract/refusals.ts'
import type { ProjectsSettings } from '../store.ts'
import { listStandings } from '../store-board.ts'

export const listProjects = (settings: ProjectsSettings): Body =>
  body(ListProjects, async (ctx, { kind: code, divisionCode, stalledOnly }) => {
    const kind = settings.kinds.find(({ record }) => record.code === code)
    if (kind === undefined) return refuse(NoProject)
    const allowed = kindFor(settings.records, code, ctx.actor, 'read')
    if (isRefusal(allowed)) return allowed
    const rows = await listStandings(ctx, kind, divisionCode)
    return { rows: stalledOnly === true ? rows.filter(({ stalled }) => stalled) : rows }
  })
