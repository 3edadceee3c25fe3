import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { Origin } from '../contract/elder.ts'
import { ReadElderClear } from '../contract/permissions.ts'
import { ElderUnknown } from '../contract/refusals.ts'
import { GetElder } from '../contract/signatures.ts'
import { openElder } from '../store-sealing.ts'
import { findStored, rowOf } from '../store.ts'

export const getElder = body(GetElder, async (ctx, { id }) => {
  const stored = await findStored(ctx, id)
  if (stored === undefined) return refuse(ElderUnknown, {}, 'id')
  const clear = ReadElderClear.roles.includes(ctx.actor.role)
  ctx.note({ kind: 'elder', id, after: { clear } })
  const facts = openElder(ctx.cipher, stored)
  const row = rowOf(ctx, stored)
  return {
    ...row,
    version: stored.version,
    clear,
    idNumber: clear ? facts.idNumber : row.idMasked,
    phone: clear ? facts.phone : row.phoneMasked,
    healthNotes: clear ? facts.healthNotes : null,
    contacts: clear ? facts.contacts : null,
    address: facts.address,
    townName: stored.town_name,
    siteId: facts.siteId,
    siteName: stored.site_name,
    householdId: facts.householdId,
    origin: Origin.parse(stored.origin),
    createdAt: stored.created_at,
    updatedAt: stored.updated_at,
  }
})
