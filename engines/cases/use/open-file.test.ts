import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OpenFile } from '../contract/index.ts'
import { type Cast, castOf, fileOf, openStage, raised } from '../fixtures/cast.ts'

let t: TestRooms
let cast: Cast
beforeAll(async () => {
  t = await openStage()
  cast = castOf(t)
})
afterAll(() => t.close())
const code = async (answer: Promise<{ ok: boolean; refusal?: { refused: { code: string } } }>) =>
  (await answer).refusal?.refused.code ?? 'ok'

test('a file of a case opens to who may read the case, and to nobody else', async () => {
  const fileId = await fileOf(t, cast.park)
  const { id } = await raised(t, cast, { files: [fileId] })
  for (const who of [cast.park, cast.town])
    expect((await t.done(OpenFile, { id, fileId }, who)).content).toBe(Buffer.from('合成材料').toString('base64'))
  for (const who of [cast.other, cast.stranger]) expect(await code(t.run(OpenFile, { id, fileId }, who))).not.toBe('ok')
})

test('a file that is not of the case stays shut, also to who put it', async () => {
  const { id } = await raised(t, cast)
  const loose = await fileOf(t, cast.park)
  expect(await code(t.run(OpenFile, { id, fileId: loose }, cast.park))).toBe('cases.file-missing')
  expect(await t.rows('select shared from kernel.file where id = $1', [loose])).toEqual([{ shared: false }])
})
