import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withClient } from '@yinqiao/kernel/server'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { places } from '@yinqiao/places'
import { DistrictFile, LoadDistrict } from '@yinqiao/places/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ImportInstitutions } from '../contract/index.ts'
import { orgs } from '../index.ts'

const room = join(import.meta.dirname, '..')
const list = join(room, 'fixtures/institutions.csv')
const input = { fileName: 'list.csv', content: readFileSync(list).toString('base64') }

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([places, orgs], { area: '990101' })
  const district = DistrictFile.parse(JSON.parse(readFileSync(join(room, '../places/fixtures/qinghe.json'), 'utf8')))
  await t.done(LoadDistrict, { district }, t.actor({ role: 'system-admin' }))
})
afterAll(() => t.close())
beforeEach(() => t.rows('truncate orgs.duplicate_proposal, orgs.institution'))
const left = async () => ({
  institutions: (await t.rows('select 1 from orgs.institution')).length,
  proposals: (await t.rows('select 1 from orgs.duplicate_proposal')).length,
})

/** Holds the last table an import writes to, so that the import stands still with its institutions written and not committed. */
async function whileHeld(work: (release: () => Promise<unknown>) => Promise<void>): Promise<void> {
  await withClient(t.server.url('yinqiao_owner', t.database), async (owner) => {
    await owner.query('begin; lock table orgs.duplicate_proposal in exclusive mode')
    await work(() => owner.query('rollback'))
    await owner.query('rollback')
  })
}

/** Waits until a session of the application waits for that lock; its process id. */
async function waiting(): Promise<number> {
  for (let round = 0; round < 500; round++) {
    const { rows } = await withClient(t.server.adminUrl(), (admin) =>
      admin.query<{ pid: number }>(
        "select pid from pg_stat_activity where datname = $1 and usename = 'yinqiao_app' and wait_event_type = 'Lock'",
        [t.database],
      ),
    )
    if (rows[0] !== undefined) return rows[0].pid
    await new Promise((go) => setTimeout(go, 20))
  }
  throw new Error('no session waits')
}

test('the database loses the session in the middle of an import: it is said, no half list is left, and it can be repeated', async () => {
  await whileHeld(async () => {
    const answer = t.run(ImportInstitutions, input, t.actor(), 'import-cut-off')
    const pid = await waiting()
    await withClient(t.server.adminUrl(), (admin) => admin.query('select pg_terminate_backend($1)', [pid]))
    expect(await answer).toMatchObject({ ok: false, refusal: { refused: { code: 'kernel.unavailable' } } })
  })
  expect(await left()).toEqual({ institutions: 0, proposals: 0 })
  expect(await t.run(ImportInstitutions, input, t.actor(), 'import-cut-off')).toMatchObject({
    ok: true,
    value: { created: 7, proposals: 2 },
  })
})

test('kill -9 of the program in the middle of an import leaves no half list', async () => {
  await whileHeld(async (release) => {
    const child = spawn(
      process.execPath,
      [
        fileURLToPath(new URL('../fixtures/import-once.ts', import.meta.url)),
        t.server.url('yinqiao_app', t.database),
        join(t.dataFolder, 'keys.json'),
        list,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const ended = once(child, 'exit')
    const pid = await waiting()
    child.kill('SIGKILL')
    expect((await ended)[1]).toBe('SIGKILL')
    await release()
    // the session finishes its statement, finds nobody to tell, and undoes its transaction
    while ((await t.rows('select 1 from pg_stat_activity where pid = $1', [pid])).length > 0) await new Promise((go) => setTimeout(go, 20))
  })
  expect(await left()).toEqual({ institutions: 0, proposals: 0 })
})

test('two imports of one list at once make one list', async () => {
  const answers = await Promise.all([t.done(ImportInstitutions, input), t.done(ImportInstitutions, input)])
  expect(answers.map((answer) => answer.created).toSorted((a, b) => a - b)).toEqual([0, 7])
  expect(await left()).toEqual({ institutions: 7, proposals: 2 })
})
