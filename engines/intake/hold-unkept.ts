import type { RawMessage, Take, Verdict } from './contract/message.ts'

export interface HoldOptions {
  readonly take: Take
  /** Tried again after so many ms. */
  readonly every: number
  /** Most bytes of messages that are held, of all senders together. */
  readonly bytesAtMost: number
  /** Most messages of one sender. */
  readonly atMost: number
  /** Told when a message that was held has been kept: there is room again for those that could not be held. */
  readonly onRoom?: () => void
}

/** Who sent a message, and whether it is still there. */
export interface Sender {
  over: boolean
  /** How many of its messages are held. */
  held: number
}

// what a held message costs besides its payload
const shareOfOne = 600

/**
 * Keeps offering a message that is not kept (database away and the spool full) for as long as its sender stays, so that what comes behind
 * it on the same line, a press perhaps, is read. Held messages are in the memory of this process alone and not acknowledged. Rejects where
 * no more may be held, or the sender has gone.
 */
export function openHold({
  take,
  every,
  bytesAtMost,
  atMost,
  onRoom,
}: HoldOptions): (message: RawMessage, sender: Sender) => Promise<Verdict> {
  let bytes = 0
  const again = async (message: RawMessage, sender: Sender): Promise<Verdict> => {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, every))
      if (sender.over) throw new Error('its sender has gone')
      const verdict = await take(message).catch(() => null)
      if (verdict !== null) return verdict
    }
  }
  return async (message, sender) => {
    try {
      return await take(message)
    } catch (error) {
      const size = message.payload.length + shareOfOne
      if (sender.over || sender.held >= atMost || bytes + size > bytesAtMost) throw error
      bytes += size
      sender.held++
      try {
        const verdict = await again(message, sender)
        if (onRoom !== undefined) setImmediate(onRoom)
        return verdict
      } finally {
        bytes -= size
        sender.held--
      }
    }
  }
}
