import { type Body, body } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { UnitUnknown } from '../contract/refusals.ts'
import { AboutUnknown, ManifestMissing, SelfReportOthers } from '../contract/round-refusals.ts'
import { WriteSelfReport } from '../contract/rounds.ts'
import { fillPlaceholders } from '../rules/fill-placeholders.ts'
import { figuresOf, ReportModel } from '../rules/report-model.ts'
import { tablesOf } from '../store.ts'
import { unitNames } from '../store-meetings.ts'
import { holdRound } from '../store-rounds.ts'

export const writeSelfReport: Body = body(WriteSelfReport, async (ctx, { roundId, unitId, about, body: text }) => {
  const round = await holdRound(ctx, roundId, 'report')
  if (isRefusal(round)) return round
  if (round.draft === null) return refuse(ManifestMissing)
  if (ctx.actor.unitId !== unitId) return refuse(SelfReportOthers, {}, 'unitId')
  const name = (await unitNames(ctx, [unitId])).get(unitId)
  if (name === undefined) return refuse(UnitUnknown, {}, 'unitId')
  const draft = ReportModel.parse(round.draft)
  if (about !== '' && !draft.targets.some(({ code }) => code === about)) return refuse(AboutUnknown, { about }, 'about')
  const filled = fillPlaceholders(text, figuresOf(draft))
  const typed = filled.typed.map((each) => each.text)
  const unknown = filled.unknown.map(({ code }) => code)
  const db = tablesOf(ctx)
  const last = await db
    .selectFrom('plan.self_report')
    .select((one) => one.fn.max('version').as('version'))
    .where('round_id', '=', roundId)
    .where('unit_id', '=', unitId)
    .where('about', '=', about)
    .executeTakeFirst()
  const row = {
    id: ctx.newId(),
    round_id: roundId,
    unit_id: unitId,
    unit_name: name,
    about,
    version: (last?.version ?? 0) + 1,
    body: text,
    typed: JSON.stringify([...typed, ...unknown.map((code) => `{{${code}}}`)]),
    written_by: ctx.actor.accountId,
    written_name: ctx.actor.name,
    written_at: ctx.now.toString(),
  }
  await db.insertInto('plan.self_report').values(row).execute()
  ctx.note({ kind: 'self-report', id: row.id, after: { roundId, unit: name, about, version: row.version, typed } })
  return { version: row.version, typed, unknown }
})
