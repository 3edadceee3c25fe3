import { body, spellTitle } from '@yinqiao/kernel'
import { ChangedMeanwhile, isRefusal, refuse } from '@yinqiao/kernel/contract'
import { addressKey } from '@yinqiao/places'
import { sql } from 'kysely'
import { EditFirm } from '../contract/firm-signatures.ts'
import { FirmUnknown, UsccMissing, UsccTaken } from '../contract/refusals.ts'
import { readUscc } from '../rules/check-uscc.ts'
import { firmStateWords } from '../rules/firm-states.ts'
import { checkArea, findFirm, findFirmByUscc } from '../store.ts'

export const editFirm = body(EditFirm, async (ctx, input) => {
  await sql`select 1 from orgs.firm where id = ${input.id} for update`.execute(ctx.db)
  const before = await findFirm(ctx.db, input.id)
  if (before === undefined) return refuse(FirmUnknown, {}, 'id')
  if (before.version !== input.version) return refuse(ChangedMeanwhile, { what: before.name, seen: input.version, current: before.version })
  const uscc = readUscc(input.uscc)
  if (isRefusal(uscc)) return uscc
  for (const code of [before.divisionCode, input.divisionCode]) {
    const outside = await checkArea(ctx, before.name, code)
    if (outside !== undefined) return outside
  }
  // an active firm keeps its code: taking it away would leave an active body nobody can name
  if (uscc === null && before.state !== 'pending' && before.state !== 'closed') {
    return refuse(UsccMissing, { state: firmStateWords[before.state].zh, stateEn: firmStateWords[before.state].en }, 'uscc')
  }
  const taken = uscc === null ? undefined : await findFirmByUscc(ctx.db, uscc)
  if (taken !== undefined && taken.id !== input.id) return refuse(UsccTaken, { name: taken.name }, 'uscc')
  const spelling = spellTitle(input.name)
  await sql`update orgs.firm set version = version + 1, name = ${input.name}, name_full = ${spelling.full}, name_initials = ${spelling.initials}, uscc = ${uscc},
      kinds = ${input.kinds}, division_code = ${input.divisionCode}, address = ${input.address},
      address_key = ${input.address === null ? null : addressKey(input.address)}, updated_at = ${ctx.now.toString()}, updated_by = ${ctx.actor.accountId}
    where id = ${input.id}`.execute(ctx.db)
  const after = await findFirm(ctx.db, input.id)
  if (after === undefined) throw new Error('the firm just saved is gone')
  ctx.note({ kind: 'firm', id: input.id, before, after })
  return after
})
