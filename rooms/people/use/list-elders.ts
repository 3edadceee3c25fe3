import { body, type Context, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { SearchUnclear } from '../contract/refusals.ts'
import { ListElders } from '../contract/signatures.ts'
import { yearsBefore } from '../rules/age-on.ts'
import { readSearch, type Search } from '../rules/read-search.ts'
import { blindDomains } from '../store-sealing.ts'
import { listStored, range, rowOf, scopeOf, stateJoin } from '../store.ts'

const Keys = z.tuple([z.string(), z.uuid()])

/** Elders in scope by one search text; the conditions use ranges and equality only, so that indexes serve under row security. */
export const listElders = body(ListElders, async (ctx, { cursor, limit, search, under, lifeState, livesAlone, sex, ageFrom, ageTo }) => {
  const after = keysOf(cursor, Keys)
  if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
  const wanted = readSearch(search, ctx.today)
  if (wanted.by === 'unclear') return refuse(SearchUnclear, {}, 'search')
  const conditions = [
    scopeOf(ctx.actor),
    searchCondition(ctx, wanted),
    under ? range('e.division_code', under, ':') : undefined,
    livesAlone ? sql`e.lives_alone = ${livesAlone}` : undefined,
    sex ? sql`e.sex = ${sex}` : undefined,
    typeof ageFrom === 'number' ? sql`e.birth_day <= ${yearsBefore(ctx.today, ageFrom)}::date` : undefined,
    typeof ageTo === 'number' ? sql`e.birth_day > ${yearsBefore(ctx.today, ageTo + 1)}::date` : undefined,
    lifeState ? (lifeState === 'unknown' ? sql`l.id is null` : sql`l.state = ${lifeState}`) : undefined,
  ].filter((condition) => condition !== undefined)
  const matches = sql`${lifeState ? stateJoin(ctx.today) : sql``} where ${sql.join(conditions, sql` and `)}`
  const from = after === null ? sql`` : sql`and (e.name_full, e.id) > (${after[0]}, ${after[1]}::uuid)`
  const found = await listStored(ctx.db, ctx.today, sql`${matches} ${from} order by e.name_full, e.id limit ${limit + 1}`)
  const total = after === null ? await sql<{ n: number }>`select count(*) as n from people.elder e ${matches}`.execute(ctx.db) : undefined
  const page = pageOfRows(found, limit, (stored) => [stored.name_full, stored.id])
  for (const { id } of page.rows) ctx.note({ kind: 'elder', id })
  return { rows: page.rows.map((stored) => rowOf(ctx, stored)), next: page.next, total: total?.rows[0]?.n ?? null }
})

/** Sorts after every character a name or its sound can have. */
const lastOfAll = '\u{10FFFF}'

function searchCondition(ctx: Context, wanted: Search): RawBuilder<unknown> | undefined {
  switch (wanted.by) {
    case 'name':
      return sql`(${sql.join(
        ['e.name', 'e.name_from2', 'e.name_from3'].map((column) => range(column, wanted.text, lastOfAll)),
        sql` or `,
      )})`
    case 'sound':
      return sql`(${range('e.name_full', wanted.text, '~')} or ${range('e.name_initials', wanted.text, '~')})`
    case 'id-number':
      return sql`e.id_blind = ${ctx.cipher.blind(blindDomains.idNumber, wanted.number)}`
    case 'phone':
      return sql`e.phone_blind = ${ctx.cipher.blind(blindDomains.phone, wanted.phone)}`
    case 'phone-tail':
      return sql`e.phone_tail_blind = ${ctx.cipher.blind(blindDomains.phoneTail, wanted.tail)}`
    case 'all':
    case 'unclear':
      return undefined
  }
}
