import type { RawMessage, Verdict } from './contract/message.ts'

/** A message and the promise its sender waits on. */
export interface Waiting {
  readonly message: RawMessage
  readonly resolve: (verdict: Verdict) => void
  readonly reject: (error: unknown) => void
}

/** Not taken: what waits already fills the memory set aside for it. The sender keeps the message. */
export class IntakeFull extends Error {
  override readonly name = 'IntakeFull'
}

export interface LaneOptions {
  /** Most messages of one batch. */
  readonly atMost: number
  /** Most batches under way at once. */
  readonly flights: number
  /** Most bytes that wait, payloads and a share for the rest. */
  readonly bytesAtMost: number
  /** Settles every message of the batch; never rejects. */
  readonly settle: (batch: readonly Waiting[]) => Promise<void>
}

export interface OpenLane {
  take(message: RawMessage): Promise<Verdict>
  /** Messages taken and not settled. */
  readonly waiting: () => number
  /** Resolves when nothing waits. */
  idle(): Promise<void>
}

// what an object, its strings and its promise cost besides the payload
const shareOfOne = 500

/**
 * One lane of the group commit: messages gather while a batch commits. A further flight starts only with a full batch, so that a slow
 * keeper is given few large batches and not many small ones.
 */
export function openLane({ atMost, flights, bytesAtMost, settle }: LaneOptions): OpenLane {
  let queue: Waiting[] = []
  let flying = 0
  let bytes = 0
  let count = 0
  let scheduled = false
  let idlers: (() => void)[] = []

  const pump = () => {
    scheduled = false
    while (queue.length > 0 && (flying === 0 || (flying < flights && queue.length >= atMost))) {
      const batch = queue.length <= atMost ? queue : queue.slice(0, atMost)
      queue = queue.length <= atMost ? [] : queue.slice(atMost)
      void fly(batch)
    }
  }
  const fly = async (batch: readonly Waiting[]) => {
    flying++
    await settle(batch)
    flying--
    count -= batch.length
    for (const { message } of batch) bytes -= message.payload.length + shareOfOne
    if (count === 0) for (const wake of idlers.splice(0)) wake()
    pump()
  }

  return {
    take(message) {
      const size = message.payload.length + shareOfOne
      if (bytes + size > bytesAtMost && count > 0) return Promise.reject(new IntakeFull(`${count} messages wait`))
      bytes += size
      count++
      return new Promise((resolve, reject) => {
        queue.push({ message, resolve, reject })
        if (!scheduled) {
          scheduled = true
          setImmediate(pump)
        }
      })
    },
    waiting: () => count,
    idle: () => (count === 0 ? Promise.resolve() : new Promise((resolve) => (idlers = [...idlers, resolve]))),
  }
}
