import { body, spellTitle } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { addressKey } from '@yinqiao/places'
import { sql } from 'kysely'
import { CreateFirm } from '../contract/firm-signatures.ts'
import { UsccTaken } from '../contract/refusals.ts'
import { readUscc } from '../rules/check-uscc.ts'
import { checkArea, findFirm, findFirmByUscc } from '../store.ts'

export const createFirm = body(CreateFirm, async (ctx, input) => {
  const uscc = readUscc(input.uscc)
  if (isRefusal(uscc)) return uscc
  const outside = await checkArea(ctx, input.name, input.divisionCode)
  if (outside !== undefined) return outside
  const taken = uscc === null ? undefined : await findFirmByUscc(ctx.db, uscc)
  if (taken !== undefined) return refuse(UsccTaken, { name: taken.name }, 'uscc')
  const id = ctx.newId()
  const spelling = spellTitle(input.name)
  const now = ctx.now.toString()
  const { rows } =
    await sql`insert into orgs.firm (id, name, name_full, name_initials, uscc, kinds, state, state_since, division_code, address, address_key,
      created_at, updated_at, updated_by, synthetic)
    values (${id}, ${input.name}, ${spelling.full}, ${spelling.initials}, ${uscc}, ${input.kinds}, ${uscc === null ? 'pending' : 'active'}, ${ctx.today},
      ${input.divisionCode}, ${input.address}, ${input.address === null ? null : addressKey(input.address)}, ${now}, ${now}, ${ctx.actor.accountId}, ${input.synthetic})
    on conflict (uscc) do nothing returning id`.execute(ctx.db)
  if (rows.length === 0) return refuse(UsccTaken, { name: '' }, 'uscc')
  const firm = await findFirm(ctx.db, id)
  if (firm === undefined) throw new Error('the firm just saved is gone')
  ctx.note({ kind: 'firm', id, after: firm })
  return firm
})
