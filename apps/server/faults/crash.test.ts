import { Buffer } from 'node:buffer'
import { withClient } from '@yinqiao/kernel/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HttpAnswer, newFolder, type Program, postgresPid, remove, runs, startProgram, until } from './program.ts'
import { adminUrl, allRows, giveSession } from './sessions.ts'

const dataFolder = newFolder()
let program: Program
let cookie: string
const rows = 2000

beforeAll(async () => {
  program = await startProgram(dataFolder)
  cookie = (await giveSession(dataFolder, 'district-officer')).cookie
})
afterAll(async () => {
  if (process.env['YINQIAO_SHOW'] !== undefined) console.log(program.output())
  program.child.kill('SIGKILL')
  await remove(dataFolder)
})

/** A list of made-up institutions; `mark` keeps the lists of the tests apart. */
const list = (mark: string) => ({
  fileName: `${mark}.csv`,
  synthetic: true,
  content: Buffer.from(
    [
      'name,category,district,address,beds,tags,source_list,source_url',
      ...Array.from({ length: rows }, (_, n) => `合成${mark}第${n}院,养老院,相城区,合成路${n}号${mark},${n % 90},,合成,`),
    ].join('\n'),
  ).toString('base64'),
})
const counted = async (mark: string) =>
  (await allRows<{ n: string }>(dataFolder, 'select count(*) as n from orgs.institution where name like $1', [`合成${mark}第%`])).map(
    ({ n }) => Number(n),
  )[0]
const importing = (mark: string, key: string): Promise<HttpAnswer | null> =>
  program.call('orgs.import-institutions', list(mark), { cookie, key }).catch(() => null)

/** Does `deed` while the import has written its rows and waits for a lock on the table of its next statement. */
async function whileImporting(mark: string, key: string, next: string, deed: () => void): Promise<HttpAnswer | null> {
  return withClient(adminUrl(dataFolder), async (admin) => {
    await admin.query(`begin; lock table ${next} in share row exclusive mode`)
    const answering = importing(mark, key)
    const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into ${next}%'`
    await until(async () => (await allRows(dataFolder, waiting)).length > 0, 20, `the import at ${next}`)
    deed()
    const answered = await answering
    await admin.query('rollback').catch(() => {})
    return answered
  })
}

test('kill -9 of the program in the middle of an import leaves no row of it, and the same call again does it once', async () => {
  const key = crypto.randomUUID()
  expect(await whileImporting('甲', key, 'orgs.duplicate_proposal', () => program.child.kill('SIGKILL'))).toBeNull()
  program = await startProgram(dataFolder)
  expect(await counted('甲')).toBe(0)
  const again = await importing('甲', key)
  expect(again).toMatchObject({ status: 200, body: { created: rows } })
  expect((await importing('甲', key))?.body).toEqual(again?.body)
  expect(await counted('甲')).toBe(rows)
})

test('kill -9 of the program while the import commits: all of it or nothing, and the same call again ends with all of it once', async () => {
  const key = crypto.randomUUID()
  expect(await whileImporting('丙', key, 'kernel.audit_line', () => program.child.kill('SIGKILL'))).toBeNull()
  program = await startProgram(dataFolder)
  expect([0, rows]).toContain(await counted('丙'))
  expect(await importing('丙', key)).toMatchObject({ status: 200, body: { created: rows } })
  expect(await counted('丙')).toBe(rows)
})

test('kill -9 of PostgreSQL in the middle of an import: refused as unavailable, no row of it, and the same call again does it once', async () => {
  const key = crypto.randomUUID()
  const answer = await whileImporting('乙', key, 'orgs.duplicate_proposal', () => process.kill(postgresPid(dataFolder), 'SIGKILL'))
  expect(answer).toMatchObject({ status: 503, refused: 'kernel.unavailable' })
  await until(async () => (await importing('乙', key))?.status === 200, 15, 'the import after PostgreSQL came back')
  expect(await counted('乙')).toBe(rows)
})

test('kill -9 of PostgreSQL under calls: every acknowledged record is there once, the rest are refused, and it serves again within 5 s', async () => {
  const answers = new Map<string, number[]>()
  const others: string[] = []
  let calling = true
  const caller = async (who: number) => {
    for (let n = 0; calling; n++) {
      const name = `合成场所 ${who}-${n}`
      const key = crypto.randomUUID()
      for (let tries = 0; tries < 200; tries++) {
        const { status, refused } = await program.call(
          'places.create-site',
          { name, kind: 'facility', address: '合成路1号', divisionCode: '320507', point: null },
          { cookie, key },
        )
        answers.set(name, [...(answers.get(name) ?? []), status])
        if (status === 200) break
        if (status !== 503 || refused !== 'kernel.unavailable') others.push(`${status} ${refused}`)
        await new Promise((done) => setTimeout(done, 50))
      }
    }
  }
  const callers = Promise.all([0, 1, 2, 3].map(caller))
  await new Promise((done) => setTimeout(done, 500))
  const dead = postgresPid(dataFolder)
  const recoveries = program.output().split('数据库已恢复').length
  process.kill(dead, 'SIGKILL')
  await until(() => program.output().split('数据库已恢复').length > recoveries, 15, 'PostgreSQL started again')
  const back = performance.now()
  await until(
    async () => (await program.call('places.list-sites', {}, { cookie })).status === 200,
    5,
    'an answer after PostgreSQL came back',
  )
  expect(performance.now() - back).toBeLessThan(5000)
  calling = false
  await callers
  expect(runs(program.child.pid ?? 0)).toBe(true)
  expect(others).toEqual([])
  expect([...answers.values()].some((statuses) => statuses.includes(503))).toBe(true)
  const kept = await allRows<{ name: string }>(dataFolder, `select name from places.site where name like '合成场所 %' order by name`)
  expect(kept.map(({ name }) => name)).toEqual([...answers.keys()].sort())
})

test('the queue works on after PostgreSQL died: what waited is delivered, and the audit is sealed', async () => {
  const unsealed = async () =>
    (
      await allRows(
        dataFolder,
        'select 1 from kernel.audit_line l where not exists (select from kernel.audit_seal s where s.line = l.n) limit 1',
      )
    ).length
  await until(async () => (await unsealed()) === 0, 15, 'all lines of the audit sealed')
  await until(
    async () => (await allRows(dataFolder, `select 1 from kernel.delivery where state <> 'done' limit 1`)).length === 0,
    15,
    'all events delivered',
  )
})

test('SIGTERM: ends well, and no database process is left', async () => {
  const pid = postgresPid(dataFolder)
  expect(await program.end()).toBe(0)
  expect(program.output()).toContain('已停止')
  expect(runs(pid)).toBe(false)
})
