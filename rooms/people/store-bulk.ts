import type { Context } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { type Insertable, sql } from 'kysely'
import type { ElderInput, Origin } from './contract/elder.ts'
import type { LifeState } from './contract/life-state.ts'
import { checkElderFacts } from './rules/check-elder-facts.ts'
import type { PeopleRows } from './tables/rows.ts'
import { type Sealer, sealElder, versionFacts } from './store-sealing.ts'

/** An elder for bulk loading: checked facts and at most one life state that holds from a day. */
export interface BulkElder {
  /** UUID version 7, made by the caller. */
  readonly id: string
  readonly facts: ElderInput
  readonly lifeState: LifeState | null
  readonly origin: Origin
  /** True marks the record 合成数据 wherever it is shown. */
  readonly synthetic: boolean
}

/** Who loads, and when (ISO 8601, UTC). */
export interface BulkBy {
  readonly at: string
  readonly accountId: string | null
  readonly name: string
}

/** The tables a bulk load fills, in this order, and their columns in the order in which COPY takes them. */
export const bulkTables = {
  'people.elder': [
    'id',
    'name',
    'name_full',
    'name_initials',
    'sex',
    'birth_day',
    'id_kind',
    'id_sealed',
    'id_blind',
    'phone_sealed',
    'phone_blind',
    'phone_tail_blind',
    'address',
    'division_code',
    'site_id',
    'household_id',
    'lives_alone',
    'health_sealed',
    'contacts_sealed',
    'origin',
    'synthetic',
    'created_at',
    'updated_at',
    'updated_by',
  ],
  'people.elder_version': [
    'id',
    'elder_id',
    'version',
    'recorded_at',
    'recorded_by',
    'recorded_by_name',
    'origin',
    'name',
    'sex',
    'birth_day',
    'id_kind',
    'id_sealed',
    'phone_sealed',
    'address',
    'division_code',
    'site_id',
    'household_id',
    'lives_alone',
    'health_sealed',
    'contacts_sealed',
  ],
  'people.life_change': [
    'id',
    'elder_id',
    'n',
    'kind',
    'undoes',
    'state',
    'from_day',
    'to_day',
    'note',
    'recorded_at',
    'recorded_by',
    'recorded_by_name',
  ],
  'people.life_state': [
    'id',
    'elder_id',
    'division_code',
    'state',
    'valid_from',
    'valid_to',
    'known_from',
    'known_to',
    'set_by',
    'withdrawn_by',
  ],
} as const satisfies { readonly [T in keyof PeopleRows]?: readonly (keyof PeopleRows[T])[] }

export type BulkTable = keyof typeof bulkTables

/** The rows of one elder in each table: the record, its first version, and its life state with the change that set it. */
export function elderBulkRows(
  sealer: Sealer,
  elder: BulkElder,
  by: BulkBy,
  newId: () => string,
): { readonly [T in BulkTable]: Insertable<PeopleRows[T]> | null } {
  const columns = sealElder(sealer, elder.facts)
  const recorded = { recorded_at: by.at, recorded_by: by.accountId, recorded_by_name: by.name }
  const changeId = newId()
  const state = elder.lifeState
  return {
    'people.elder': {
      id: elder.id,
      ...columns,
      origin: elder.origin,
      synthetic: elder.synthetic,
      created_at: by.at,
      updated_at: by.at,
      updated_by: by.accountId,
    },
    'people.elder_version': { id: newId(), elder_id: elder.id, version: 1, ...recorded, origin: elder.origin, ...versionFacts(columns) },
    'people.life_change':
      state === null
        ? null
        : {
            id: changeId,
            elder_id: elder.id,
            n: 1,
            kind: 'set',
            undoes: null,
            state: state.state,
            from_day: state.from,
            to_day: state.to,
            note: null,
            ...recorded,
          },
    'people.life_state':
      state === null
        ? null
        : {
            id: newId(),
            elder_id: elder.id,
            division_code: elder.facts.divisionCode,
            state: state.state,
            valid_from: state.from,
            valid_to: state.to,
            known_from: by.at,
            known_to: null,
            set_by: changeId,
            withdrawn_by: null,
          },
  }
}

const bulkOrder: readonly BulkTable[] = ['people.elder', 'people.elder_version', 'people.life_change', 'people.life_state']

/**
 * Loads many elders in the caller's transaction (some thousands a call): facts are checked as typed ones are, no events
 * are told, one audit subject for the batch. Throws when a fact is wrong, for a loader's data must be right.
 */
export async function loadElders(ctx: Context, elders: readonly BulkElder[]): Promise<void> {
  const by = { at: ctx.now.toString(), accountId: ctx.actor.accountId, name: ctx.actor.name }
  const all = elders.map((elder) => {
    const facts = checkElderFacts(elder.facts, ctx.today)
    if (isRefusal(facts)) throw new Error(`elder ${elder.id}: ${facts.refused.code} at ${facts.field ?? ''}`)
    return elderBulkRows(ctx.cipher, { ...elder, facts }, by, () => ctx.newId())
  })
  for (const table of bulkOrder) {
    const rows = all.map((of) => of[table]).filter((row) => row !== null)
    const columns = sql.join(bulkTables[table].map((column) => sql.ref(column)))
    await sql`insert into ${sql.table(table)} (${columns}) select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(
      ctx.db,
    )
  }
  ctx.note({
    kind: 'elders-loaded',
    id: elders[0]?.id ?? '',
    after: { count: elders.length, synthetic: elders.every((elder) => elder.synthetic) },
  })
}
