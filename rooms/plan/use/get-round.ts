import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { RoundUnknown } from '../contract/round-refusals.ts'
import { GetRound } from '../contract/rounds.ts'
import { RoundState } from '../contract/round-parts.ts'
import { ReportModel } from '../rules/report-model.ts'
import { type PlanSettings, tablesOf } from '../store.ts'
import { listFindings } from '../store-findings.ts'
import { isDistrict } from '../store-report-parts.ts'
import { findRound, listSelfReports, manifestOf, roundRow, unitsAsked } from '../store-rounds.ts'
import { sampleView } from '../store-samples.ts'

export const getRound = (settings: PlanSettings): Body =>
  body(GetRound, async (ctx, { roundId }) => {
    const round = await findRound(ctx, roundId)
    if (round === undefined) return refuse(RoundUnknown)
    const db = tablesOf(ctx)
    const manifest = manifestOf(round)
    const draft = round.draft === null ? undefined : ReportModel.parse(round.draft)
    const selfReports = await listSelfReports(ctx, roundId)
    const first = round.supplement_of === null ? undefined : await findRound(ctx, round.supplement_of)
    const supplements = await db
      .selectFrom('plan.round')
      .select(['id', 'title', 'state'])
      .where('supplement_of', '=', roundId)
      .orderBy('opened_at')
      .execute()
    const codes = manifest?.bindings.map(({ measure }) => measure) ?? []
    const { rows: objections } = await sql<{ id: string; measure: string; state: string; raisedOn: string; open: boolean }>`
      select id::text as id, subject_id as measure, state, raised_on as "raisedOn", closed_on is null as open from cases.pub_case
      where kind = 'plan.objection' and subject_kind = 'measure' and known_to is null and subject_id = any (${codes}::text[]) order by raised_on, id`.execute(
      ctx.db,
    )
    const targets = (manifest?.targets ?? []).map((target) => {
      const value = manifest?.values.find(({ rowsCode }) => rowsCode === target.rowsCode)
      const printed = draft?.targets.find(({ code }) => code === target.row)
      return {
        row: target.row,
        name: printed?.place ?? target.row,
        quote: printed?.quote ?? '',
        state: value?.result.state ?? target.words.state,
        why: value?.result.why ?? target.words.why,
        outcome: printed?.outcome ?? ('no-data' as const),
        measure: target.measure,
        rowsCode: target.rowsCode,
        value: printed?.figure?.value == null ? null : String(printed.figure.value),
        unit: printed?.figure?.unit ?? null,
        aim:
          target.aim === null || printed?.aim == null
            ? null
            : { op: target.aim.op, value: String(printed.aim.value), source: target.aim.source },
      }
    })
    const counts: Record<string, number> = {}
    for (const { outcome } of targets) counts[outcome] = (counts[outcome] ?? 0) + 1
    const headline = new Set(targets.map(({ measure }) => measure))
    const values = (manifest?.values ?? []).filter(isDistrict).map((value) => ({
      rowsCode: value.rowsCode,
      measure: value.measure,
      scope: value.result.scope,
      result: value.result,
      rowCount: value.rowCount,
      rowsHash: value.rowsHash,
      again: value.again,
    }))
    const asked = await unitsAsked(ctx)
    return {
      round: roundRow(round),
      supplementTo: first === undefined ? null : { id: first.id, title: first.title },
      supplements: supplements.map((one) => ({ ...one, state: RoundState.parse(one.state) })),
      counts,
      targets,
      values: values.toSorted((a, b) => Number(headline.has(b.measure)) - Number(headline.has(a.measure))),
      units: asked.map(({ id, name }) => ({ id, name, reported: selfReports.some(({ unitId }) => unitId === id) })),
      selfReports,
      sample: await sampleView(ctx, settings, roundId),
      findings: await listFindings(ctx, roundId),
      objections,
      signed:
        round.signed_at === null || round.signed_by === null
          ? null
          : {
              by: round.signed_by,
              at: round.signed_at,
              missingNamed: Array.isArray(round.missing_named) ? round.missing_named.map(String) : [],
              auditHead: round.audit_head,
            },
      disclosure:
        round.disclosure === null ? null : { kind: round.disclosure, basis: round.disclosure_basis ?? '', by: round.disclosure_by ?? '' },
    }
  })
