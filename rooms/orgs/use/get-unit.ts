import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { UnitUnknown } from '../contract/refusals.ts'
import { GetUnit } from '../contract/unit-signatures.ts'
import { findUnitRecord } from '../store.ts'

export const getUnit = body(GetUnit, async (ctx, { id }) => (await findUnitRecord(ctx.db, id, ctx.today)) ?? refuse(UnitUnknown, {}, 'id'))
