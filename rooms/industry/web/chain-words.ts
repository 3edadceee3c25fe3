import type { Output } from '@yinqiao/kernel/contract'
import type { Tone } from '@yinqiao/kernel/web'
import type { GetChain, GetNode } from '@yinqiao/industry/contract'

export type Chain = Output<typeof GetChain>
export type NodeCard = Chain['nodes'][number]
export type NodeDetail = Output<typeof GetNode>
export type GapShown = NodeCard['gaps'][number]
export type FirmShown = NodeDetail['firms'][number]

/** How a gap looks: always with its word; open ones alert, one that waits for its closing record is due. */
export const gapTone: Readonly<Record<GapShown['state'], Tone>> = { open: 'alert', reopened: 'alert', eased: 'due', closed: 'good' }
export const graphTone: Readonly<Record<Chain['versions'][number]['state'], Tone>> = { draft: 'due', 'in-force': 'good', ended: 'idle' }
/** A firm's state in the register; the last where the register does not know it. */
export const firmTones: Readonly<Record<string, Tone>> = { pending: 'idle', active: 'good', suspended: 'due', closed: 'alert' }
export const firmStates = ['pending', 'active', 'suspended', 'closed'] as const
