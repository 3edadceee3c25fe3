import { type Context, knownFrom } from '@yinqiao/kernel'
import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { type Selectable, sql } from 'kysely'
import { type RoundRow, RoundState, SelfReport } from './contract/round-parts.ts'
import { ManifestMissing, OwnWork, RoundMove, RoundSigned, RoundUnknown, TypedFigures } from './contract/round-refusals.ts'
import { Manifest } from './rules/manifest.ts'
import { type RoundAct, roundActs, roundMove, roundWords } from './rules/round-state.ts'
import { findPlanInForce, type PlanSettings, structureOf, tablesOf } from './store.ts'
import type { PlanRows } from './tables/rows.ts'

export type Round = Selectable<PlanRows['plan.round']>

/** The day the open evaluation rounds end by their plan; null where none is open. A definition changes only after it. */
export async function endOfOpenRound(ctx: Context): Promise<string | null> {
  const { rows } = await sql<{
    last: string | null
  }>`select max(closes_on) as last from plan.round where state in ('open', 'frozen', 'reviewed')`.execute(ctx.db)
  return rows[0]?.last ?? null
}

export function findRound(ctx: Context, id: string): Promise<Round | undefined> {
  return tablesOf(ctx).selectFrom('plan.round').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The round as seen by who wants to act on it, kept from others until the transaction ends. */
export async function holdRound(ctx: Context, id: string, act: RoundAct): Promise<Round | Refusal> {
  const round = await tablesOf(ctx).selectFrom('plan.round').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (round === undefined) return refuse(RoundUnknown)
  const state = RoundState.parse(round.state)
  const not = roundMove(state, act)
  if (not === 'signed') return refuse(RoundSigned)
  const { zh, en } = roundActs[act]
  if (not !== null) return refuse(RoundMove, { state: roundWords[state].zh, stateEn: roundWords[state].en, act: zh, actEn: en })
  return round
}

/** Moves a round on. */
export async function changeRound(
  ctx: Context,
  round: Round,
  act: RoundAct,
  change: Partial<Omit<Round, 'id' | 'state' | 'version'>>,
): Promise<void> {
  const state = roundActs[act].to ?? round.state
  await tablesOf(ctx)
    .updateTable('plan.round')
    .set({ ...change, missing_named: JSON.stringify(change.missing_named ?? round.missing_named), state, version: round.version + 1 })
    .where('id', '=', round.id)
    .execute()
  const { draft: _draft, manifest: _manifest, ...told } = change
  ctx.note({ kind: 'round', id: round.id, before: { state: round.state }, after: { act, state, ...told } })
}

/** What measures read of a round: when it was due and when its report was issued. Supplements are not due. */
export async function keepRound(ctx: Context, round: Round, issuedOn: string | null): Promise<void> {
  if (round.supplement_of !== null) return
  const at = await knownFrom(ctx)
  await sql`update plan.known_round set known_to = ${at} where id = ${round.id} and known_to is null`.execute(ctx.db)
  await sql`insert into plan.known_round (id, version, phase, gate_day, due_on, issued_on, synthetic, known_from)
    select ${round.id}, coalesce(max(version), 0) + 1, ${round.phase}, ${round.gate_day}::date, ${round.closes_on}::date, ${issuedOn}::date,
      ${round.synthetic}, ${at} from plan.known_round where id = ${round.id}`.execute(ctx.db)
}

/** A round as lists show it. */
export function roundRow(round: Round): RoundRow {
  return {
    id: round.id,
    phase: round.phase,
    title: round.title,
    number: round.number,
    gateDay: round.gate_day,
    closesOn: round.closes_on,
    state: RoundState.parse(round.state),
    openedBy: round.opened_by,
    openedAt: round.opened_at,
    knownAt: round.known_at,
    manifestHash: round.manifest_hash,
    manifestSm3: round.manifest_sm3,
    supplementOf: round.supplement_of,
    synthetic: round.synthetic,
    version: round.version,
  }
}

/** The manifest of a round, read from its kept bytes. */
export function manifestOf({ manifest }: Round): Manifest | undefined {
  return manifest === null ? undefined : Manifest.parse(JSON.parse(manifest))
}

/** A round with its manifest, for who reads what it froze. */
export async function frozenRound(ctx: Context, id: string): Promise<{ readonly round: Round; readonly manifest: Manifest } | Refusal> {
  const round = await findRound(ctx, id)
  if (round === undefined) return refuse(RoundUnknown)
  const manifest = manifestOf(round)
  return manifest === undefined ? refuse(ManifestMissing) : { round, manifest }
}

/** Phases of the plan in force. */
export async function listPhases(ctx: Context, settings: PlanSettings) {
  const version = await findPlanInForce(ctx, settings)
  return version === undefined ? [] : structureOf(version).phases
}

/** The newest version of each self-report of a round, in the order of the units' names. */
export async function listSelfReports(ctx: Context, roundId: string): Promise<SelfReport[]> {
  const { rows } = await sql<Selectable<PlanRows['plan.self_report']>>`
    select * from (select distinct on (unit_id, about) * from plan.self_report where round_id = ${roundId} order by unit_id, about, version desc) s
    order by unit_name collate "C", about`.execute(ctx.db)
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    unitName: row.unit_name,
    about: row.about,
    version: row.version,
    body: row.body,
    typed: SelfReport.shape.typed.parse(row.typed),
    writtenBy: row.written_name,
    writtenAt: row.written_at,
    accepted:
      row.accepted_by === null || row.accepted_at === null
        ? null
        : { by: row.accepted_by, at: row.accepted_at, why: row.accepted_why ?? '' },
  }))
}

/** Who wrote for the round judges nothing in it: neither the person nor the unit. */
export async function refuseOwnWork(ctx: Context, roundId: string): Promise<Refusal | undefined> {
  const { rows } = await sql<{ unit_name: string }>`select unit_name from plan.self_report where round_id = ${roundId}
    and (written_by = ${ctx.actor.accountId} or unit_id = ${ctx.actor.unitId}) order by unit_name limit 1`.execute(ctx.db)
  return rows[0] === undefined ? undefined : refuse(OwnWork, { unit: rows[0].unit_name })
}

/** Figures typed by hand that no reviewer let stand keep a round from going on. */
export function refuseTyped(reports: readonly SelfReport[]): Refusal | undefined {
  const typed = reports.filter((report) => report.typed.length > 0 && report.accepted === null)
  if (typed.length === 0) return undefined
  return refuse(TypedFigures, { units: typed.map(({ unitName, typed: figures }) => `${unitName}（${figures.join('、')}）`).join('；') })
}

/** Units that are asked for a self-report: those responsible or leading by a duty that stands, in the order of their names. */
export async function unitsAsked(ctx: Context): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select d.unit_id as id, coalesce(max(u.name), max(d.unit_name)) as name from plan.duty d left join orgs.pub_unit u on u.id = d.unit_id
    where d.unit_id is not null and d.status <> 'ended' and d.role in ('named', 'lead') group by d.unit_id order by 2, 1`.execute(ctx.db)
  return rows
}
