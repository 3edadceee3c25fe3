import type { Output } from '@yinqiao/kernel/contract'
import type { Tone } from '@yinqiao/kernel/web'
import type { GetFirm } from '@yinqiao/orgs/contract'

export type FirmRecord = Output<typeof GetFirm>

/** How each state of a firm looks; `pending` is known by name only. */
export const firmTone: Readonly<Record<FirmRecord['state'], Tone>> = { pending: 'idle', active: 'good', suspended: 'due', closed: 'alert' }
