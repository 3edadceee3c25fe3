import { body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { type RawBuilder, sql } from 'kysely'
import { GetRecord, type RecordKind, RecordVersion } from '../contract/record.ts'
import { RecordUnknown } from '../contract/refusals.ts'
import { lastDayOf } from '../rules/days.ts'

interface Row {
  readonly title: string
  readonly parkId: string | null
  readonly nodeCode: string | null
  readonly aboveTitle: string | null
  readonly synthetic: boolean
  readonly version: number
  readonly from: string
  readonly to: string | null
  readonly knownFrom: string
  readonly knownTo: string | null
  readonly facts: Readonly<Record<string, string | null>>
}

const times = sql`r.version, r.synthetic, r.valid_from as "from", r.valid_to as "to", r.known_from as "knownFrom", r.known_to as "knownTo"`
const park = sql`r.park_id as "parkId", null::text as "nodeCode", (select p.name from industry.park p where p.id = r.park_id order by p.known_from desc limit 1) as "aboveTitle"`
const node = sql`null::uuid as "parkId", r.node_code as "nodeCode", (select n.title from industry.node n where n.code = r.node_code order by n.known_from desc limit 1) as "aboveTitle"`
const nameOf = (column: string) => sql`(select f.name from orgs.pub_firm f where f.id = ${sql.ref(column)})`
const hundredth = (column: string) => sql`trim_scale(${sql.ref(column)} / 100.0)::text`
const unitName = sql`(select u.building || ' ' || u.number from industry.space u where u.id = r.space_id order by u.known_from desc limit 1)`

/** Each kind: its title, what it belongs to, what a version says. */
const selects: Readonly<Record<RecordKind, RawBuilder<unknown>>> = {
  space: sql`select r.building || ' ' || r.number as title, ${park}, ${times}, json_build_object('area', ${hundredth('r.area_dm2')}) as facts from industry.space r`,
  lease: sql`select ${unitName} as title, ${park}, ${times}, json_build_object('tenant', ${nameOf('r.firm_id')}, 'contractNumber', r.number,
      'area', ${hundredth('r.area_dm2')}, 'monthlyRent', ${hundredth('r.monthly_fen')}, 'rentFreeLastDay', (r.rent_free_to - 1)::text,
      'subletOf', (select ${nameOf('m.firm_id')} from industry.lease m where m.id = r.parent_id order by m.known_from desc limit 1)) as facts
    from industry.lease r`,
  'on-node': sql`select ${nameOf('r.firm_id')} as title, ${node}, ${times}, json_build_object('firm', ${nameOf('r.firm_id')}, 'role', r.role, 'evidence', r.evidence,
      'confirmedOn', r.confirmed_on::text, 'introducedBy', ${nameOf('r.introduced_by')}) as facts from industry.on_node r`,
  'supply-contract': sql`select r.number as title, ${node}, ${times}, json_build_object('buyer', ${nameOf('r.buyer_id')}, 'seller', ${nameOf('r.seller_id')},
      'amount', ${hundredth('r.amount_fen')}) as facts from industry.supply_contract r`,
}

/** Shows also what was corrected or taken back: a number of a past day opens to what was known then. */
export const getRecord = body(GetRecord, async (ctx, { kind, id }) => {
  const { rows } = await sql<Row>`${selects[kind]} where r.id = ${id} order by r.known_from desc, r.valid_from desc`.execute(ctx.db)
  const [newest] = rows
  if (newest === undefined) return refuse(RecordUnknown, {}, 'id')
  const { parkId, nodeCode, aboveTitle } = newest
  const path = parkId === null ? (nodeCode === null ? null : `/industry/chain/${nodeCode}`) : `/industry/parks/${parkId}`
  return {
    title: newest.title,
    above: path === null ? null : { path, title: aboveTitle ?? nodeCode ?? '' },
    synthetic: newest.synthetic,
    versions: rows.map(({ version, from, to, knownFrom, knownTo, facts }) =>
      RecordVersion.parse({
        version,
        from,
        lastDay: lastDayOf(to),
        knownFrom,
        knownTo,
        facts: Object.entries(facts).map(([key, value]) => ({ key, value })),
      }),
    ),
  }
})
