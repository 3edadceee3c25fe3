import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { freePort, newFolder, type Program, refusedStart, remove, runs, startProgram } from './program.ts'

const dataFolder = newFolder()
const programs: Program[] = []
const start = async (env: NodeJS.ProcessEnv) => {
  const program = await startProgram(dataFolder, env)
  programs.push(program)
  return program
}
afterAll(async () => {
  for (const { child } of programs) child.kill('SIGKILL')
  await remove(dataFolder)
})

test('a program takes the place of the one that runs: that one serves until then, ends by itself, and the database stays', {
  timeout: 180_000,
}, async () => {
  const [port, mqtt] = [String(await freePort()), String(await freePort())]
  // with nobody there it starts as ever
  const first = await start({ PORT: port, MQTT_PORT: mqtt, YINQIAO_TAKE_OVER: '1' })
  const ended = new Promise<number | null>((done) => first.child.once('exit', done))
  // without the word it is refused as ever
  const { code, said } = await refusedStart(dataFolder, { PORT: port })
  expect([code, said]).toEqual([1, expect.stringContaining(`进程 ${first.child.pid}`)])
  const second = await start({ PORT: port, MQTT_PORT: mqtt, YINQIAO_TAKE_OVER: '1' })
  expect(await ended).toBe(0)
  expect(second.output()).toMatch(/已备好.*\n[^]*已就绪/)
  expect((await second.call('access.get-session', {})).status).toBe(200)

  // one that cannot start leaves the other serving: here its district cannot be read
  const broken = newFolder()
  writeFileSync(join(broken, 'district.json'), '{')
  const wrong = await refusedStart(dataFolder, { PORT: port, YINQIAO_TAKE_OVER: '1', YINQIAO_DISTRICT: broken })
  expect(wrong.code).toBe(1)
  await remove(broken)
  // and so does one whose place cannot be taken this way
  const role = await refusedStart(dataFolder, { YINQIAO_TAKE_OVER: '1', YINQIAO_ROLE: 'ingest' })
  expect([role.code, role.said]).toEqual([1, expect.stringContaining('--take-over')])
  expect(runs(second.child.pid ?? 0)).toBe(true)
  expect((await second.call('access.get-session', {})).status).toBe(200)
  expect(await second.end()).toBe(0)
})
