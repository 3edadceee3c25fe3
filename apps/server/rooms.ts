import { access, type AccessSettings } from '@yinqiao/access'
import { roleCodes } from '@yinqiao/access/contract'
import { cases } from '@yinqiao/cases'
import type { Context, Room } from '@yinqiao/kernel'
import { findUnitRecord, orgs } from '@yinqiao/orgs'
import { people } from '@yinqiao/people'
import { places } from '@yinqiao/places'
import { type PlanSettings, plan } from '@yinqiao/plan'

/** The rooms of the program, lowest floor first; nothing else grows here. */
export function rooms(settings: AccessSettings & PlanSettings): readonly Room[] {
  return [places, orgs, access(settings), people, cases({ kinds: [], roles: roleCodes, findUnit }), plan(settings)]
}

async function findUnit(ctx: Context, id: string): Promise<string | undefined> {
  const unit = await findUnitRecord(ctx.db, id, ctx.today)
  return unit?.state === 'in-force' ? unit.name : undefined
}
