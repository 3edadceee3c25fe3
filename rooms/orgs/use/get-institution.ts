import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { GetInstitution } from '../contract/institution-signatures.ts'
import { InstitutionUnknown } from '../contract/refusals.ts'
import { findInstitution } from '../store.ts'

export const getInstitution = body(
  GetInstitution,
  async (ctx, { id }) => (await findInstitution(ctx.db, id)) ?? refuse(InstitutionUnknown, {}, 'id'),
)
