import { type Body, body } from '@yinqiao/kernel'
import { ListDecisions } from '../contract/meetings.ts'
import { listCurrentDecisions } from '../store-meetings.ts'

const order = { late: 0, open: 1, 'done-late': 2, done: 3 } as const

export const listDecisions: Body = body(ListDecisions, async (ctx, { unitId, mine, state }) => {
  const wanted = mine ? ctx.actor.unitId : (unitId ?? null)
  const all = mine && wanted === null ? [] : await listCurrentDecisions(ctx, wanted === null ? {} : { unitId: wanted })
  const count = (which: keyof typeof order) => all.filter((row) => row.state === which).length
  return {
    rows: all.filter((row) => !state || row.state === state).toSorted((a, b) => order[a.state] - order[b.state]),
    counts: { open: count('open'), late: count('late'), done: count('done'), doneLate: count('done-late') },
  }
})
