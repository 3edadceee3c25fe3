import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allRooms } from './testing/open-house.ts'

let t: TestRooms
beforeAll(async () => {
  t = await testRooms(allRooms)
})
afterAll(() => t.close())

const schemas = ['kernel', ...allRooms.map(({ name }) => name)]
/** Column `name` of a query over the catalogue; $1 = our schemas. */
const names = async (sql: string) => (await t.rows<{ name: string }>(sql, [schemas])).map(({ name }) => name).toSorted()

const reasons = {
  register:
    'registers of firms, works and papers that staff share across towns; their kinds hold no person of the register; who may is checked per kind',
  district: 'facts of the district that every post may read; no person of the register',
  plan: 'public plan, decisions about it and the officers who took them; no person of the register',
  plumbing: 'ids, codes, hashes; no person',
  facts: 'states and days of cases for measures, without names, titles and texts',
  calendar: 'public holidays, and the officer who set them',
}

/** Tables without row security, each with its reason: a new table forces row security, or a person names it here. */
const withoutRowSecurity: Readonly<Record<string, string>> = {
  'kernel.audit_seal': reasons.plumbing,
  'kernel.event': reasons.plumbing,
  'kernel.delivery': reasons.plumbing,
  'access.oidc_attempt': 'found by the hash of a secret the browser holds; the verifier is encrypted',
  'places.district': reasons.district,
  'places.division': reasons.district,
  'places.block': reasons.district,
  'places.block_member': reasons.district,
  'places.outline': reasons.district,
  'places.site': reasons.district,
  'orgs.unit': reasons.district,
  'orgs.unit_name': reasons.district,
  'orgs.unit_alias': reasons.district,
  'orgs.unit_collective': reasons.district,
  'orgs.unit_transfer': reasons.district,
  'orgs.firm': reasons.district,
  'orgs.institution': reasons.district,
  'orgs.duplicate_proposal': reasons.district,
  'industry.park': reasons.district,
  'industry.space': reasons.district,
  'industry.lease': reasons.district,
  'industry.graph': reasons.district,
  'industry.node': reasons.district,
  'industry.link': reasons.district,
  'industry.on_node': reasons.district,
  'industry.confirmation': reasons.district,
  'industry.supply_contract': reasons.district,
  'industry.gap': reasons.district,
  'industry.gap_closing': reasons.district,
  'industry.lead_report': reasons.district,
  'plan.agenda_item': reasons.plan,
  'plan.attendance': reasons.plan,
  'plan.binding': reasons.plan,
  'plan.known_duty': reasons.plan,
  'plan.measure_state': reasons.plan,
  'plan.recount': reasons.plan,
  'plan.round': reasons.plan,
  'plan.target_value': reasons.plan,
  'kernel.freeze_mark': reasons.plumbing,
  'records.record': reasons.register,
  'records.version': reasons.register,
  'records.evidence': reasons.register,
  'records.ruling': reasons.register,
  'records.import': reasons.register,
  'records.import_row': reasons.register,
  'projects.stage_entry': reasons.register,
  'projects.amount': reasons.register,
  'plan.cell': reasons.plan,
  'plan.cell_mark': reasons.plan,
  'plan.measure': reasons.plan,
  'plan.measure_version': reasons.plan,
  'plan.document': reasons.plan,
  'plan.version': reasons.plan,
  'plan.clause': reasons.plan,
  'plan.clause_text': reasons.plan,
  'plan.clause_link': reasons.plan,
  'plan.duty': reasons.plan,
  'plan.duty_decision': reasons.plan,
  'plan.finding': reasons.plan,
  'plan.frozen_row': reasons.plan,
  'plan.frozen_value': reasons.plan,
  'plan.known_round': reasons.plan,
  'plan.sample': reasons.plan,
  'plan.sample_check': reasons.plan,
  'plan.self_report': reasons.plan,
  'plan.interpretation': reasons.plan,
  'plan.meeting': reasons.plan,
  'plan.meeting_decision': reasons.plan,
  'plan.meeting_due': reasons.plan,
  'plan.minutes': reasons.plan,
  'plan.row_anchor': reasons.plan,
  'plan.row_note': reasons.plan,
  'cases.known_case': reasons.facts,
  'cases.counter': reasons.plumbing,
  'cases.calendar_day': reasons.calendar,
  'cases.calendar_year': reasons.calendar,
  'series.archive': reasons.plumbing,
  'watch.rule_stop': 'rules stopped for firing on everything; no person of the register',
  'watch.rule': 'rules the district drafts and switches on: conditions, never a person of the register',
}

const unforced = `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any ($1) and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`

describe('row security', () => {
  test('is enabled and forced on every table that is not an exception with a reason', async () => {
    expect(await names(unforced)).toEqual(Object.keys(withoutRowSecurity).toSorted())
  })
  test('no table of an exception has a column that is encrypted or names a person of the register', async () => {
    const suspicious =
      await names(`select n.nspname || '.' || c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1) and c.relkind in ('r', 'p') and not c.relforcerowsecurity and a.attnum > 0 and not a.attisdropped
        and a.attname ~ '(_sealed|_blind)$|elder|person|birth|phone|id_number|health'`)
    expect(suspicious).toEqual(['access.oidc_attempt.verifier_sealed'])
  })
  test('a table made without it is found', async () => {
    await t.rows('create table people.planted (id uuid primary key)')
    try {
      expect(await names(unforced)).toContain('people.planted')
    } finally {
      await t.rows('drop table people.planted')
    }
  })
  test('no policy is for everybody', async () => {
    const roles = await t.rows<{ roles: string }>('select distinct roles::text from pg_policies where schemaname = any ($1)', [schemas])
    expect(roles.map((row) => row.roles).toSorted()).toEqual(['{yinqiao_app}', '{yinqiao_owner}'])
  })
  test("the policy that sees all is the owner's only, and reaches no role of a running program", async () => {
    expect(
      await names(`select distinct policyname as name from pg_policies where schemaname = any ($1) and 'yinqiao_owner' = any (roles)`),
    ).toEqual(['owner_all'])
    expect(
      await t.rows(
        `select m.rolname from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid where g.rolname like 'yinqiao%' and m.rolname in ('yinqiao_app', 'yinqiao_jobs')`,
      ),
    ).toEqual([])
  })
  test('every view is looked through with the eyes of who asks', async () => {
    expect(
      await names(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1) and c.relkind in ('v', 'm') and not coalesce('security_invoker=true' = any (c.reloptions), false)`),
      // ids, places and states for counting: a number is the same whoever asks; rows are masked where they are listed
    ).toEqual([
      'people.pub_counted_elder',
      'people.pub_counted_state',
      'watch.pub_counted_alarm',
      'watch.pub_counted_binding',
      'watch.pub_counted_device_day',
      'watch.pub_counted_home',
    ])
  })
})

describe('the application', () => {
  test('owns nothing, passes no wall, makes nothing', async () => {
    expect(
      await t.rows(
        `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname in ('yinqiao_app', 'yinqiao_jobs', 'yinqiao_owner') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
      ),
    ).toEqual([])
    expect(
      await t.rows(
        `select relname as name from pg_class where relowner = 'yinqiao_app'::regrole union all select proname from pg_proc where proowner = 'yinqiao_app'::regrole union all select nspname from pg_namespace where nspowner = 'yinqiao_app'::regrole`,
      ),
    ).toEqual([])
    expect(
      await t.rows(
        `select nspname from pg_namespace where nspname !~ '^pg_(toast_)?temp' and has_schema_privilege('yinqiao_app', oid, 'create')`,
      ),
    ).toEqual([])
    expect(await t.rows(`select has_database_privilege('yinqiao_app', current_database(), 'create') as may`)).toEqual([{ may: false }])
  })
  test('may delete from these tables only, and empties none', async () => {
    const may = (right: string) =>
      names(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1) and c.relkind in ('r', 'p') and has_table_privilege('yinqiao_app', c.oid, '${right}')`)
    for (const right of ['truncate', 'references', 'trigger']) expect(await may(right), right).toEqual([])
    // keys after a week; a draft of a plan nobody confirmed; a note taken back by who wrote it; cells made anew; a definition nobody took;
    // readings of who is to be forgotten, and the list of files that are gone
    expect(await may('delete')).toEqual([
      'kernel.idempotency',
      'plan.cell',
      'plan.cell_mark',
      'plan.document',
      'plan.measure',
      'plan.measure_version',
      'plan.row_note',
      'plan.version',
      'series.archive',
      'series.entry',
      'watch.push_nonce',
    ])
  })
  test.each([
    'kernel.audit_line',
    'kernel.audit_seal',
    'kernel.event',
    'people.elder_version',
    'people.life_change',
    'cases.step',
    'cases.calendar_day',
    'notices.notice_event',
  ])('%s is added to, never changed', async (table) => {
    const [may] = await t.rows(
      `select has_any_column_privilege('yinqiao_app', '${table}', 'update') as change, has_table_privilege('yinqiao_app', '${table}', 'delete') as remove, has_table_privilege('yinqiao_app', '${table}', 'insert') as add`,
    )
    expect(may).toEqual({ change: false, remove: false, add: true })
  })
  test('sees nothing of the queue but its door', async () => {
    expect(
      await t.rows(
        `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'graphile_worker' and c.relkind in ('r', 'p', 'v') and has_table_privilege('yinqiao_app', c.oid, 'select, insert, update, delete') limit 1`,
      ),
    ).toEqual([])
  })
  test('has no right through everybody', async () => {
    expect(
      await names(
        `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) g where n.nspname = any ($1) and g.grantee = 0`,
      ),
    ).toEqual([])
    expect(
      await t.rows(`select n.nspname from pg_namespace n, aclexplode(n.nspacl) g where g.grantee = 0 and n.nspname = any ($1)`, [
        [...schemas, 'queue', 'graphile_worker'],
      ]),
    ).toEqual([])
  })
})

test("functions that act with their owner's rights are these, with a fixed search path, and not everybody's", async () => {
  const definers =
    await t.rows(`select n.nspname || '.' || p.proname as name, pg_get_userbyid(p.proowner) as owner, p.proconfig as settings, exists (select from aclexplode(p.proacl) g where g.grantee = 0) or p.proacl is null as everybody
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname !~ '^pg_' and n.nspname <> 'graphile_worker' order by 1`)
  const fixed = { settings: ['search_path=pg_catalog'], everybody: false }
  expect(definers).toEqual([
    { name: 'access.find_session', owner: 'yinqiao_owner', ...fixed },
    { name: 'queue.enqueue', owner: 'yinqiao_jobs', ...fixed },
    { name: 'queue.failed', owner: 'yinqiao_jobs', ...fixed },
    { name: 'series.drop_day', owner: 'yinqiao_owner', ...fixed },
    { name: 'series.open_day', owner: 'yinqiao_owner', ...fixed },
    { name: 'watch.glance_home', owner: 'yinqiao_owner', ...fixed },
  ])
})

describe('in Chinese', () => {
  test('every table, view and schema says what it is', async () => {
    expect(
      await names(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1) and c.relkind in ('r', 'p', 'v', 'm') and coalesce(obj_description(c.oid, 'pg_class'), '') !~ '[一-鿿]'`),
    ).toEqual([])
    expect(
      await names(
        `select nspname as name from pg_namespace where nspname = any ($1) and coalesce(obj_description(oid, 'pg_namespace'), '') !~ '[一-鿿]'`,
      ),
    ).toEqual([])
  })
  test('every column of every table too', async () => {
    expect(
      await names(`select n.nspname || '.' || c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1) and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and coalesce(col_description(c.oid, a.attnum), '') !~ '[一-鿿]'`),
    ).toEqual([])
  })
  test('every function of ours too', async () => {
    expect(
      await names(`select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace left join pg_depend d on d.objid = p.oid and d.deptype = 'e'
      where n.nspname = any ($1) and d.objid is null and coalesce(obj_description(p.oid, 'pg_proc'), '') !~ '[一-鿿]'`),
    ).toEqual([])
  })
})

test('every column named sealed is told to the key rotation', async () => {
  const sealed =
    await names(`select n.nspname || '.' || c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any ($1) and c.relkind in ('r', 'p') and a.attname like '%\\_sealed' and not a.attisdropped`)
  const told = allRooms.flatMap((room) => (room.encrypted ?? []).map(({ table, column }) => `${table}.${column}`))
  // an attempt lives ten minutes: it needs no new key
  expect(sealed.filter((name) => name !== 'access.oidc_attempt.verifier_sealed')).toEqual(told.toSorted())
})

test('no foreign key leaves its room', async () => {
  expect(
    await names(`select c.conrelid::regclass || ' -> ' || c.confrelid::regclass as name from pg_constraint c join pg_class a on a.oid = c.conrelid join pg_class b on b.oid = c.confrelid
    join pg_namespace n on n.oid = a.relnamespace where c.contype = 'f' and n.nspname = any ($1) and a.relnamespace <> b.relnamespace`),
  ).toEqual([])
})
