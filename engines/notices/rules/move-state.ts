import type { NoticeState } from '../contract/notice.ts'

/**
 * How far each state is. A failure may be overtaken by a receipt that says the message arrived after all;
 * a cancelled notice that arrived did arrive. Nothing goes back.
 */
const reach: Readonly<Record<NoticeState, number>> = {
  queued: 0,
  sending: 1,
  sent: 2,
  cancelled: 3,
  failed: 3,
  delivered: 4,
  seen: 5,
  answered: 6,
}

/** Whether a notice in `from` may become `to`. */
export function mayBecome(from: NoticeState, to: NoticeState): boolean {
  return reach[to] > reach[from]
}
