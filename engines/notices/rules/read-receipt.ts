import type { Channel, FailureReason, NoticeState, Receipt } from '../contract/notice.ts'

/** What a receipt means: a state reached, or a try that did not reach anybody. */
export type Reading =
  | { readonly to: Extract<NoticeState, 'sent' | 'delivered' | 'answered'> }
  | { readonly missed: Extract<FailureReason, 'busy' | 'no-answer' | 'gateway-failed'>; readonly again: boolean }

/**
 * Reads a gateway's status. A call that was picked up is only delivered: a mailbox picks up too, and only a pressed key is a person.
 * A reply to an SMS is a person. Busy and no answer are tried again with a new call.
 */
export function readReceipt(channel: Channel, status: Receipt['status']): Reading {
  switch (status) {
    case 'sent':
      return { to: 'sent' }
    case 'delivered':
      return { to: 'delivered' }
    case 'answered':
      return { to: channel === 'voice' ? 'delivered' : 'answered' }
    case 'pressed-key':
      return { to: 'answered' }
    case 'busy':
      return { missed: 'busy', again: true }
    case 'no-answer':
      return { missed: 'no-answer', again: true }
    case 'failed':
      return { missed: 'gateway-failed', again: false }
  }
}
