import type { OnNode, SupplyContract } from './contract/chain.ts'
import { OnNode as OnNodeSchema, SupplyContract as ContractSchema } from './contract/chain.ts'
import { lastDayOf } from './rules/days.ts'
import type { ContractRow, OnNodeRow } from './store-chain.ts'

/** A firm on a node as the contract shows it. */
export function showOnNode({ to: _to, ...row }: OnNodeRow, lastDay: string | null): OnNode {
  return OnNodeSchema.parse({ ...row, lastDay })
}

/** A contract as the contract of this room shows it. */
export function showContract({ to, ...row }: ContractRow): SupplyContract {
  return ContractSchema.parse({ ...row, lastDay: lastDayOf(to) })
}
