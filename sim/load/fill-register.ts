import type { LoadDevice } from './plan.ts'

/** A device that was written into the register for a load. */
export interface FilledDevice extends LoadDevice {
  readonly homeNo: number
}

/** What runs SQL as the database's administrator. */
interface Admin {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: unknown[] }>
}

/**
 * Writes homes with devices for a load straight into the tables, tens of thousands in seconds: for benchmarks and the faults suite on
 * a database of their own, never for a district. Each home has one synthetic elder who is at home (else alarms would be muted) and a member of no other; its first device is a
 * pendant on the person, the second a gateway of the home, the others wearables. Secrets are `load-<serial>`.
 */
export async function fillRegister(admin: Admin, homes: number, devicesPerHome: number): Promise<readonly FilledDevice[]> {
  await admin.query('begin')
  await admin.query(
    `create temp table chosen on commit drop as
      select row_number() over (order by e.id) as n, e.id as elder_id, e.division_code, gen_random_uuid() as home_id from people.elder e
      where e.synthetic and exists (select 1 from people.life_state l where l.elder_id = e.id and l.state = 'at-home' and l.known_to is null and l.valid_to is null)
        and not exists (select 1 from watch.home_member m where m.elder_id = e.id) order by e.id limit $1`,
    [homes],
  )
  // an hour ago: a register that has just changed is read again by the intake each second
  await admin.query(`insert into watch.home (id, scene, name, address, division_code, synthetic, created_at, updated_at)
    select home_id, 'home', '合成住处 ' || n, '合成路 ' || n || ' 号', division_code, true, now() - interval '1 hour', now() - interval '1 hour' from chosen`)
  await admin.query(`insert into watch.home_member (id, home_id, elder_id, division_code, valid_from)
    select gen_random_uuid(), home_id, elder_id, division_code, now() - interval '1 hour' from chosen`)
  await admin.query(
    `create temp table devices on commit drop as
      select c.*, k, gen_random_uuid() as device_id, 'LOAD-' || n || '-' || k as serial,
        case k when 1 then 'pendant' when 2 then 'gateway' else 'wearable' end as kind from chosen c, generate_series(1, $1::int) k`,
    [devicesPerHome],
  )
  await admin.query(`insert into watch.device (id, source, protocol, serial, kind, model, secret_hash, state, division_code, synthetic, created_at, updated_at)
    select device_id, 'own:' || serial, 'own', serial, kind, 'LOAD', encode(sha256(convert_to('load-' || serial, 'UTF8')), 'hex'), 'in-use',
      division_code, true, now() - interval '1 hour', now() - interval '1 hour' from devices`)
  await admin.query(`with opened as (
      insert into series.series (kind, division_code, person, label, opened_at)
      select kind, division_code, case when kind <> 'gateway' then elder_id end, 'own:' || serial, now() - interval '1 hour' from devices order by n, k
      returning id, label)
    insert into watch.binding (id, device_id, home_id, elder_id, division_code, series_id, valid_from, bound_by_name)
    select gen_random_uuid(), d.device_id, d.home_id, case when d.kind <> 'gateway' then d.elder_id end, d.division_code, o.id,
      now() - interval '1 hour', '系统' from devices d join opened o on o.label = 'own:' || d.serial`)
  const { rows } = await admin.query(
    `select 'own:' || serial as source, 'load-' || serial as secret, n::int as "homeNo" from devices order by n, k`,
  )
  await admin.query('commit')
  await admin.query('analyze watch.home, watch.home_member, watch.device, watch.binding, series.series, people.elder')
  return rows as FilledDevice[]
}
