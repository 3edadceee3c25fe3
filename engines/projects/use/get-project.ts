import { type Body, body } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { outsideArea } from '@yinqiao/records'
import { GetProject } from '../contract/index.ts'
import { missingSlots, nextStages, standingOf } from '../rules/standing.ts'
import { givenSlots, listAmounts, listEntries, projectFor, type ProjectsSettings, slotTitles, sumsOf } from '../store.ts'

export const getProject = (settings: ProjectsSettings): Body =>
  body(GetProject, async (ctx, { id }) => {
    const found = await projectFor(ctx, settings, id, 'read')
    if (isRefusal(found)) return found
    const { kind, head } = found
    const [entries, amounts, given] = [await listEntries(ctx, [id]), await listAmounts(ctx, [id]), await givenSlots(ctx, id)]
    const standing = standingOf(
      kind,
      entries.map((row) => ({ stage: row.stage, enteredOn: row.entered_on })),
      ctx.today,
    )
    const proved = (code: string) => {
      const slot = kind.amounts.find((sort) => sort.code === code)?.slot
      return slot === null || slot === undefined || given.has(slot)
    }
    return {
      kind: kind.record.code,
      standing: {
        stage: standing.stage,
        since: standing.since,
        days: standing.days,
        stalled: standing.stalled,
        next: nextStages(kind, standing).map((stage) => ({ stage, missing: slotTitles(kind, missingSlots(kind, stage, given)) })),
      },
      entries: entries.map((row) => ({
        id: row.id,
        stage: row.stage,
        enteredOn: row.entered_on,
        again: row.again,
        reason: row.reason,
        by: row.entered_name,
        at: row.known_from,
      })),
      amounts: amounts.map((row) => ({
        id: row.id,
        sort: row.sort,
        fen: row.fen,
        onDay: row.on_day,
        note: row.note,
        by: row.entered_name,
        at: row.known_from,
        proved: proved(row.sort),
      })),
      sums: sumsOf(amounts),
      mayWrite: !head.voided && kind.record.rights.write.includes(ctx.actor.role) && outsideArea(ctx, head.division_code) === undefined,
    }
  })
