import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { runMigrations as runQueueMigrations } from 'graphile-worker'
import { type Migration, migrate } from './migrate.ts'
import { databaseSecrets } from './secrets.ts'
import type { DatabaseRole, DatabaseServer } from './server.ts'

const roles: readonly DatabaseRole[] = ['yinqiao_owner', 'yinqiao_app', 'yinqiao_jobs']

/** Makes roles and database where missing, then runs what is new of the migrations. Safe to repeat and to race. */
export async function prepareDatabase(
  server: DatabaseServer,
  dataFolder: string,
  migrations: readonly Migration[],
  database = server.database,
): Promise<{ applied: readonly string[] }> {
  await withClient(server.adminUrl(), async (admin) => {
    await admin.query('select pg_advisory_lock(7412025)')
    const secrets = databaseSecrets(dataFolder)
    for (const role of roles) {
      const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [role])
      if (rowCount === 0) await admin.query(`create role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls`)
      await admin.query(`alter role ${role} password ${escapeLiteral(secrets[role])}`)
    }
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [database])
    if (rowCount === 0) {
      await admin.query(`grant yinqiao_owner to current_user`)
      await admin.query(`create database ${escapeIdentifier(database)} owner yinqiao_owner template template0 encoding 'UTF8'`)
      await admin.query(`revoke all on database ${escapeIdentifier(database)} from public`)
    }
    // also where the database was there before us (an external server)
    const mine = escapeIdentifier(database)
    await admin.query(
      `grant connect, create on database ${mine} to yinqiao_owner, yinqiao_jobs; grant connect, temporary on database ${mine} to yinqiao_app`,
    )
  })
  // the queue's own schema belongs to the queue's role, so that neither owner nor application can be tricked through it
  await runQueueMigrations({ connectionString: server.url('yinqiao_jobs', database) })
  await withClient(server.url('yinqiao_jobs', database), (jobs) => jobs.query(enqueueDoor))
  return withClient(server.url('yinqiao_owner', database), (owner) => migrate(owner, migrations))
}

/** The one door of the queue for the application: it may add work and see what failed, nothing else. */
const enqueueDoor = `
  create schema if not exists queue;
  grant usage on schema queue to yinqiao_app;
  create or replace function queue.enqueue(task text, payload json, run_at timestamptz, job_key text, attempts int) returns void
    language sql security definer set search_path = pg_catalog as $$
    select graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key, max_attempts => attempts) $$;
  create or replace function queue.failed() returns table (id text, task text, attempts int, reason text, created_at timestamptz)
    language sql security definer set search_path = pg_catalog as $$
    select j.id::text, t.identifier, j.attempts::int, j.last_error, j.created_at
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where j.attempts >= j.max_attempts order by j.created_at desc limit 500 $$;
  revoke all on all functions in schema queue from public;
  grant execute on all functions in schema queue to yinqiao_app;`

/** Opens one connection for a piece of work and closes it after. */
export async function withClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
