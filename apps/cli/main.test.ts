import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openServer } from '@yinqiao/kernel/server'
import { afterAll, expect, test } from 'vitest'
import { root } from '../server/config.ts'
import { postgresPid, remove, runCli, runs } from '../server/faults/program.ts'
import { readable } from './print.ts'

const place = mkdtempSync(join(tmpdir(), 'yinqiao-cli-'))
const [data, other, backup] = [join(place, 'data'), join(place, 'other'), join(place, 'backup')]
const plan = join(root, 'rooms/plan/fixtures/qinghe-2026.txt')
const cli = (...args: string[]) => runCli(data, args)
const oneLine = /^银桥：[^\n]+$/

afterAll(async () => {
  for (const folder of [data, other]) await remove(folder)
  rmSync(place, { recursive: true, force: true })
})

test('plan read gives the structure as JSON, without a database', async () => {
  const { code, shown, said } = await cli('plan', 'read', plan, '--json')
  expect([code, said]).toEqual([0, ''])
  const read = JSON.parse(shown) as { document: { title: string }; tasks: unknown[]; sections: unknown[] }
  expect(Object.keys(read)).toEqual(expect.arrayContaining(['document', 'sections', 'phases', 'tasks', 'quantities', 'terms']))
  expect(read.tasks.length).toBeGreaterThan(0)
  const forPeople = await cli('plan', 'read', plan)
  expect(forPeople.shown).toContain(read.document.title)
  expect(readdirSync(place)).not.toContain('data')
})

test.each([
  ['a file that is not there', ['plan', 'read', '/no/such/file.txt'], 1, /找不到/],
  ['a folder', ['plan', 'read', '/tmp'], 1, /文件夹/],
  ['an empty file', ['plan', 'read', 'empty.txt'], 1, /./],
  ['an unknown noun', ['bridge', 'build'], 2, /没有“bridge build”这个命令/],
  ['an unknown verb', ['plan', 'write'], 2, /没有“plan write”这个命令/],
  ['an unknown signature', ['places', 'list-bridges'], 2, /没有 places.list-bridges 这个接口/],
  ['a missing argument', ['plan', 'read'], 2, /用法/],
  ['too many arguments', ['plan', 'read', 'a', 'b'], 2, /用法/],
  ['a mistyped flag', ['plan', 'read', plan, '--jsn'], 2, /不认识参数 --jsn/],
  ['an unknown algorithm', ['keys', 'rotate', '--algorithm', 'des'], 2, /sm4 或 aes/],
  ['an unknown field', ['places', 'list-sites', '--colour', 'red'], 2, /没有 --colour 这个字段/],
  ['input that is not JSON', ['places', 'list-sites', '--input', '{'], 1, /不是一个 JSON 对象/],
  ['a scope that is none', ['measure', 'value', '0.1', '--scope', 'moon'], 1, /--scope/],
  ['a moment that is none', ['measure', 'rows', '0.1', '--known-at', 'soon'], 1, /--known-at/],
  ['a report without a folder', ['report', 'phase', '2025'], 2, /--out/],
  ['a backup that is none', ['db', 'restore', '/tmp', '--into', other], 1, /不是银桥备份/],
])('%s: one line on stderr, the exit code, nothing on stdout', async (_name, args, code, expected) => {
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'empty.txt'), '')
  const answer = await cli(...args.map((arg) => (arg === 'empty.txt' ? join(place, arg) : arg)))
  expect(answer.said).toMatch(oneLine)
  expect(answer.said).toMatch(expected)
  expect(answer).toMatchObject({ code, shown: '' })
})

test('a call that needs the database starts it and stops it again; its command is audited as the account of this machine', async () => {
  const made = await cli(
    'places',
    'create-site',
    '--name',
    '合成场所',
    '--kind',
    'facility',
    '--address',
    '合成路1号',
    '--division-code',
    '320507',
    '--input',
    '{"point":null}',
    '--json',
  )
  expect(made.code, made.said).toBe(0)
  expect(JSON.parse(made.shown)).toMatchObject({ name: '合成场所', version: 1 })
  expect(() => postgresPid(data)).toThrow()
  const lines = await cli('access', 'list-audit-lines', '--json')
  expect(JSON.parse(lines.shown)).toMatchObject({
    rows: expect.arrayContaining([expect.objectContaining({ signature: 'places.create-site', origin: expect.stringMatching(/^cli:/) })]),
  })
  const refused = await cli(
    'places',
    'create-site',
    '--name',
    '合成',
    '--kind',
    'facility',
    '--address',
    '路',
    '--division-code',
    '999999',
    '--input',
    '{"point":null}',
  )
  expect(refused).toMatchObject({ code: 1, shown: '' })
  expect(refused.said).toMatch(oneLine)
})

test('a server that another process uses is left running', async () => {
  const server = await openServer({ dataFolder: data })
  const status = await cli('db', 'status', '--json')
  expect(JSON.parse(status.shown)).toMatchObject({ prepared: true, wasRunning: true, pending: [] })
  expect(runs(postgresPid(data))).toBe(true)
  await server.leave()
  expect(() => postgresPid(data)).toThrow()
})

test('backup, rotation, restore into a new folder, and the audit chain holds there', async () => {
  expect((await cli('db', 'backup', backup)).said).toContain('备份不含密钥')
  expect((await cli('keys', 'rotate', '--algorithm', 'aes', '--json')).code).toBe(0)
  const restored = await cli('db', 'restore', backup, '--into', other)
  expect(restored.code, restored.said).toBe(0)
  expect(restored.said).toContain('全部表的校验值与备份一致')
  expect((await cli('db', 'restore', backup, '--into', other)).said).toContain('不是空的')
  expect((await runCli(other, ['audit', 'verify'])).said).toContain('缺少密钥')
  cpSync(join(data, 'keys.json'), join(other, 'keys.json'))
  const verified = await runCli(other, ['audit', 'verify', '--json'])
  expect(verified.code, verified.said).toBe(0)
  expect(JSON.parse(verified.shown)).toMatchObject({ faults: [] })
  expect(JSON.parse((await runCli(other, ['places', 'list-sites', '--json'])).shown)).toMatchObject({ rows: [{ name: '合成场所' }] })
})

test('tables for people keep their columns under Chinese signs', () => {
  expect(
    readable([
      { name: '银桥', n: 1 },
      { name: 'ab', n: null },
    ]),
  ).toEqual(['name  n', '银桥  1', 'ab    —'])
  expect(readable({ rows: [], total: 0 })).toEqual(['rows', 'total  0'])
})
