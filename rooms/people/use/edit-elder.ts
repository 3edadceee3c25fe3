import { body } from '@yinqiao/kernel'
import { ChangedMeanwhile, isRefusal, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { ElderEdited } from '../contract/events.ts'
import { ElderUnknown, IdTaken } from '../contract/refusals.ts'
import { EditElder } from '../contract/signatures.ts'
import { checkElderFacts } from '../rules/check-elder-facts.ts'
import { changedFields, sensitiveFields, shownValue } from '../rules/compare-elders.ts'
import { openElder, sealElder } from '../store-sealing.ts'
import { checkPlace, keepVersion, lockElder } from '../store.ts'
import type { PeopleRows } from '../tables/rows.ts'

export const editElder = body(EditElder, async (ctx, { id, version, ...typed }) => {
  const stored = await lockElder(ctx, id)
  if (stored === undefined) return refuse(ElderUnknown, {}, 'id')
  if (stored.version !== version) return refuse(ChangedMeanwhile, { what: stored.name, seen: version, current: stored.version })
  const facts = checkElderFacts(typed, ctx.today)
  if (isRefusal(facts)) return facts
  const place = await checkPlace(ctx, facts, stored.division_code)
  if (place !== undefined) return place
  const before = openElder(ctx.cipher, stored)
  const changed = changedFields(before, facts)
  if (changed.length === 0) return { id, version, changed: [] }
  const columns = sealElder(ctx.cipher, facts)
  const taken = await ctx.db
    .withTables<PeopleRows>()
    .updateTable('people.elder')
    .set({ ...columns, version: version + 1, origin: 'typed', updated_at: ctx.now.toString(), updated_by: ctx.actor.accountId })
    .where('id', '=', id)
    .execute()
    .then(
      () => false,
      (error: unknown) => isIdTaken(error) || Promise.reject(error),
    )
  // the kernel undoes the failed statement with the refusal
  if (taken) return refuse(IdTaken, {}, 'idNumber')
  await keepVersion(ctx, id, version + 1, 'typed', columns)
  if (changed.includes('divisionCode'))
    await sql`update people.life_state set division_code = ${facts.divisionCode} where elder_id = ${id}`.execute(ctx.db)
  // values of sensitive fields stay out of the audit line; the version history holds them encrypted
  const shown = (of: typeof facts) =>
    Object.fromEntries(changed.map((field) => [field, sensitiveFields.has(field) ? '（已加密）' : shownValue(of, field)]))
  ctx.note({ kind: 'elder', id, before: { version, ...shown(before) }, after: { version: version + 1, ...shown(facts) } })
  await ctx.emit(ElderEdited, id, { elderId: id, version: version + 1, changed: [...changed] })
  return { id, version: version + 1, changed: [...changed] }
})

/** The unique index over id numbers answers for records this post cannot see. */
function isIdTaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === '23505' &&
    'constraint' in error &&
    error.constraint === 'elder_id_blind_key'
  )
}
