import type { Signature } from '@yinqiao/kernel/contract'

/** None: rooms decide who reads what, and call the doors of this engine. */
export const seriesSignatures: readonly Signature[] = []
