import { sql } from 'kysely'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Context } from './context.ts'
import { command, refusal, refuse } from './contract/index.ts'
import { body, type Room } from './room.ts'
import { asSystem } from './transaction.ts'
import { testRooms, type TestRooms } from './testing/index.ts'
import { ListPersons, toyRoom } from './testing/toy/toy-room.ts'

const No = refusal('late.no', 'state', '不行', 'No')
const DoTwo = command({
  name: 'late.do-two',
  title: { zh: '做两件', en: 'Do two' },
  permission: 'signed-in',
  input: z.object({ first: z.enum(['falls', 'refuses']), title: z.string() }),
  output: z.object({}),
  refusals: [No],
})
let late: Promise<unknown> = Promise.resolve()
/** Two statements and something between, as a promise that nobody waits for when its neighbour fails. */
async function writeTwice(ctx: Context, title: string) {
  await sql`select 1`.execute(ctx.db)
  await pause(50)
  await sql`insert into toy.counter (id, title, count) values (${ctx.newId()}, ${title}, 1)`.execute(ctx.db)
}
const falls = async () => {
  throw new Error('fell')
}
const lateRoom: Room = {
  name: 'late',
  signatures: [DoTwo],
  bodies: [
    body(DoTwo, async (ctx, { first, title }) => {
      late = writeTwice(ctx, title)
      late.catch(() => {})
      if (first === 'refuses') return refuse(No)
      await Promise.all([falls(), late])
      return {}
    }),
  ],
}
let t: TestRooms
beforeAll(async () => {
  t = await testRooms([toyRoom(), lateRoom])
})
afterAll(() => t.close())
const written = (title: string) => t.rows('select 1 from toy.counter where title = $1', [title])

test.each(['falls', 'refuses'] as const)(
  'what a call still sends when it %s is refused, and never lands outside its transaction',
  async (first) => {
    const answer = await t.run(DoTwo, { first, title: first })
    expect(answer.ok).toBe(false)
    await expect(late).rejects.toThrow('the transaction has ended')
    expect(await written(first)).toEqual([])
    expect(await t.run(ListPersons, {})).toMatchObject({ ok: true })
  },
)

test('nor when a piece of work of the program falls', async () => {
  const work = asSystem(t.kernel, 'toy', async (ctx) => {
    late = writeTwice(ctx, 'work')
    late.catch(() => {})
    await Promise.all([falls(), late])
  })
  await expect(work).rejects.toThrow('fell')
  await expect(late).rejects.toThrow('the transaction has ended')
  expect(await written('work')).toEqual([])
})
