import { createHash } from 'node:crypto'
import type { RawMessage } from './contract/message.ts'

/**
 * The identity of one arrival: the same for a message each time the batches or the spool hand it on, different for each arrival at a
 * door (a device that sends again arrives again; the device's own numbering tells that). 24 characters base64url, 144 bits of SHA-256.
 */
export function messageKey(message: RawMessage): string {
  const head = JSON.stringify([message.via, message.source, message.topic, message.receivedAt, message.packet])
  return createHash('sha256').update(head).update(message.payload).digest('base64url').slice(0, 24)
}
