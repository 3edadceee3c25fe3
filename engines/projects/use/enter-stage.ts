import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { EnterStage } from '../contract/index.ts'
import { DayWrong, ProjectEnded, ProofMissing, ReasonMissing, StageSkipped, StageUnknown } from '../contract/refusals.ts'
import { missingSlots, nextStages, standingOf } from '../rules/standing.ts'
import { givenSlots, listEntries, projectFor, type ProjectsSettings, slotTitles, tablesOf } from '../store.ts'

export const enterStage = (settings: ProjectsSettings): Body =>
  body(EnterStage, async (ctx, { id, stage: code, onDay, reason }) => {
    const found = await projectFor(ctx, settings, id, 'write')
    if (isRefusal(found)) return found
    const { kind, head } = found
    const aside = kind.aside.find((one) => one.code === code)
    const stage = kind.stages.find((one) => one.code === code)
    const title = aside?.title.zh ?? stage?.title.zh
    if (title === undefined) return refuse(StageUnknown, { stage: code }, 'stage')
    const entries = (await listEntries(ctx, [id])).map((row) => ({ stage: row.stage, enteredOn: row.entered_on }))
    const standing = standingOf(kind, entries, ctx.today)
    if (standing.ended) return refuse(ProjectEnded)
    if (!nextStages(kind, standing).includes(code))
      return refuse(StageSkipped, { next: kind.stages[standing.reached + 1]?.title.zh ?? '' }, 'stage')
    if ((aside !== undefined || standing.shelved) && !reason) return refuse(ReasonMissing, {}, 'reason')
    const last = entries.at(-1)?.enteredOn
    if (onDay > ctx.today || (last !== undefined && onDay < last)) return refuse(DayWrong, { from: last ?? '…', to: ctx.today }, 'onDay')
    const missing = missingSlots(kind, code, await givenSlots(ctx, id))
    if (missing.length > 0) return refuse(ProofMissing, { stage: title, slots: slotTitles(kind, missing) }, 'stage')
    const entryId = ctx.newId()
    const before = standingOf(kind, entries, onDay)
    const limit = kind.stages.find((one) => one.code === before.stage)?.stallDays ?? null
    await tablesOf(ctx)
      .insertInto('projects.stage_entry')
      .values({
        id: entryId,
        record_id: id,
        kind: kind.record.code,
        stage: code,
        entered_on: onDay,
        again: entries.at(-1)?.stage === code,
        days_before: before.days,
        in_time: before.days === null || limit === null ? null : before.days <= limit,
        reason: reason ?? null,
        division_code: head.division_code,
        unit_id: head.unit_id,
        known_from: await knownFrom(ctx),
        entered_by: ctx.actor.accountId,
        entered_name: ctx.actor.name,
      })
      .execute()
    ctx.note({ kind: kind.record.code, id, before: { stage: standing.stage }, after: { stage: code, onDay } })
    return { entryId }
  })
