import { body } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { ChangeInstitutionState } from '../contract/institution-signatures.ts'
import { InstitutionUnknown, MoveIllegal } from '../contract/refusals.ts'
import { institutionStateWords, mayMoveInstitution } from '../rules/institution-states.ts'
import { checkArea, findInstitution, getInstitution } from '../store.ts'

export const changeInstitutionState = body(ChangeInstitutionState, async (ctx, { id, version, to, reason }) => {
  await sql`select 1 from orgs.institution where id = ${id} for update`.execute(ctx.db)
  const before = await findInstitution(ctx.db, id)
  if (before === undefined) return refuse(InstitutionUnknown, {}, 'id')
  if (before.version !== version) return refuse(ChangedMeanwhile, { what: before.name, seen: version, current: before.version })
  const outside = await checkArea(ctx, before.name, before.divisionCode)
  if (outside !== undefined) return outside
  const [was, wanted] = [institutionStateWords[before.state], institutionStateWords[to]]
  if (!mayMoveInstitution(before.state, to))
    return refuse(MoveIllegal, { name: before.name, from: was.zh, fromEn: was.en, to: wanted.zh, toEn: wanted.en }, 'to')
  await sql`update orgs.institution set version = version + 1, state = ${to}, updated_at = ${ctx.now.toString()}, updated_by = ${ctx.actor.accountId} where id = ${id}`.execute(
    ctx.db,
  )
  ctx.note({ kind: 'institution', id, before: { state: before.state }, after: { state: to, reason } })
  return await getInstitution(ctx.db, id)
})
