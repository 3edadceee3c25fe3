import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import { command, eventType, permission, query, refusal, refuse } from '../../contract/index.ts'
import { body, job, listen, type Room } from '../../room.ts'

const write = permission('toy.counter.write', { zh: '计数', en: 'Count' }, ['town-officer', 'district-officer'])
export const Full = refusal('toy.full', 'state', '“{title}”已满', '"{title}" is full')
export const Counted = eventType('toy', 'counter.counted', z.object({ count: z.number() }))

export const AddCount = command({
  name: 'toy.add-count',
  title: { zh: '加一', en: 'Add one' },
  permission: write,
  input: z.object({ title: z.string().min(1).max(20), by: z.number().int().min(1).default(1), fail: z.boolean().default(false) }),
  output: z.object({ count: z.number() }),
  refusals: [Full],
})
export const ListPersons = query({
  name: 'toy.list-persons',
  title: { zh: '名单', en: 'Persons' },
  permission: 'signed-in',
  readsPersons: true,
  input: z.object({}),
  output: z.object({ ids: z.array(z.string()) }),
  refusals: [],
})

/** A room with one of everything, for the kernel's own tests. `hear` decides what its listener does. */
export function toyRoom(hear: (note: string) => void = () => {}): Room {
  return {
    name: 'toy',
    signatures: [AddCount, ListPersons],
    tables: join(import.meta.dirname, 'tables'),
    bodies: [
      body(AddCount, async (ctx, { title, by, fail }) => {
        const { rows } = await sql<{ count: number }>`insert into toy.counter (id, title, count) values (${ctx.newId()}, ${title}, ${by})
          on conflict (title) do update set count = toy.counter.count + ${by} returning count`.execute(ctx.db)
        const count = rows[0]?.count ?? 0
        await ctx.emit(Counted, title, { count })
        ctx.note({ kind: 'counter', id: title, after: count })
        if (fail) return refuse(Full, { title })
        return { count }
      }),
      body(ListPersons, async (ctx) => {
        const { rows } = await sql<{ id: string }>`select id from toy.person order by id`.execute(ctx.db)
        for (const { id } of rows) ctx.note({ kind: 'person', id })
        return { ids: rows.map(({ id }) => id) }
      }),
    ],
    listeners: [
      listen('toy.hear-count', Counted, async (ctx, event) => {
        await sql`insert into toy.heard (event, note) values (${event.id}, ${event.subject})`.execute(ctx.db)
        hear(event.subject)
      }),
    ],
    jobs: [job({ name: 'toy.do-nothing', payload: z.object({}) }, async () => {})],
  }
}
