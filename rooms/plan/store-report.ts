import type { Context } from '@yinqiao/kernel'
import { QualityStatements } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { openCasesOf } from '@yinqiao/cases'
import { issue } from './kinds/issue.ts'
import { confirmRate } from './rules/confirm-rate.ts'
import { phaseName, yearsWritten } from './rules/find-phase.ts'
import { inUnit } from './rules/in-unit.ts'
import type { Manifest, ManifestValue } from './rules/manifest.ts'
import { outcomeOf, reportFigure } from './rules/report-figure.ts'
import { type ReportFigure, ReportModel, type ReportTarget } from './rules/report-model.ts'
import { wholeDistrict } from './rules/report-words.ts'
import { type PlanSettings, rowsFor, structureOf, tablesOf, type Version } from './store.ts'
import { listInForce } from './store-interpretations.ts'
import {
  definitionChanges,
  honestyOf,
  isDistrict,
  revisionsSince,
  scopeWords,
  tasksOfRows,
  toldOf,
  townNames,
  unitLines,
  versionsOf,
} from './store-report-parts.ts'
import { listFindings } from './store-findings.ts'
import { listSelfReports, manifestOf, type Round, unitsAsked } from './store-rounds.ts'
import { listChecks } from './store-samples.ts'
import type { PhaseTarget } from './store-targets.ts'

interface Made {
  readonly manifest: Manifest
  readonly sha256: string
  readonly sm3: string
  readonly targets: readonly PhaseTarget[]
  readonly plan: Version
}

/** Everything a report prints that the freeze decides. What people say of it is added when it is printed. */
export async function draftOf(
  ctx: Context,
  settings: PlanSettings,
  round: Round,
  { manifest, sha256, sm3, targets, plan }: Made,
): Promise<ReportModel> {
  const structure = structureOf(plan)
  const phase = structure.phases.find(({ label }) => label === round.phase)
  const before = await signedBefore(ctx, round)
  const versions = await versionsOf(ctx, manifest)
  const told = (value: ManifestValue): ReportFigure | null => {
    const version = versions.get(value.result.versionId)
    return version === undefined ? null : reportFigure(value, toldOf(version, settings))
  }
  const figureOf = (code: string | null | undefined): ReportFigure | null => {
    const value = manifest.values.find((one) => one.measure === code && isDistrict(one))
    return value === undefined ? null : told(value)
  }
  const { rows: places } = await sql<{ name: string }>`select name from places.pub_district order by code limit 1`.execute(ctx.db)
  const district = places[0]?.name ?? ctx.actor.area
  const towns = await townNames(ctx)
  const known = rowsFor(settings, plan.number)
  const bound = new Set(manifest.bindings.map(({ row }) => row))
  const notes = new Map(
    (await tablesOf(ctx).selectFrom('plan.row_note').select(['code', 'note']).execute()).map((row) => [row.code, row.note]),
  )
  const openWords = (await listInForce(ctx)).map(({ term }) => term)
  const issues = await openCasesOf(ctx, issue)
  return ReportModel.parse({
    title: `${district}${round.title}`,
    number: round.number,
    supplementOf: round.supplement_of === null ? null : await titleOf(ctx, round.supplement_of),
    state: 'draft',
    planTitle: plan.title,
    planNumber: plan.number,
    phase: {
      label: phase === undefined ? round.phase : phaseName(phase),
      years: yearsWritten(phase?.years),
      from: `${phase?.years?.from ?? round.gate_day.slice(0, 4)}-01-01`,
      to: phase?.years?.to ? `${phase.years.to}-12-31` : null,
    },
    district,
    issuer: `${district}专班`,
    synthetic: settings.synthetic,
    disclosure: plan.disclosure ?? '依申请公开',
    knownAt: manifest.knownAt,
    validAt: manifest.gateDay,
    manifestHash: sha256,
    manifestSm3: sm3,
    signed: null,
    targets: targets.map((target) => targetOf(target, manifest, figureOf, versions)),
    tasks: await taskParts(ctx, structure, plan.id, manifest, figureOf),
    units: await unitLines(ctx, round),
    money: [],
    definitionChanges: await definitionChanges(ctx, manifest, before?.gateDay ?? null),
    revisions: await revisionsSince(ctx, settings, before, manifest.knownAt),
    problems: [
      ...targets
        .filter(({ owned }) => !owned)
        .map(({ row, target }) => ({
          text: `${row?.code ?? ''} ${row?.name ?? target.text}：尚无牵头单位`,
          asked: '请明确牵头单位',
          owner: null,
          due: null,
        })),
      ...issues.map(({ title, dueAt }) => ({ text: title, asked: null, owner: null, due: dueAt?.slice(0, 10) ?? null })),
    ],
    honesty: await honestyOf(ctx, settings, manifest, `${phase?.years?.from ?? round.gate_day.slice(0, 4)}-01-01`),
    manifest: manifest.values.map((value) => ({
      code: value.measure,
      version: value.result.seq,
      scope: scopeWords(value.result.scope, towns, wholeDistrict),
      rowCount: value.rowCount,
      rowsCode: value.rowsCode,
      hash: value.rowsHash,
    })),
    uncovered: known
      .filter(({ code }) => !bound.has(code))
      .map(({ code, name, room }) => ({ code, name, room, note: notes.get(code) ?? null })),
    undefinedWords: [...Map.groupBy(structure.terms, ({ term }) => term)]
      .filter(([term]) => !openWords.includes(term))
      .map(([term, found]) => ({ term, places: found.length })),
  })
}

async function titleOf(ctx: Context, id: string): Promise<string | null> {
  const round = await tablesOf(ctx).selectFrom('plan.round').select(['title', 'number']).where('id', '=', id).executeTakeFirst()
  return round === undefined ? null : (round.number ?? round.title)
}

/** The manifest of the report before: the one supplemented, else the last one signed. */
async function signedBefore(ctx: Context, round: Round): Promise<Manifest | undefined> {
  const found = await tablesOf(ctx)
    .selectFrom('plan.round')
    .selectAll()
    .where('signed_at', 'is not', null)
    .where('id', '<>', round.id)
    .$if(round.supplement_of !== null, (query) => query.where('id', '=', round.supplement_of))
    .orderBy('signed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return found === undefined ? undefined : manifestOf(found)
}

function targetOf(
  target: PhaseTarget,
  manifest: Manifest,
  figureOf: (code: string | null | undefined) => ReportFigure | null,
  versions: Awaited<ReturnType<typeof versionsOf>>,
): ReportTarget {
  const kept = manifest.targets.find(({ clauseId }) => clauseId === target.clauseId)
  if (kept === undefined) throw new Error('a target without its manifest line')
  const value = manifest.values.find(({ rowsCode }) => rowsCode === kept.rowsCode)
  const figure = figureOf(kept.measure)
  const version = value === undefined ? undefined : versions.get(value.result.versionId)
  const quality = QualityStatements.safeParse(version?.quality)
  const quantity = target.quantities.find(({ role }) => role === 'target')
  const meanings = [target.whole, ...target.terms.map(({ interpretation }) => interpretation)].flatMap((one) => one ?? [])
  return {
    code: kept.row,
    quote: target.target.text,
    place: target.row?.name ?? phaseName(target.phase),
    interpretations: meanings.map(({ term, text, decidedBy, decidedOn }) => ({ term, text, decidedBy, decidedOn })),
    openWords: target.whole === null ? target.terms.filter(({ interpretation }) => interpretation === null).map(({ term }) => term) : [],
    outcome: outcomeOf(kept, value),
    figure,
    others: kept.others.filter((code) => code !== kept.guard).flatMap((code) => figureOf(code) ?? []),
    aim:
      kept.aim === null
        ? null
        : {
            comparison: kept.aim.op,
            value: inUnit(kept.aim.value, { zh: figure?.unit ?? '' }),
            valueTo: null,
            unit: figure?.unit ?? '',
            source: kept.aim.source,
            words:
              kept.aim.source === 'plan'
                ? (quantity?.quote ?? target.target.text)
                : (target.value?.paper ?? target.value?.decidedBy ?? '决定'),
          },
    guard: figureOf(kept.guard),
    quality: quality.success ? quality.data : null,
    sample: null,
    words: [],
    finding: null,
  }
}

async function taskParts(
  ctx: Context,
  structure: ReturnType<typeof structureOf>,
  versionId: string,
  manifest: Manifest,
  figureOf: (code: string) => ReportFigure | null,
): Promise<ReportModel['tasks']> {
  const rows = await tasksOfRows(ctx, versionId)
  const clauses = await tablesOf(ctx)
    .selectFrom('plan.clause_text as t')
    .innerJoin('plan.clause as c', 'c.id', 't.clause_id')
    .select(['t.clause_id', 't.from_char'])
    .where('t.version_id', '=', versionId)
    .where('c.kind', '=', 'task')
    .execute()
  return structure.tasks.map((task) => {
    const id = clauses.find(({ from_char }) => from_char === task.from)?.clause_id
    const own = rows.filter(({ task: of }) => of === id)
    const measures = new Map(
      own.flatMap(({ code, verb_class }) =>
        manifest.bindings.filter(({ row }) => row === code).map(({ measure }) => [measure, verb_class === 'result'] as const),
      ),
    )
    const part = (result: boolean) => [...measures].flatMap(([measure, is]) => (is === result ? (figureOf(measure) ?? []) : []))
    return {
      label: task.label,
      title: task.title,
      units: task.units.map(({ asWritten }) => asWritten),
      effort: part(false),
      result: part(true),
      words: [],
    }
  })
}

/** The report as it stands: the frozen draft with the words of units, the sample, the findings and the signature. */
export async function reportOf(ctx: Context, round: Round): Promise<ReportModel> {
  const draft = ReportModel.parse(round.draft)
  const reports = await listSelfReports(ctx, round.id)
  const findings = await listFindings(ctx, round.id)
  const checks = await listChecks(ctx, round.id)
  const sample = await tablesOf(ctx).selectFrom('plan.sample').selectAll().where('round_id', '=', round.id).executeTakeFirst()
  const asked = round.signed_at === null ? (await unitsAsked(ctx)).map(({ name }) => name) : []
  const missing = round.signed_at === null ? asked.filter((name) => !reports.some(({ unitName }) => unitName === name)) : named(round)
  const words = (about: string) =>
    reports
      .filter((each) => each.about === about)
      .map(({ unitName, body, writtenAt }) => ({ unit: unitName, text: body, sentOn: dayOf(writtenAt) }))
  // a signed report prints the same bytes for ever, whatever is done with it afterwards
  const state =
    round.signed_at !== null
      ? 'signed'
      : round.state === 'reviewed'
        ? 'review'
        : sample?.drawn_at
          ? 'evidence'
          : reports.length > 0
            ? 'self-report'
            : 'draft'
  const finished = (target: ReportTarget): ReportTarget => {
    const own = checks.filter(({ measure }) => measure === target.figure?.code)
    const rate = confirmRate(own.map(({ result }) => result))
    const said = findings.filter(({ about }) => about === target.code)
    const last = said.at(-1)
    return {
      ...target,
      words: words(target.code),
      sample:
        sample === undefined || own.length === 0
          ? null
          : {
              seedHash: sample.seed_hash,
              seed: sample.drawn_at === null ? null : sample.seed,
              drawn: rate.drawn,
              confirmed: rate.confirmed,
              notConfirmed: rate.wrong,
              notFound: rate.notFound,
              low: rate.low,
              from: rate.from,
              to: rate.to,
            },
      finding: last === undefined ? null : { by: last.by, on: last.on, text: said.map(({ body }) => body).join('；') },
    }
  }
  return {
    ...draft,
    number: round.number,
    state,
    signed: round.signed_at === null || round.signed_by === null ? null : { by: round.signed_by, at: round.signed_at },
    auditHead: round.audit_head,
    targets: draft.targets.map(finished),
    words: [...words(''), ...missing.map((unit) => ({ unit, text: null, sentOn: null }))],
    problems: [
      ...draft.problems,
      ...findings.map(({ about, body, action }) => ({
        text: `${about === '' ? '评审' : about}：${body}`,
        asked: action?.text ?? null,
        owner: action?.owner ?? null,
        due: action?.due ?? null,
      })),
    ],
  }
}

const dayOf = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()
const named = ({ missing_named }: Round): string[] => (Array.isArray(missing_named) ? missing_named.map(String) : [])
