import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freePort, newFolder, type Program, remove, startProgram } from './program.ts'

const dataFolder = newFolder()
let program: Program | undefined
afterAll(async () => {
  program?.child.kill('SIGKILL')
  await remove(dataFolder)
})

test('messages that were acknowledged and can no longer be read from the disk are told of', async () => {
  const env = { YINQIAO_ROLE: 'ingest', MQTT_PORT: String(await freePort()), YINQIAO_NODE: 'here' }
  const folder = join(dataFolder, 'spool', 'here')
  mkdirSync(folder, { recursive: true })
  for (const n of [1, 2]) writeFileSync(join(folder, `bulk-0000000${n}.spool`), Buffer.alloc(200, 7))
  program = await startProgram(dataFolder, env)
  const log = () => readFileSync(join(dataFolder, 'yinqiao.log'), 'utf8')
  for (let n = 0; n < 100 && !log().includes('bulk-00000001'); n++) await new Promise((done) => setTimeout(done, 50))
  expect(log()).toContain('bulk-00000001.spool')
}, 60_000)
