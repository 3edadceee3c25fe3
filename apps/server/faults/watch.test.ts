import { afterAll, beforeAll, expect, test } from 'vitest'
import { clocks } from './suite/clocks.ts'
import { openOutside, takeAway } from './suite/database-away.ts'
import { disorder } from './suite/disorder.ts'
import { doubleClick } from './suite/double-click.ts'
import type { Seen } from './suite/fault.ts'
import { killProgram } from './suite/kill-program.ts'
import type { Stage } from './suite/open-stage.ts'

// the small form of `npm run faults`: promises, not times, which a busy machine may miss
const broken = (seen: readonly Seen[]) => seen.filter(({ passed, timing }) => !passed && timing !== true)
let outside: Awaited<ReturnType<typeof openOutside>>
let stage: Stage

beforeAll(async () => {
  outside = await openOutside()
  ;({ stage } = outside)
})
afterAll(() => outside.close())

test('kill -9 of the program while devices publish: every acknowledged message once, every press with an owner', async () => {
  expect(broken(await killProgram(stage, 3, () => {}))).toEqual([])
})

test('the database away for four seconds: presses reach the screens, everything acknowledged is kept once', async () => {
  expect(broken(await takeAway(stage, (weather) => outside.proxy.set(weather), 'cut', 4))).toEqual([])
})

test('clicks twice, retries, replays: one effect', async () => {
  expect(broken(await doubleClick(stage))).toEqual([])
})

test('clocks of devices: no press lost, doubled, or fired again', async () => {
  expect(broken(await clocks(stage))).toEqual([])
})

test('repeats, disorder, seven days late: as in order', async () => {
  expect(broken(await disorder(stage, 300, 3))).toEqual([])
})
