import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { lockHolder, takeLock } from './lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'yinqiao-lock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('is held by one, named to the other, free after release', () => {
  const path = join(folder, 'a.lock')
  const first = takeLock(path, 'first')
  expect(takeLock(path, 'second')).toMatchObject({ holder: { pid: process.pid, about: 'first' } })
  if ('release' in first) first.release()
  expect(existsSync(path)).toBe(false)
  expect(takeLock(path, 'third')).toHaveProperty('release')
})

test.each([
  ['a dead process', JSON.stringify({ pid: 2 ** 22 - 1, mark: '1', about: '' })],
  ['a reused pid', JSON.stringify({ pid: process.pid, mark: 'another start', about: '' })],
  ['half a file', '{"pid":'],
])('a file left by %s is taken over', (_, left) => {
  const path = join(folder, 'stale.lock')
  writeFileSync(path, left)
  expect(lockHolder(path)).toBeNull()
  expect(takeLock(path, 'new')).toHaveProperty('release')
  rmSync(path, { force: true })
})

test('of six processes that find a dead lock at one time, exactly one holds it', async () => {
  const path = join(folder, 'race.lock')
  writeFileSync(path, JSON.stringify({ pid: 2 ** 22 - 1, mark: '1', about: '' }))
  const script = `import { takeLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))}; const at = Number(process.argv[1]); while (Date.now() < at); const got = takeLock(${JSON.stringify(path)}, 'race'); console.log('release' in got ? 'held' : 'refused'); setTimeout(() => {}, 1500)`
  const at = Date.now() + 900
  const said = await Promise.all(
    Array.from({ length: 6 }, () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, String(at)], { stdio: ['ignore', 'pipe', 'inherit'] })
      return new Promise<string>((done) => {
        let out = ''
        child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
        child.on('close', () => done(out.trim()))
      })
    }),
  )
  expect(said.toSorted()).toEqual(['held', 'refused', 'refused', 'refused', 'refused', 'refused'])
})
