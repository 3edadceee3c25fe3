import { body, knownFrom } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { RecordContract } from '../contract/chain-signatures.ts'
import { ContractTaken, DayBeforeStart, DayInFuture, FirmNotKnown, NodeUnknown, SameParty } from '../contract/chain-refusals.ts'
import { endOf } from '../rules/days.ts'
import { mayWrite } from '../rules/may-write.ts'
import { findRegisteredFirm, lockThing } from '../store.ts'
import { findNode, listContractRows } from '../store-chain.ts'
import { showContract } from '../store-shows.ts'

/** A contract is told apart by its buyer and number. Who writes must have the buyer in his area. */
export const recordContract = body(
  RecordContract,
  async (ctx, { buyerId, sellerId, number, nodeCode, signedOn, lastDay, amountFen, evidenceHash }) => {
    if (buyerId === sellerId) return refuse(SameParty, {}, 'sellerId')
    await lockThing(ctx, `supply:${buyerId}:${number}`)
    const buyer = await findRegisteredFirm(ctx.db, buyerId)
    if (buyer === undefined || buyer.state === 'closed') return refuse(FirmNotKnown, {}, 'buyerId')
    const seller = await findRegisteredFirm(ctx.db, sellerId)
    if (seller === undefined || seller.state === 'closed') return refuse(FirmNotKnown, {}, 'sellerId')
    const outside = mayWrite(ctx.actor, buyer.name, buyer.divisionCode, null)
    if (outside !== undefined) return outside
    if (nodeCode !== null && (await findNode(ctx.db, nodeCode, ctx.today)) === undefined)
      return refuse(NodeUnknown, { code: nodeCode }, 'nodeCode')
    if (signedOn > ctx.today) return refuse(DayInFuture, { day: signedOn }, 'signedOn')
    if (lastDay !== null && lastDay < signedOn) return refuse(DayBeforeStart, { day: lastDay, from: signedOn }, 'lastDay')
    if ((await listContractRows(ctx.db, sql`s.buyer_id = ${buyerId} and s.number = ${number}`)).length > 0)
      return refuse(ContractTaken, { number }, 'number')
    const id = ctx.newId()
    await sql`insert into industry.supply_contract (row_id, id, version, number, node_code, buyer_id, seller_id, amount_fen, evidence_hash, seller_local, division_code,
      synthetic, valid_from, valid_to, known_from, recorded_by)
    select ${ctx.newId()}, ${id}, 1, ${number}, ${nodeCode}, ${buyerId}, ${sellerId}, ${amountFen}, ${evidenceHash},
      starts_with(${seller.divisionCode}, (select code from places.pub_district limit 1)), ${buyer.divisionCode},
      ${buyer.synthetic || seller.synthetic}, ${signedOn}, ${endOf(lastDay)}, ${await knownFrom(ctx)}, ${ctx.actor.accountId}`.execute(
      ctx.db,
    )
    const [row] = await listContractRows(ctx.db, sql`s.id = ${id}`)
    if (row === undefined) throw new Error('the contract just saved is gone')
    ctx.note({ kind: 'supply-contract', id, after: row })
    return showContract(row)
  },
)
