import { setTimeout as pause } from 'node:timers/promises'
import type { Lane, RawMessage, Take, Verdict } from './contract/message.ts'
import { openStreamLink, type LinkOptions } from './open-stream-link.ts'
import { openStreamParts, type PartOptions } from './open-stream-parts.ts'

export interface StreamOptions
  extends Pick<LinkOptions, 'servers' | 'user' | 'password' | 'tls' | 'name'>,
    Pick<PartOptions, 'take' | 'onUnreadable'> {
  readonly isUrgent: (message: RawMessage) => boolean
  /** The way past the cluster: of urgent messages first, of bulk while the stream does not take them. */
  readonly local: Take
  /** Whether the local way only reaches a disk of this node now. */
  readonly localAway: () => boolean
  /** What a door has understood of a message already, to travel with it: a frame of a terminal is not always read alike by itself. */
  readonly noteOf?: LinkOptions['noteOf']
  readonly onNote?: PartOptions['onNote']
  readonly onWaiting?: PartOptions['onWaiting']
  /** Told when a stream ceases to take messages and when it takes them again. */
  readonly onLink?: (lane: Lane, up: boolean, why: string) => void
  readonly onTrouble?: (what: string) => void
  /** Servers that hold each message; 3 unless told. */
  readonly replicas?: number
  /** Most bytes of the bulk stream, the urgent one has a sixteenth; 8 GB unless told. The servers' max_file must hold both. */
  readonly bytesAtMost?: number
  /** An urgent message that the local way has not settled by then (ms) is published as well; 300 unless told. */
  readonly hedgeAfter?: number
  /** A publication that is not acknowledged by then (ms) goes past the cluster; 2 s unless told. */
  readonly ackWithin?: number
  /** A message taken and not acknowledged by then (ms) is given again, to whoever takes its part; 30 s unless told. */
  readonly ackWait?: number
  readonly retryAfter?: number
}

export interface DeviceStream {
  /** For the doors: resolves when the cluster has the message, or the local way has settled it. */
  readonly take: Take
  /** Takes messages of these parts out of the streams, and of no others; resolves when the parts left are settled. */
  own(parts: readonly number[]): Promise<void>
  readonly up: () => Readonly<Record<Lane, boolean>>
  close(): Promise<void>
}

/**
 * Streams of messages between nodes through a JetStream cluster: doors on any node publish, the node that owns a part takes it out.
 * An urgent message is committed past the cluster: an election there takes seconds that a person on the floor does not have. It goes
 * into its stream when the database does not take it at once, and is acknowledged by whichever has it first; the keeper tells by its
 * key what it has already.
 */
export function openStream(options: StreamOptions): DeviceStream {
  const {
    local,
    localAway,
    isUrgent,
    hedgeAfter = 300,
    replicas = 3,
    bytesAtMost = 8 * 2 ** 30,
    ackWithin = 2_000,
    ackWait = 30_000,
    retryAfter = 1_000,
  } = options
  const lanes = (['urgent', 'bulk'] as const).map((lane) => {
    const link = openStreamLink({
      lane,
      servers: options.servers,
      user: options.user,
      password: options.password,
      tls: options.tls,
      name: options.name,
      replicas,
      bytesAtMost: lane === 'bulk' ? bytesAtMost : Math.ceil(bytesAtMost / 16),
      ackWithin,
      noteOf: (message) => options.noteOf?.(message) ?? null,
      onLink: (up, why) => options.onLink?.(lane, up, why),
    })
    const parts = openStreamParts({
      lane,
      link,
      take: options.take,
      onNote: (message, note) => options.onNote?.(message, note),
      onUnreadable: options.onUnreadable,
      onWaiting: (message, of) => options.onWaiting?.(message, of),
      onTrouble: (what) => options.onTrouble?.(what),
      ackWait,
      retryAfter,
    })
    return { link, parts }
  })
  const [urgent, bulk] = lanes
  if (urgent === undefined || bulk === undefined) throw new Error('two lanes')
  const own = async (parts: readonly number[]) => void (await Promise.all(lanes.map((lane) => lane.parts.own(parts))))
  const publish = async (message: RawMessage, lane: typeof bulk): Promise<Verdict> => {
    await lane.link.publish(message)
    return 'kept'
  }
  const press = (message: RawMessage): Promise<Verdict> => {
    const here = local(message)
    const ahead = new AbortController()
    let answered = false
    const there = async (): Promise<Verdict> => {
      if (!localAway()) await pause(hedgeAfter, undefined, { signal: ahead.signal })
      for (;;) {
        try {
          return await publish({ ...message, repeated: true }, urgent)
        } catch (error) {
          if (answered) throw error
        }
        await pause(hedgeAfter, undefined, { signal: ahead.signal })
      }
    }
    const settled = here
      .then((verdict) => {
        // on the disk of this node alone: what the cluster has outlives the node
        if (!localAway()) ahead.abort()
        return verdict
      })
      .finally(() => (answered = true))
    return Promise.any([settled, there()]).catch(() => here)
  }

  return {
    take: (message) => {
      let presses = true
      try {
        presses = isUrgent(message)
      } catch {
        // what cannot be judged may be an alarm
      }
      if (presses) return press(message)
      // the cluster may have it though it did not say so
      return publish(message, bulk).catch(() => local({ ...message, repeated: true }))
    },
    own,
    up: () => ({ urgent: urgent.link.up(), bulk: bulk.link.up() }),
    close: async () => {
      await own([])
      await Promise.all(lanes.map(({ link }) => link.close()))
    },
  }
}
