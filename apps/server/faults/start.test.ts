import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { openServer } from '@yinqiao/kernel/server'
import { afterAll, afterEach, expect, test } from 'vitest'
import { freePort, newFolder, postgresPid, refusedStart, remove, runs, startProgram } from './program.ts'

const folders: string[] = []
const listeners: Server[] = []
const folder = () => {
  const made = newFolder()
  folders.push(made)
  return made
}
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.close()
})
afterAll(async () => {
  for (const made of folders) await remove(made)
})

/** One line, no stack. */
const oneLine = /^银桥：[^\n]+$/

test('a port that is taken: one line names it, and no database is left running', async () => {
  const dataFolder = folder()
  const port = await freePort()
  await new Promise<void>((done) => {
    listeners.push(createServer().listen(port, '127.0.0.1', done))
  })
  const { code, said } = await refusedStart(dataFolder, { PORT: String(port) })
  expect(code).toBe(1)
  expect(said).toMatch(oneLine)
  expect(said).toContain(`端口 ${port} 已被占用`)
  expect(existsSync(join(dataFolder, 'postgres', 'postmaster.pid'))).toBe(false)
})

test('a data folder of another PostgreSQL version is not touched', async () => {
  const dataFolder = folder()
  mkdirSync(join(dataFolder, 'postgres'))
  writeFileSync(join(dataFolder, 'postgres', 'PG_VERSION'), '16\n')
  const { code, said } = await refusedStart(dataFolder)
  expect(code).toBe(1)
  expect(said).toMatch(oneLine)
  expect(said).toContain('PostgreSQL 16')
  expect(readdirSync(join(dataFolder, 'postgres'))).toEqual(['PG_VERSION'])
})

test('too little room on the disk: refused before anything is made', async () => {
  const dataFolder = folder()
  const { code, said } = await refusedStart(dataFolder, { YINQIAO_MIN_FREE_BYTES: String(2 ** 60) })
  expect(code).toBe(1)
  expect(said).toMatch(oneLine)
  expect(said).toContain('磁盘空间不足')
  expect(existsSync(join(dataFolder, 'postgres'))).toBe(false)
})

test('a disk that fills up while the database is made leaves no half database, and the next start works', async (t) => {
  const disk = newFolder()
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'yinqiao-fault', disk]).status !== 0)
    return t.skip('skipped: no right to mount a small disk')
  try {
    const { code, said } = await refusedStart(disk, { YINQIAO_MIN_FREE_BYTES: '1' })
    expect(code).toBe(1)
    expect(said).toMatch(oneLine)
    expect(said).toContain('数据库初始化失败')
    expect(readdirSync(disk).filter((name) => name.startsWith('postgres'))).toEqual([])
    expect(spawnSync('mount', ['-o', 'remount,size=600m', disk]).status).toBe(0)
    const program = await startProgram(disk, { YINQIAO_MIN_FREE_BYTES: '1' })
    expect(await program.end()).toBe(0)
  } finally {
    spawnSync('umount', [disk])
    await remove(disk)
  }
})

test.each([
  ['unreachable', async () => `postgres://someone:word@127.0.0.1:${await freePort()}/yinqiao`, /无法连接 DATABASE_URL/],
  ['malformed', async () => 'not a url', /不是有效的连接串/],
  ['of another kind', async () => 'mysql://a:b@127.0.0.1:3306/x', /不是有效的连接串/],
  ['too old', async () => `postgres://someone:word@127.0.0.1:${await oldServer()}/yinqiao`, /PostgreSQL 14.*至少需要 15/],
])('DATABASE_URL %s: one line within 10 s that never shows the password', async (_name, url, expected) => {
  const { code, said, seconds } = await refusedStart(folder(), { DATABASE_URL: await url() })
  expect(code).toBe(1)
  expect(said).toMatch(oneLine)
  expect(said).toMatch(expected)
  expect(said).not.toContain('word')
  expect(seconds).toBeLessThan(10)
})

test('an external server serves, and is neither stopped nor given files', async () => {
  const [outside, dataFolder] = [folder(), folder()]
  const server = await openServer({ dataFolder: outside, settings: { fsync: 'off' } })
  const url = new URL(server.adminUrl('postgres'))
  const program = await startProgram(dataFolder, { DATABASE_URL: url.toString() })
  expect((await program.call('access.get-session', {})).status).toBe(200)
  expect(await program.end()).toBe(0)
  expect(existsSync(join(dataFolder, 'postgres'))).toBe(false)
  expect(runs(postgresPid(outside))).toBe(true)
  await server.stop()
})

test('a stale pid file, of a dead process or of one that is something else today, is no hindrance', async () => {
  const dataFolder = folder()
  const first = await startProgram(dataFolder)
  const pid = postgresPid(dataFolder)
  await first.end('SIGKILL')
  process.kill(pid, 'SIGKILL')
  expect(existsSync(join(dataFolder, 'postgres', 'postmaster.pid'))).toBe(true)
  const second = await startProgram(dataFolder)
  await second.end()
  writeFileSync(
    join(dataFolder, 'postgres', 'postmaster.pid'),
    `${process.pid}\n${dataFolder}/postgres\n0\n5432\n\n127.0.0.1\n  0 0\nready\n`,
  )
  const third = await startProgram(dataFolder)
  expect((await third.call('access.get-session', {})).status).toBe(200)
  expect(await third.end()).toBe(0)
})

test('two starts at once on one data folder: one serves, the other says who does', async () => {
  const dataFolder = folder()
  const both = await Promise.allSettled([startProgram(dataFolder), startProgram(dataFolder)])
  const [serving] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const [refused] = both.flatMap((one) => (one.status === 'rejected' ? [String((one.reason as Error).message)] : []))
  expect(refused).toMatch(oneLine)
  expect(refused).toContain(`进程 ${serving?.child.pid}`)
  expect((await serving?.call('access.get-session', {}))?.status).toBe(200)
  const pid = postgresPid(dataFolder)
  expect(await serving?.end()).toBe(0)
  expect(runs(pid)).toBe(false)
})

/** What PostgreSQL 14 would say, as far as the program asks: authentication without a word, then its version. */
function oldServer(): Promise<number> {
  const message = (type: string, body: Buffer) =>
    Buffer.concat([Buffer.from(type), Buffer.from(Uint32Array.of(0).buffer).fill(0).subarray(0, 0), lengthOf(body), body])
  const lengthOf = (body: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeInt32BE(body.length + 4)
    return length
  }
  const ready = message('Z', Buffer.from('I'))
  const column = Buffer.concat([
    Buffer.from([0, 1]),
    Buffer.from('version\0'),
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 23, 0, 4, 255, 255, 255, 255, 0, 0]),
  ])
  const row = Buffer.concat([Buffer.from([0, 1, 0, 0, 0, 6]), Buffer.from('140000')])
  const answer = Buffer.concat([message('T', column), message('D', row), message('C', Buffer.from('SELECT 1\0')), ready])
  return new Promise((done) => {
    const server = createServer((socket) => {
      let greeted = false
      socket.on('error', () => {})
      socket.on('data', (chunk) => {
        if (greeted) return void (chunk[0] === 0x51 && socket.write(answer))
        greeted = true
        socket.write(Buffer.concat([message('R', Buffer.alloc(4)), ready]))
      })
    })
    listeners.push(server)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
