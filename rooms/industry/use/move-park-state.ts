import { body, knownFrom } from '@yinqiao/kernel'
import { ChangedMeanwhile, refuse } from '@yinqiao/kernel/contract'
import { MoveParkState } from '../contract/park-signatures.ts'
import { ParkMoveIllegal, ParkUnknown } from '../contract/refusals.ts'
import { mayWrite } from '../rules/may-write.ts'
import { mayMovePark, parkStateWords } from '../rules/park-states.ts'
import { lockThing } from '../store.ts'
import { getPark, listParkSlices, saveParkSlices } from '../store-parks.ts'

export const moveParkState = body(MoveParkState, async (ctx, { id, version, to, on }) => {
  await lockThing(ctx, `park:${id}`)
  const slices = await listParkSlices(ctx.db, id)
  const last = slices.at(-1)
  if (last === undefined) return refuse(ParkUnknown, {}, 'id')
  const current = Math.max(...slices.map((slice) => slice.version))
  if (current !== version) return refuse(ChangedMeanwhile, { what: last.name, seen: version, current })
  const outside = mayWrite(ctx.actor, last.name, last.divisionCode, last.operatorUnitId)
  if (outside !== undefined) return outside
  const [was, wanted] = [parkStateWords[last.state], parkStateWords[to]]
  if (!mayMovePark(last.state, to) || on <= last.from)
    return refuse(
      ParkMoveIllegal,
      { name: last.name, from: was.zh, fromEn: was.en, since: last.from, to: wanted.zh, toEn: wanted.en, on },
      'on',
    )
  const at = await knownFrom(ctx)
  const kept = slices.slice(0, -1)
  await saveParkSlices(
    ctx,
    [...kept, { ...last, to: on }, { ...last, state: to, from: on, to: null }].map((slice) => ({ ...slice, version: version + 1 })),
    at,
  )
  ctx.note({ kind: 'park', id, before: { state: last.state, since: last.from }, after: { state: to, since: on } })
  return await getPark(ctx.db, id, ctx.today)
})
