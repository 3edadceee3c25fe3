import { type Body, body, keysOf, pageOfRows } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { ListCases } from '../contract/signatures.ts'
import { type CaseRecord, type CasesSettings, readCalendar } from '../store.ts'
import { ownedBy, readableBy, rowOf } from '../store-show.ts'

const Keys = z.tuple([z.int(), z.uuid()])

export const listCases = ({ kinds }: CasesSettings): Body =>
  body(ListCases, async (ctx, { cursor, limit, kind, state, mine, raisedByMe, late, subjectKind, subjectId, search }) => {
    const after = keysOf(cursor, Keys)
    if (after === undefined) return refuse(InvalidInput, { problem: 'cursor', problemEn: 'cursor' }, 'cursor')
    const { actor } = ctx
    const text = search ?? ''
    const open = state === 'open' ? sql`c.closed_at is null` : state === 'closed' ? sql`c.closed_at is not null` : undefined
    const matches = sql`${readableBy(actor, kinds)}
      and (${kind ?? null}::text is null or c.kind = ${kind ?? null})
      and ${open ?? sql`(${state ?? null}::text is null or c.state = ${state ?? null})`}
      and (${mine !== true} or ${ownedBy(actor)})
      and (${raisedByMe !== true} or c.raised_account = ${actor.accountId}::uuid or c.raised_unit = ${actor.unitId}::uuid)
      and (${late !== true} or c.due_at <= ${ctx.now.toString()})
      and (${subjectKind ?? null}::text is null or c.subject_kind = ${subjectKind ?? null})
      and (${subjectId ?? null}::text is null or c.subject_id = ${subjectId ?? null})
      and (${text} = '' or strpos(c.number, ${text.toUpperCase()}) > 0 or strpos(c.title, ${text}) > 0 or strpos(c.subject_title, ${text}) > 0
        or strpos(c.raised_name, ${text}) > 0)`
    const { rows } = await sql<CaseRecord>`select c.* from cases.case_file c
      where ${matches} ${after === null ? sql`` : sql`and (c.sort_key, c.id) > (${after[0]}, ${after[1]}::uuid)`}
      order by c.sort_key, c.id limit ${limit + 1}`.execute(ctx.db)
    const total =
      after === null ? await sql<{ n: number }>`select count(*) as n from cases.case_file c where ${matches}`.execute(ctx.db) : undefined
    const page = pageOfRows(rows, limit, (row) => [row.sort_key, row.id])
    const calendar = await readCalendar(ctx.db)
    return {
      rows: page.rows.map((row) =>
        rowOf(
          row,
          kinds.find(({ code }) => code === row.kind),
          calendar,
          ctx.now,
        ),
      ),
      next: page.next,
      total: total?.rows[0]?.n ?? null,
    }
  })
