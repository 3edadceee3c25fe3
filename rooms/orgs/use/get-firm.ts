import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { GetFirm } from '../contract/firm-signatures.ts'
import { FirmUnknown } from '../contract/refusals.ts'
import { findFirm } from '../store.ts'

export const getFirm = body(GetFirm, async (ctx, { id }) => (await findFirm(ctx.db, id)) ?? refuse(FirmUnknown, {}, 'id'))
