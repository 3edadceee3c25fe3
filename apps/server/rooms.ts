import { access, type AccessSettings } from '@yinqiao/access'
import { roles } from '@yinqiao/access/contract'
import { cases, type CasesSettings } from '@yinqiao/cases'
import type { Context, Room } from '@yinqiao/kernel'
import { findUnitRecord, orgs } from '@yinqiao/orgs'
import { UnitMerged } from '@yinqiao/orgs/contract'
import { people } from '@yinqiao/people'
import { places } from '@yinqiao/places'
import { type PlanSettings, plan } from '@yinqiao/plan'

/** The rooms of the program, lowest floor first; nothing else grows here. */
export function rooms(settings: AccessSettings & PlanSettings): readonly Room[] {
  return [places, orgs, access(settings), people, cases({ kinds: [], roles, findUnit, unitEnded: UnitMerged }), plan(settings)]
}

async function findUnit(ctx: Context, id: string): ReturnType<CasesSettings['findUnit']> {
  const unit = await findUnitRecord(ctx.db, id, ctx.today)
  return unit?.state === 'in-force' ? unit : undefined
}
