import { body } from '@yinqiao/kernel'
import { ListUnits } from '../contract/unit-signatures.ts'
import { aliasKey } from '../rules/alias-key.ts'
import { listUnitRecords } from '../store.ts'

export const listUnits = body(ListUnits, async (ctx, { on, kind, state, search }) => {
  const day = on ?? ctx.today
  const wanted = aliasKey(search ?? '')
  const units = (await listUnitRecords(ctx.db, day)).filter(
    (unit) =>
      (!kind || unit.kind === kind) &&
      (!state || unit.state === state) &&
      (wanted === '' ||
        [...unit.names.map(({ name }) => name), ...unit.aliases.map(({ alias }) => alias)].some((text) => aliasKey(text).includes(wanted))),
  )
  return { on: day, units }
})
