import { access, type AccessSettings } from '@yinqiao/access'
import { roleCodes } from '@yinqiao/access/contract'
import { cases } from '@yinqiao/cases'
import { industry, industryKinds, industryProjects } from '@yinqiao/industry'
import type { Context, Room } from '@yinqiao/kernel'
import { findUnitRecord, orgs } from '@yinqiao/orgs'
import { people } from '@yinqiao/people'
import { places } from '@yinqiao/places'
import { type PlanSettings, plan } from '@yinqiao/plan'
import { projects } from '@yinqiao/projects'
import { records, type RecordsSettings } from '@yinqiao/records'

/** The registers of all rooms, and where their references point. */
const registers: RecordsSettings = {
  kinds: industryKinds,
  references: {
    firm: { view: 'orgs.pub_firm', label: 'name', more: 'uscc' },
    unit: { view: 'orgs.pub_unit', label: 'name', more: 'code' },
  },
}

/** The rooms of the program, lowest floor first; nothing else grows here. */
export function rooms(settings: AccessSettings & PlanSettings): readonly Room[] {
  return [
    places,
    orgs,
    access(settings),
    people,
    records(registers),
    projects({ kinds: industryProjects, records: registers }),
    cases({ kinds: [], roles: roleCodes, findUnit }),
    industry,
    plan(settings),
  ]
}

async function findUnit(ctx: Context, id: string): Promise<string | undefined> {
  const unit = await findUnitRecord(ctx.db, id, ctx.today)
  return unit?.state === 'in-force' ? unit.name : undefined
}
