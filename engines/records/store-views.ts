import type { Context } from '@yinqiao/kernel'
import { Origin } from './contract/index.ts'
import type { RecordKind } from './contract/record-kind.ts'
import type { Values } from './contract/field.ts'
import { evidenceState } from './rules/evidence-state.ts'
import { type Head, namesOf, pointersOf, type RecordsSettings, tablesOf } from './store.ts'

/** Papers of records with what was ruled on them, newest first. */
export async function listEvidence(ctx: Context, recordIds: readonly string[]) {
  if (recordIds.length === 0) return []
  const db = tablesOf(ctx)
  const papers = await db
    .selectFrom('records.evidence')
    .selectAll()
    .where('record_id', 'in', recordIds)
    .orderBy('known_from', 'desc')
    .execute()
  if (papers.length === 0) return []
  const rulings = await db
    .selectFrom('records.ruling')
    .selectAll()
    .where(
      'evidence_id',
      'in',
      papers.map(({ id }) => id),
    )
    .orderBy('known_from')
    .execute()
  return papers.map((paper) => {
    const own = rulings.filter(({ evidence_id }) => evidence_id === paper.id)
    const verdicts = own.map(({ verdict }) => (verdict === 'accept' ? ('accept' as const) : ('reject' as const)))
    return {
      recordId: paper.record_id,
      id: paper.id,
      slot: paper.slot,
      fileId: paper.file_id,
      fileName: paper.file_name,
      sm3: paper.file_sm3,
      issuedBy: paper.issued_by,
      validTo: paper.valid_to,
      addedBy: paper.added_name,
      addedAt: paper.known_from,
      needed: paper.needed,
      state: evidenceState({ needed: paper.needed, withdrawn: paper.known_to !== null, validTo: paper.valid_to, verdicts }, ctx.today),
      rulings: own.map(({ ruled_name, known_from, reason }, at) => ({
        verdict: verdicts[at] ?? 'reject',
        by: ruled_name,
        at: known_from,
        reason,
      })),
    }
  })
}

/** Heads as lists and pages show them. */
export async function headViews(ctx: Context, settings: RecordsSettings, kind: RecordKind, heads: readonly Head[]) {
  const names = await namesOf(
    ctx,
    settings,
    heads.flatMap((head) => pointersOf(kind, head.values as Values)),
  )
  const papers = await listEvidence(
    ctx,
    heads.map(({ record_id }) => record_id),
  )
  return heads.map((head) => {
    const values = head.values as Values
    const own = papers.filter(({ recordId, state }) => recordId === head.record_id && state !== 'withdrawn')
    return {
      id: head.record_id,
      kind: head.kind,
      title: head.title,
      version: head.version,
      values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Array.isArray(value) ? [...value] : value])) as Record<
        string,
        string | number | boolean | string[] | null
      >,
      names: Object.fromEntries(pointersOf(kind, values).flatMap(({ id }) => (names[id] === undefined ? [] : [[id, names[id]]]))),
      divisionCode: head.division_code,
      unitId: head.unit_id,
      validFrom: head.valid_from,
      validTo: head.valid_to,
      recordedAt: head.known_from,
      recordedBy: head.recorded_name,
      origin: Origin.parse(head.origin),
      voided: head.voided,
      synthetic: head.synthetic,
      evidence: Object.fromEntries(
        kind.evidence.map(({ code }) => {
          const inSlot = own.filter(({ slot }) => slot === code)
          return [code, { given: inSlot.length, accepted: inSlot.filter(({ state }) => state === 'accepted').length }]
        }),
      ),
    }
  })
}
