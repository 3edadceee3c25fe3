import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { roleNames } from './config.ts'
import { findBefore, wholeLock } from './find-before.ts'

test('a process that died by itself while its place was being prepared leaves the place: whoever takes over goes on', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'yinqiao-before-'))
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  const gone = new Promise((done) => child.once('exit', done))
  writeFileSync(wholeLock(dataFolder), JSON.stringify({ pid: child.pid, mark: '', about: 'test' }))
  const before = findBefore({ dataFolder, roles: new Set(roleNames) })
  expect(before?.pid).toBe(child.pid)
  child.kill('SIGKILL')
  await gone
  await expect(before?.stop()).resolves.toBeUndefined()
  rmSync(dataFolder, { recursive: true })
})
