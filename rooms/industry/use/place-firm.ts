import { body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { PlaceFirm } from '../contract/chain-signatures.ts'
import { DayInFuture, FirmNotKnown, FirmOnNodeTaken, NodeUnknown, SameParty } from '../contract/chain-refusals.ts'
import { mayWrite } from '../rules/may-write.ts'
import { findRegisteredFirm, lockThing } from '../store.ts'
import { findNode, listOnNode, recordGaps, saveOnNode } from '../store-chain.ts'
import { showOnNode } from '../store-shows.ts'

export const placeFirm = body(PlaceFirm, async (ctx, input) => {
  await lockThing(ctx, `node:${input.nodeCode}`)
  const node = await findNode(ctx.db, input.nodeCode, ctx.today)
  if (node === undefined) return refuse(NodeUnknown, { code: input.nodeCode }, 'nodeCode')
  if (input.from > ctx.today) return refuse(DayInFuture, { day: input.from }, 'from')
  const firm = await findRegisteredFirm(ctx.db, input.firmId)
  if (firm === undefined || firm.state === 'closed') return refuse(FirmNotKnown, {}, 'firmId')
  const outside = mayWrite(ctx.actor, firm.name, firm.divisionCode, null)
  if (outside !== undefined) return outside
  if (input.introducedBy === input.firmId) return refuse(SameParty, {}, 'introducedBy')
  const introducer = input.introducedBy === null ? null : await findRegisteredFirm(ctx.db, input.introducedBy)
  if (introducer === undefined) return refuse(FirmNotKnown, {}, 'introducedBy')
  const here = await listOnNode(ctx.db, sql`o.node_code = ${input.nodeCode} and o.firm_id = ${input.firmId}`)
  const taken = here.find(({ to }) => to === null || to > input.from)
  if (taken !== undefined) return refuse(FirmOnNodeTaken, { firm: firm.name, node: node.title, from: taken.from }, 'firmId')
  const row = {
    ...input,
    id: ctx.newId(),
    version: 1,
    firmName: firm.name,
    firmState: firm.state,
    confirmedOn: ctx.today,
    introducerName: introducer?.name ?? null,
    to: null,
    divisionCode: firm.divisionCode,
    synthetic: firm.synthetic,
    inDistrict: null,
  }
  await saveOnNode(ctx, [row], await knownFrom(ctx))
  await recordGaps(ctx)
  ctx.note({ kind: 'on-node', id: row.id, after: row })
  return showOnNode(row, null)
})
