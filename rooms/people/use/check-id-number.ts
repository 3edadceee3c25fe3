import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { IdInvalid } from '../contract/refusals.ts'
import { CheckIdNumber } from '../contract/signatures.ts'
import { checkCitizenId } from '../rules/check-citizen-id.ts'
import { idProblemWords } from '../rules/id-problem-words.ts'
import { scopeOf } from '../store.ts'
import { blindDomains } from '../store-sealing.ts'

export const checkIdNumber = body(CheckIdNumber, async (ctx, { idNumber }) => {
  const checked = checkCitizenId(idNumber, ctx.today)
  if (!checked.ok)
    return refuse(IdInvalid, { problem: idProblemWords[checked.problem].zh, problemEn: idProblemWords[checked.problem].en }, 'idNumber')
  const { number, converted, birthDay, sex } = checked
  const { rows } = await sql<{
    id: string
  }>`select e.id from people.elder e where e.id_blind = ${ctx.cipher.blind(blindDomains.idNumber, number)} and ${scopeOf(ctx.actor)}`.execute(
    ctx.db,
  )
  for (const { id } of rows) ctx.note({ kind: 'elder', id })
  return { number, converted, birthDay, sex, recorded: rows.length > 0 }
})
